"""Periods: which days a page of figures is about, as they were chosen in its address."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, Self

from kiosk.clock import TOWN_TIME
from store.counting import Span

Choice = Literal["weeks", "months", "year", "own"]

# Whole weeks, so that as many days before begin on the same weekday.
DAYS: dict[Choice, int] = {"weeks": 28, "months": 91, "year": 364}
LONGEST = 3 * 366


@dataclass(frozen=True, slots=True)
class Period:
    """Some days, up to yesterday where they were not chosen one by one.

    `first` and `last` are what was typed; `is_wrong` if no days could be made of it.
    """

    span: Span
    choice: Choice
    first: str
    last: str
    is_wrong: bool = False

    @classmethod
    def parse(cls, asked: Mapping[str, str], *, today: date) -> Self:
        """What an address asks for; four weeks where it asks for nothing that can be."""
        chosen = asked.get("days", "weeks")
        if chosen == "own":
            return cls._own(asked.get("first", ""), asked.get("last", ""), today)
        for choice, days in DAYS.items():
            if choice == chosen:
                return cls._until_yesterday(choice, days, today)
        return cls._until_yesterday("weeks", DAYS["weeks"], today)

    @classmethod
    def _own(cls, first: str, last: str, today: date) -> Self:
        with suppress(ValueError):
            span = Span(date.fromisoformat(first), min(date.fromisoformat(last), today))
            if 0 < span.days <= LONGEST:
                return cls(span, "own", first, last)
        usual = cls._until_yesterday("weeks", DAYS["weeks"], today)
        return cls(usual.span, "own", first, last, is_wrong=True)

    @classmethod
    def _until_yesterday(cls, choice: Choice, days: int, today: date) -> Self:
        span = Span(today - timedelta(days=days), today - timedelta(days=1))
        return cls(span, choice, span.first.isoformat(), span.last.isoformat())

    def query(self) -> dict[str, str]:
        """What to ask another page for, to see the same days."""
        chosen: dict[str, str] = {"days": self.choice}
        return chosen | {"first": self.first, "last": self.last} if self.choice == "own" else chosen


def moments(span: Span) -> tuple[datetime, datetime]:
    """When a span begins in town, and when the day after it does."""
    first, last = (
        datetime.combine(day, time(), TOWN_TIME)
        for day in (span.first, span.last + timedelta(days=1))
    )
    return first, last
