"""Quarters of a year, over its turn."""

from datetime import date
from itertools import islice

from outreach import quarters
from outreach.quarters import Quarter
from store.counting import Span


def test_the_quarters_before_a_day_in_may():
    past = list(islice(quarters.past(date(2026, 5, 5)), 3))
    assert past == [Quarter(2026, 1), Quarter(2025, 4), Quarter(2025, 3)]
    assert past[1].span() == Span(date(2025, 10, 1), date(2025, 12, 31))


def test_every_day_lies_in_its_own_quarter():
    for month in range(1, 13):
        day = date(2024, month, 29)
        span = quarters.of(day).span()
        assert span.first <= day <= span.last and span.first.day == 1
