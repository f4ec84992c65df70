"""Calendar files: an offer's dates for somebody's own calendar."""

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vRecur

from kiosk.clock import TOWN_TIME
from store.occurrences import days
from store.offers import Offer
from store.schedules import Schedule, Times


def calendar(
    offer: Offer, schedules: list[Schedule], *, address: str, domain: str, now: datetime
) -> bytes:
    """The offer's schedules as iCalendar (RFC 5545), cancelled dates taken out, moved ones added.

    `address` is the offer's page; `now` is in UTC.
    """
    file = Calendar()
    file.add("prodid", "-//Begegnung//DE")
    file.add("version", "2.0")
    file.add("x-wr-calname", offer.text.title)
    for schedule in schedules:
        if schedule.has_known_days():
            for event in _events(schedule, now.astimezone(TOWN_TIME).date()):
                _describe(event, offer, address)
                event.add("uid", f"{event.pop('x-part')}@{domain}")
                event.add("dtstamp", now.astimezone(UTC))
                file.add_component(event)
    file.add_missing_timezones()
    return bytes(file.to_ical())


def _events(schedule: Schedule, today: date) -> list[Event]:
    times = schedule.times
    first = _first_day(times, today)
    moved = [change for change in schedule.changes if change.to_day is not None]
    events = []
    if first is not None:
        event = _event(times, first, f"schedule-{schedule.id}")
        if times.rule is not None:
            event.add("rrule", vRecur.from_ical(_bounded(times)))
            for change in schedule.changes:
                event.add("exdate", _moment(change.day, times.starts_at))
        if times.rule is not None or not schedule.changes:
            events.append(event)
    for change in moved:
        assert change.to_day is not None
        at = Times(None, change.to_day, starts_at=change.to_starts_at or times.starts_at)
        events.append(_event(at, change.to_day, f"schedule-{schedule.id}-{change.day}"))
    return events


def _first_day(times: Times, today: date) -> date | None:
    """The first day not long past: a calendar need not begin years ago."""
    if times.rule is None or "INTERVAL" in times.rule:
        found = days(times, times.starts_on, times.starts_on + timedelta(days=62))
    else:
        found = days(times, today, today + timedelta(days=62))
    return found[0] if found else None


def _event(times: Times, first: date, part: str) -> Event:
    event = Event()
    event["x-part"] = part
    event.add("dtstart", _moment(first, times.starts_at))
    if times.ends_at is not None:
        event.add("dtend", _moment(first, times.ends_at))
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
    last = datetime.combine(times.until_on, time(23, 59, 59), TOWN_TIME).astimezone(UTC)
    return f"{times.rule};UNTIL={last:%Y%m%dT%H%M%SZ}"


def _moment(day: date, at: time | None) -> date | datetime:
    return day if at is None else datetime.combine(day, at, TOWN_TIME)
