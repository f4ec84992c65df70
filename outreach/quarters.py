"""Quarters: the time a funder asks about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from store.counting import Span


@dataclass(frozen=True, slots=True)
class Quarter:
    """The first, second, third or fourth quarter of a year."""

    year: int
    number: int

    def span(self) -> Span:
        """Its days."""
        return Span(self.first(), self.after().first() - timedelta(days=1))

    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    def after(self) -> "Quarter":
        """The next one."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def before(self) -> "Quarter":
        """The one before."""
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)


def of(day: date) -> Quarter:
    """The quarter a day lies in."""
    return Quarter(day.year, (day.month + 2) // 3)


def past(today: date) -> Iterator[Quarter]:
    """The quarters that are over, the last one first; without an end."""
    quarter = of(today)
    while True:
        quarter = quarter.before()
        yield quarter
