"""Scans as a town might see them: weekdays, rain, the season's wind that tears off a poster."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from store import scans
from store.database import Database
from store.placements import Placement
from store.scans import Scan, Step

# Expected scans on an ordinary dry weekday, by the pattern of the placement.
USUAL = {
    "steady": 4.0,
    "weekday": 5.0,
    "weekend": 3.0,
    "torn_off": 4.0,
    "quiet": 0.3,
    "new": 3.0,
}
SILENT_FOR = 9
NEW_SINCE = 6

# How the hours of a day share the scans, from midnight on.
HOURS = (1, 0, 0, 0, 0, 1, 4, 9, 8, 7, 9, 10, 9, 9, 10, 12, 14, 15, 11, 8, 6, 4, 3, 2)
KINDS = {"person": 78, "unclear": 12, "typed": 4, "preview": 3, "bot": 2, "prefetch": 1}
KIND_SHARES = list(accumulate(KINDS.values()))
HOUR_SHARES = list(accumulate(HOURS))
STEPS = {
    "offer": 0.45,
    "list": 0.2,
    "call": 0.06,
    "way": 0.08,
    "calendar": 0.04,
    "come_along": 0.03,
}


def write(
    db: Database,
    placed: Iterable[tuple[Placement, str]],
    *,
    days: int,
    today: date,
    chance: Random,
) -> None:
    """Count invented scans of so many days before today for each placement by its pattern."""
    span = [today - timedelta(days=ago) for ago in range(days, 0, -1)]
    weather = {day: chance.choice((1.0, 1.0, 1.0, 0.8, 0.5)) for day in span}
    for placement, pattern in placed:
        counted: Counter[scans.Counted] = Counter()
        for day in _hanging(span, pattern):
            expected = USUAL[pattern] * weather[day] * _of_the_week(day, pattern)
            _count_day(counted, placement.id, day, _poisson(expected, chance), chance)
        scans.record(db, counted)


def days_hanging(pattern: str, *, of: int) -> int:
    """For how many of so many days a placement with this pattern has been hung."""
    return min(NEW_SINCE, of) if pattern == "new" else of


def _hanging(span: list[date], pattern: str) -> list[date]:
    if pattern == "torn_off":
        return span[:-SILENT_FOR]
    return span[-days_hanging(pattern, of=len(span)) :]


def _of_the_week(day: date, pattern: str) -> float:
    is_weekend = day.weekday() >= 5
    return {
        "weekday": 0.2 if is_weekend else 1.2,
        "weekend": 2.2 if is_weekend else 0.6,
    }.get(pattern, 0.8 if is_weekend else 1.0)


def _count_day(
    counted: Counter[scans.Counted], placement_id: int, day: date, visits: int, chance: Random
) -> None:
    kinds = chance.choices(list(KINDS), cum_weights=KIND_SHARES, k=visits)
    hours = chance.choices(range(24), cum_weights=HOUR_SHARES, k=visits)
    for kind, hour in zip(kinds, hours, strict=True):
        counted[Scan(placement_id, kind, day, hour)] += 1
        if kind in scans.HUMAN_KINDS:
            for step, likely in STEPS.items():
                if chance.random() < likely:
                    counted[Step(placement_id, step, day)] += 1


def _poisson(expected: float, chance: Random) -> int:
    """How often something happens that is expected so often (Knuth's way; small numbers)."""
    n, left = 0, chance.expovariate(1)
    while left < expected:
        n += 1
        left += chance.expovariate(1)
    return n
