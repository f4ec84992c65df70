"""Occurrences: the single dates on which an offer happens, or does not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from dateutil.rrule import rrule, rrulestr

from store.schedules import ChangedDate, Schedule
from store.times import Times

# An offer that names no end is shown as going on this long after its start.
ASSUMED_LENGTH = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An offer on one day, in local time; a moved date stands on its old and on its new day."""

    offer_id: int
    on: date
    starts_at: time | None
    ends_at: time | None
    is_confirmed: bool
    is_cancelled: bool = False
    moved_to: date | None = None
    moved_from: date | None = None
    reason: str = ""
    holiday: str = ""
    # Only while no school holidays are loaded for the day: then somebody has to ask.
    rests_in_school_holidays: bool = False

    def takes_place(self) -> bool:
        """Whether somebody who goes there on this day meets somebody."""
        return not self.is_cancelled and self.moved_to is None

    def is_sure(self) -> bool:
        """Whether it takes place and nothing asks for a call before going."""
        return self.takes_place() and not self.holiday and not self.rests_in_school_holidays

    def is_over(self, at: datetime) -> bool:
        """Whether it has ended by this local moment; a date without times ends with its day."""
        # Most dates are still to come, and none of those has ended.
        return self.on <= at.date() and at >= self.end()

    def end(self) -> datetime:
        """The local moment from which it is no longer worth going."""
        midnight = datetime.combine(self.on + timedelta(days=1), time.min)
        if self.starts_at is None:
            return midnight
        starts = datetime.combine(self.on, self.starts_at)
        if self.ends_at is None:
            return min(starts + ASSUMED_LENGTH, midnight)
        ends = datetime.combine(self.on, self.ends_at)
        return ends if ends > starts else ends + timedelta(days=1)


def between(
    schedules: Iterable[Schedule], from_on: date, to_on: date, *, holidays: Mapping[date, str]
) -> list[Occurrence]:
    """Every date of these schedules from one day to another (both inclusive), soonest first.

    `holidays` names the public holidays of the state. Schedules whose days cannot be told are
    left out (see `Schedule.has_known_days`).
    """
    return sorted(in_any_order(schedules, from_on, to_on, holidays=holidays), key=soonest)


def in_any_order(
    schedules: Iterable[Schedule], from_on: date, to_on: date, *, holidays: Mapping[date, str]
) -> Iterator[Occurrence]:
    """The same dates one schedule after another, for those who only count them."""
    for schedule in schedules:
        if schedule.has_known_days():
            yield from _of(schedule, from_on, to_on, holidays)


def next_of_each(
    schedules: Iterable[Schedule],
    from_on: date,
    to_on: date,
    *,
    holidays: Mapping[date, str],
    now: datetime,
) -> dict[int, Occurrence]:
    """For each offer its first date of these days that takes place and is not over by now (local).

    Offers without one are left out. What `between` makes for all dates is made for the first only.
    """
    found: dict[int, Occurrence] = {}
    for schedule in schedules:
        first = _first(schedule, from_on, to_on, holidays, now)
        if first is not None:
            known = found.get(schedule.offer_id, first)
            found[schedule.offer_id] = min(first, known, key=soonest)
    return found


def _first(
    schedule: Schedule, from_on: date, to_on: date, holidays: Mapping[date, str], now: datetime
) -> Occurrence | None:
    if not schedule.has_known_days():
        return None
    found = []
    for occurrence in _of(schedule, from_on, to_on, holidays):
        if occurrence.takes_place() and not occurrence.is_over(now):
            # Usual dates come in order; only a moved one may be earlier than those before it.
            if not schedule.changes:
                return occurrence
            found.append(occurrence)
    return min(found, key=soonest, default=None)


def soonest(occurrence: Occurrence, metres: float = 0.0) -> tuple[date, time, float, int]:
    """What to sort by: the soonest first, of two at the same time the nearer one."""
    return occurrence.on, occurrence.starts_at or time.min, metres, occurrence.offer_id


def _of(
    schedule: Schedule, from_on: date, to_on: date, holidays: Mapping[date, str]
) -> Iterable[Occurrence]:
    changes = {change.day: change for change in schedule.changes}
    for day in days(schedule.times, from_on, to_on):
        yield _usual(schedule, day, changes.get(day), holidays.get(day, ""))
    for change in schedule.changes:
        if change.to_day is not None and from_on <= change.to_day <= to_on:
            yield _moved_here(schedule, change, change.to_day, holidays)


def _usual(schedule: Schedule, day: date, change: ChangedDate | None, holiday: str) -> Occurrence:
    is_public_pause = bool(holiday) and schedule.times.is_paused_on_public_holidays
    school_holiday = schedule.school_holidays.name_on(day)
    is_paused = is_public_pause or bool(school_holiday)
    return Occurrence(
        offer_id=schedule.offer_id,
        on=day,
        starts_at=schedule.times.starts_at,
        ends_at=schedule.times.ends_at,
        is_confirmed=schedule.status == "confirmed",
        is_cancelled=change.kind == "cancelled" if change else is_paused,
        moved_to=change.to_day if change else None,
        reason=change.reason if change else "",
        holiday=holiday if is_public_pause else school_holiday or holiday,
        rests_in_school_holidays=_is_doubtful(schedule, day),
    )


def _is_doubtful(schedule: Schedule, day: date) -> bool:
    """Whether it pauses in school holidays and nobody has told us when these are."""
    pauses = schedule.times.is_paused_in_school_holidays
    return pauses and not schedule.school_holidays.are_known_on(day)


def _moved_here(
    schedule: Schedule, change: ChangedDate, day: date, holidays: Mapping[date, str]
) -> Occurrence:
    is_same_time = change.to_starts_at is None
    return Occurrence(
        offer_id=schedule.offer_id,
        on=day,
        starts_at=change.to_starts_at or schedule.times.starts_at,
        ends_at=schedule.times.ends_at if is_same_time else None,
        is_confirmed=True,
        moved_from=change.day,
        reason=change.reason,
        holiday=holidays.get(day, ""),
    )


def days(times: Times, from_on: date, to_on: date) -> tuple[date, ...]:
    """The days these times fall on, both ends inclusive, without regard to changes."""
    first, last = max(times.starts_on, from_on), min(times.until_on or to_on, to_on)
    if times.rule is None:
        return (times.starts_on,) if from_on <= times.starts_on <= to_on else ()
    if first > last:
        return ()
    # Without an interval a rule can be read from any day on: no walk through the past.
    anchor = times.starts_on if "INTERVAL" in times.rule else first
    return _days_of_rule(times.rule, anchor, first, last)


@lru_cache(maxsize=20_000)
def _days_of_rule(rule: str, anchor: date, first: date, last: date) -> tuple[date, ...]:
    last_moment = datetime.combine(last, time.min)
    start = datetime.combine(anchor, time.min)
    parsed = rrulestr(rule, dtstart=start)
    assert isinstance(parsed, rrule)
    found = parsed.replace(until=last_moment)
    return tuple(moment.date() for moment in found if moment.date() >= first)
