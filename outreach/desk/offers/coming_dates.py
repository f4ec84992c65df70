"""The dates that come next, as the desk lists them and as a month shows them."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date

from printables.report.words import weekdays
from store import occurrences, public_holidays
from store.occurrences import Occurrence
from store.schedules import Schedule
from store.school_holidays import NONE_LOADED, SchoolHolidays
from store.times import Times

LOCALE = "de_DE"
LISTED = 6
# Five dates of "every 5th Monday of the month" take a year.
DAYS_AHEAD = 400
# What has no date in so many years will hardly have one.
YEARS_AHEAD = 5


@dataclass(frozen=True, slots=True)
class Coming:
    """A date of a schedule; `day` is the one it usually falls on, also where it was moved."""

    schedule_id: int
    day: date
    occurrence: Occurrence


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month with what happens on it."""

    day: date
    occurrences: tuple[Occurrence, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday to Sunday; None for days of the months around."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]

    def name(self) -> str:
        """The month with its year: Mai 2026."""
        return format_date(self.first, "LLLL y", locale=LOCALE)

    def weekdays(self) -> list[tuple[str, str]]:
        """Each weekday short and in full, from Monday on."""
        return list(zip(weekdays("abbreviated"), weekdays(), strict=True))


def between(
    schedules: Iterable[Schedule], from_on: date, to_on: date, *, state: str
) -> list[Coming]:
    """Every date from one day to another (inclusive), cancelled and moved ones too, in order."""
    holidays = public_holidays.between(state, from_on, to_on)
    found = [
        Coming(schedule.id, occurrence.moved_from or occurrence.on, occurrence)
        for schedule in schedules
        for occurrence in occurrences.between([schedule], from_on, to_on, holidays=holidays)
    ]
    return sorted(found, key=lambda coming: occurrences.soonest(coming.occurrence))


def coming(schedules: Iterable[Schedule], *, today: date, state: str) -> list[Coming]:
    """The dates up to the sixth that takes place, from today on."""
    found = between(schedules, today, today + timedelta(days=DAYS_AHEAD), state=state)
    taking_place = [at for at, each in enumerate(found) if each.occurrence.takes_place()]
    last = taking_place[:LISTED][-1] if taking_place else LISTED - 1
    return found[: last + 1]


def of_times(times: Iterable[Times], loaded: SchoolHolidays = NONE_LOADED) -> list[Schedule]:
    """Schedules that are not saved yet, to look at their dates."""
    known = {True: loaded, False: NONE_LOADED}
    return [
        Schedule(0, 0, each, "confirmed", (), known[each.is_paused_in_school_holidays])
        for each in times
    ]


def first(times: Iterable[Times], *, from_on: date, state: str) -> date | None:
    """The first day from one on that any of these times takes place, if one ever does."""
    to_on = from_on + timedelta(days=366 * YEARS_AHEAD)
    found = between(of_times(times), from_on, to_on, state=state)
    return next((one.occurrence.on for one in found if one.occurrence.takes_place()), None)


def happens(times: Times, *, from_on: date, state: str) -> bool:
    """Whether these times ever come to a date that takes place, from a day on."""
    return first([times], from_on=from_on, state=state) is not None


def months(schedules: list[Schedule], *, first: date, n: int, state: str) -> list[Month]:
    """So many months from that of `first` on, with what happens on each day."""
    starts = [_month_after(first.replace(day=1), n) for n in range(n + 1)]
    found = between(schedules, starts[0], starts[-1] - timedelta(days=1), state=state)
    by_day: dict[date, list[Occurrence]] = {}
    for each in found:
        by_day.setdefault(each.occurrence.on, []).append(each.occurrence)
    return [_month(start, by_day) for start in starts[:-1]]


def _month_after(first: date, n: int) -> date:
    months = first.year * 12 + first.month - 1 + n
    return date(months // 12, months % 12 + 1, 1)


def _month(first: date, by_day: dict[date, list[Occurrence]]) -> Month:
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        first,
        tuple(
            tuple(
                Cell(day, tuple(by_day.get(day, ()))) if day.month == first.month else None
                for day in week
            )
            for week in weeks
        ),
    )
