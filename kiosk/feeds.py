"""Calendar files: an offer's dates for somebody's own calendar."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vRecur

from kiosk.clock import TOWN_TIME
from store import public_holidays
from store.occurrences import days
from store.offers import Offer
from store.schedules import Schedule
from store.times import Times

STATUS = {"confirmed": "CONFIRMED", "proposed": "TENTATIVE"}
LOOKING_AHEAD = timedelta(days=366)


def calendar(
    offer: Offer,
    schedules: list[Schedule],
    *,
    address: str,
    domain: str,
    state: str,
    now: datetime,
) -> bytes:
    """The offer's schedules as iCalendar (RFC 5545), cancelled dates taken out, moved ones added.

    `address` is the offer's page, `state` the one whose public holidays count; `now` is in UTC.
    """
    today = now.astimezone(TOWN_TIME).date()
    holidays = public_holidays.between(state, today, today + LOOKING_AHEAD)
    file = Calendar()
    file.add("prodid", "-//Begegnung//DE")
    file.add("version", "2.0")
    file.add("x-wr-calname", offer.text.title)
    for schedule in schedules:
        if schedule.has_known_days():
            for event in _events(schedule, today, holidays):
                _describe(event, offer, address)
                event.add("uid", f"{event.pop('x-part')}@{domain}")
                event.add("dtstamp", now.astimezone(UTC))
                event.add("status", STATUS[schedule.status])
                file.add_component(event)
    file.add_missing_timezones()
    return bytes(file.to_ical())


def _events(schedule: Schedule, today: date, holidays: Iterable[date]) -> list[Event]:
    times = schedule.times
    usual = _repeated(schedule, today, holidays) if times.rule else _single(schedule)
    moved = []
    for change in schedule.changes:
        if change.to_day is not None:
            is_same_time = change.to_starts_at is None
            at = replace(
                times,
                starts_at=times.starts_at if is_same_time else change.to_starts_at,
                ends_at=times.ends_at if is_same_time else None,
            )
            moved.append(_event(at, change.to_day, f"schedule-{schedule.id}-{change.day}"))
    return [*usual, *moved]


def _single(schedule: Schedule) -> list[Event]:
    if schedule.changes:
        return []
    return [_event(schedule.times, schedule.times.starts_on, f"schedule-{schedule.id}")]


def _repeated(schedule: Schedule, today: date, holidays: Iterable[date]) -> list[Event]:
    times = schedule.times
    first = _first_day(times, today)
    if first is None:
        return []
    event = _event(times, first, f"schedule-{schedule.id}")
    event.add("rrule", vRecur.from_ical(_bounded(times)))
    off = {change.day for change in schedule.changes}
    if times.is_paused_on_public_holidays:
        off |= {day for day in holidays if days(times, day, day)}
    for school in schedule.school_holidays.all:
        off |= set(days(times, max(school.from_on, first), school.until_on))
    for day in sorted(off):
        event.add("exdate", _moment(day, times.starts_at))
    return [event]


def _first_day(times: Times, today: date) -> date | None:
    """The first day not long past: a calendar need not begin years ago."""
    # Every other week counts from the week it began.
    start = times.starts_on if "INTERVAL" in str(times.rule) else max(today, times.starts_on)
    return next(iter(days(times, start, start + LOOKING_AHEAD)), None)


def _event(times: Times, first: date, part: str) -> Event:
    event = Event()
    event["x-part"] = part
    event.add("dtstart", _moment(first, times.starts_at))
    if times.starts_at is not None and times.ends_at is not None:
        is_past_midnight = times.ends_at <= times.starts_at
        event.add("dtend", _moment(first + timedelta(days=is_past_midnight), times.ends_at))
    return event


def _describe(event: Event, offer: Offer, address: str) -> None:
    venue = offer.venue
    event.add("summary", offer.text.title)
    event.add("location", ", ".join(filter(None, [venue.name, venue.street, venue.town])))
    event.add("description", "\n\n".join(filter(None, [offer.text.description, address])))
    event.add("url", address)
    if venue.lat is not None and venue.lon is not None:
        event.add("geo", (venue.lat, venue.lon))


def _bounded(times: Times) -> str:
    if times.until_on is None:
        return str(times.rule)
    if times.starts_at is None:
        return f"{times.rule};UNTIL={times.until_on:%Y%m%d}"
    last = datetime.combine(times.until_on, time(23, 59, 59), TOWN_TIME).astimezone(UTC)
    return f"{times.rule};UNTIL={last:%Y%m%dT%H%M%SZ}"


def _moment(day: date, at: time | None) -> date | datetime:
    return day if at is None else datetime.combine(day, at, TOWN_TIME)
