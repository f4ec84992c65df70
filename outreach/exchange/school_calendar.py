"""School holidays as calendar files say them: all-day events, whose last day is not in them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from outreach.exchange.problems import UnreadableFile
from store.school_holidays import SchoolHoliday

MOST_BYTES = 1024 * 1024
MOST_EVENTS = 500
LONGEST_NAME = 80
# Summer holidays are six weeks; what is much longer is no school holiday.
LONGEST = timedelta(days=100)
YEARS = range(2000, 2101)


def read(content: bytes) -> list[SchoolHoliday]:
    """The school holidays in an iCalendar file (RFC 5545), the earliest first, each once.

    Raises UnreadableFile if it is no calendar, or anything in it cannot be school holidays: half
    of them would say that there is school when there is none.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableFile("the calendar is larger than 1 MiB", "too_large")
    found = {_holiday(event) for event in _events(content)}
    if not found:
        raise UnreadableFile("the calendar names no holidays", "empty")
    return sorted(found, key=lambda each: (each.from_on, each.name))


def _events(content: bytes) -> Iterator[Event]:
    try:
        calendar = Calendar.from_ical(content.decode("utf-8-sig"))
        events = calendar.walk("VEVENT")
    # The library meets what is no calendar with whatever breaks first.
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise UnreadableFile("this is no calendar file") from error
    if len(events) > MOST_EVENTS:
        raise UnreadableFile(f"the calendar has more than {MOST_EVENTS} events", "too_large")
    for event in events:
        assert isinstance(event, Event)
        yield event


def _holiday(event: Event) -> SchoolHoliday:
    name = " ".join(str(event.get("summary", "")).split())[:LONGEST_NAME]
    from_on, until_on = _days(event)
    is_possible = from_on.year in YEARS and from_on <= until_on < from_on + LONGEST
    if not name or not is_possible or "rrule" in event:
        raise UnreadableFile("an event of this calendar cannot be school holidays", "no_holidays")
    return SchoolHoliday(name, from_on, until_on)


def _days(event: Event) -> tuple[date, date]:
    """The first and the last day of an event, both inclusive."""
    try:
        start, end = event.decoded("dtstart"), _end(event)
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:
        raise UnreadableFile("an event of this calendar has no day", "no_holidays") from error
    first, last = _day(start), _day(end)
    # An end at midnight, or a whole day as the end, is the first moment that is not in it.
    is_after = not isinstance(end, datetime) or not any((end.hour, end.minute, end.second))
    return first, last - timedelta(days=is_after and last > first)


def _end(event: Event) -> Any:
    start = event.decoded("dtstart")
    if "dtend" in event:
        return event.decoded("dtend")
    if "duration" in event:
        return start + event.decoded("duration")
    return start + timedelta(days=1)


def _day(moment: Any) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
