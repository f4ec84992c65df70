"""Chances are those of the textbooks."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import chances


def test_poisson_is_that_of_the_tables():
    assert chances.of_at_most(0, 4) == pytest.approx(0.0183, abs=1e-4)
    assert chances.of_at_most(4, 10) == pytest.approx(0.0293, abs=1e-4)
    assert chances.of_at_least(0, 4) == 1
    assert chances.of_at_least(8, 4) == pytest.approx(0.0511, abs=1e-4)


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_difference_is_as_likely_as_coins_fall(one, other):
    total, fewer = one + other, min(one, other)
    tail = sum(comb(total, k) for k in range(fewer + 1)) / 2**total
    assert chances.of_difference(one, other) == pytest.approx(min(1, 2 * tail))


@pytest.mark.parametrize("n", [chances.EXACT_UP_TO - 40, chances.EXACT_UP_TO + 40])
def test_large_counts_go_over_without_a_step(n):
    exact = chances.of_difference(n // 2 - 45, n - n // 2 + 45)
    assert exact == pytest.approx(0.0467, abs=0.003)
    assert chances.of_at_most(n - 90, n) == pytest.approx(0.023, abs=0.003)
