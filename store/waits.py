"""Waits: how long something takes, told fairly while some still wait.

Leaving out who still waits makes everything look quicker than it is. So they count with the time
they have waited until now (Kaplan and Meier's estimate): they lower a median only once it is sure.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

SECONDS_A_DAY = 86_400

# What is left after each quartile; products of fractions miss them by a hair.
LEFT = (0.75, 0.5, 0.25)
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Wait:
    """A step from one state to the next: how many took it, how many still wait, and its days.

    `median` is what half of all need at most, `quick` a quarter, `slow` three quarters; None where
    too few have taken it yet to say so.
    """

    taken: int
    waiting: int
    quick: float | None
    median: float | None
    slow: float | None


def wait(taken: Iterable[int], waiting: Iterable[int]) -> Wait:
    """What these seconds say: of those who took the step, and of those who still wait.

    Less than none, as phones with a wrong clock tell, is none.
    """
    done, still = sorted(taken), sorted(waiting)
    quartiles = _quartiles(done, still)
    days = (None if at is None else max(0, at) / SECONDS_A_DAY for at in quartiles)
    return Wait(len(done), len(still), *days)


def _quartiles(done: list[int], still: list[int]) -> list[int | None]:
    """After how many seconds a quarter, half and three quarters of all are estimated through."""
    found: list[int | None] = []
    left, first, gone = 1.0, 0, 0
    while first < len(done) and len(found) < len(LEFT):
        # Who has waited no longer than this until now says nothing about what comes after.
        gone = bisect_left(still, done[first], gone)
        # As long as nobody else is lost so, each who is through takes the same share away.
        over = bisect_right(done, still[gone], first) if gone < len(still) else len(done)
        at_risk = len(done) - first + len(still) - gone
        for quartile in LEFT[len(found) :]:
            nth = max(1, ceil(at_risk * (1 - (quartile + ROUNDING) / left)))
            if nth > over - first:
                break
            found.append(done[first + nth - 1])
        left *= (at_risk - (over - first)) / at_risk
        first = over
    return found + [None] * (len(LEFT) - len(found))
