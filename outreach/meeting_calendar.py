"""A network meeting as an entry for somebody's own calendar."""

from datetime import UTC, datetime

from icalendar import Calendar, Event, vCalAddress

from kiosk.clock import TOWN_TIME
from store import changes
from store.database import Database
from store.meetings import Meeting
from store.office import Office


def entry(db: Database, meeting: Meeting, office: Office, *, now: datetime) -> bytes:
    """The meeting as iCalendar (RFC 5546, PUBLISH): answers come by the link, not from calendars.

    A later one takes the place of an earlier one in the same calendar.
    """
    file = Calendar()
    file.add("prodid", "-//Begegnung//DE")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add_component(_event(meeting, office, changes.version(db, "meeting", meeting.id), now))
    file.add_missing_timezones()
    return bytes(file.to_ical())


def _event(meeting: Meeting, office: Office, sequence: int, now: datetime) -> Event:
    event, plan = Event(), meeting.plan
    event.add("uid", f"meeting-{meeting.id}@{office.domain()}")
    event.add("sequence", sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("organizer", vCalAddress(f"mailto:{office.email}"))
    event.add("summary", plan.title)
    event.add("location", plan.place)
    event.add("dtstart", datetime.combine(plan.on, plan.starts_at, TOWN_TIME))
    event.add("dtend", datetime.combine(plan.on, plan.ends_at, TOWN_TIME))
    return event
