"""Chances: how likely a count is if nothing but chance were at work; pure arithmetic."""

from math import erfc, exp, lgamma, log, sqrt

# Above it the bell curve differs by less than what anybody would act upon.
EXACT_UP_TO = 2_000


def of_at_most(n: int, expected: float) -> float:
    """The chance of so many or fewer where so many are expected (Poisson)."""
    if expected <= 0:
        return 1.0
    if expected > EXACT_UP_TO:
        return _below((n + 0.5 - expected) / sqrt(expected))
    return min(1.0, sum(exp(k * log(expected) - expected - lgamma(k + 1)) for k in range(n + 1)))


def of_at_least(n: int, expected: float) -> float:
    """The chance of so many or more where so many are expected (Poisson)."""
    return 1.0 if n == 0 else max(0.0, 1 - of_at_most(n - 1, expected))


def of_difference(one: int, other: int) -> float:
    """The chance that two counts of equally long times differ so much or more, if nothing changed.

    Each event fell with the same chance into the one time or the other (binomial, two-sided).
    """
    total, fewer = one + other, min(one, other)
    if total > EXACT_UP_TO:
        tail = _below((fewer + 0.5 - total / 2) / (sqrt(total) / 2))
    else:
        halves = total * log(2)
        tail = sum(
            exp(lgamma(total + 1) - lgamma(k + 1) - lgamma(total - k + 1) - halves)
            for k in range(fewer + 1)
        )
    return min(1.0, 2 * tail)


def _below(z: float) -> float:
    return erfc(-z / sqrt(2)) / 2
