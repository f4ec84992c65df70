"""The calendar of a pilot's visits, at a secret address: calendar programs have no cookies."""

from datetime import UTC, date, datetime, time

from flask import Blueprint, make_response, url_for
from flask.typing import ResponseReturnValue
from icalendar import Calendar, Event

from kiosk import clock, town, wording
from kiosk.clock import TOWN_TIME
from outreach import archive
from outreach.pilots import duties
from outreach.pilots.duties import Duty
from store import pilots
from store.occurrences import ASSUMED_LENGTH
from store.offers import Offer
from store.visit_dates import Trouble
from store.visits import Visit

_ = wording.gettext

pilot_calendar = Blueprint("pilot_calendar", __name__)


@pilot_calendar.get("/pilot/calendar/<token>.ics")
def feed(token: str) -> ResponseReturnValue:
    today = clock.local_now().date()
    pilot = pilots.by_feed(archive.here().db(), token, on=today)
    response = make_response(_calendar(duties.everything(pilot), now=clock.now()))
    response.mimetype = "text/calendar"
    return response


def _calendar(found: list[Duty], *, now: datetime) -> bytes:
    """The visits as iCalendar (RFC 5545); whom somebody goes along with stands nowhere in it."""
    file = Calendar()
    file.add("prodid", "-//Begegnung//DE")
    file.add("version", "2.0")
    file.add("x-wr-calname", _("Going along"))
    for duty in found:
        if duty.visit is not None and duty.offer is not None:
            file.add_component(_event(duty.visit, duty.offer, duty.trouble, now))
    file.add_missing_timezones()
    return bytes(file.to_ical())


def _event(visit: Visit, offer: Offer, trouble: Trouble | None, now: datetime) -> Event:
    event, venue = Event(), offer.venue
    event.add("uid", f"visit-{visit.id}@{town.here().office.domain()}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("status", "CANCELLED" if trouble else "CONFIRMED")
    event.add("summary", _summary(offer, trouble))
    event.add("location", ", ".join(filter(None, [venue.name, venue.street, venue.town])))
    event.add("description", url_for("pilots.start", _external=True))
    event.add("dtstart", _moment(visit.agreed_on, visit.agreed_starts_at))
    if visit.agreed_starts_at is not None:
        event.add("duration", ASSUMED_LENGTH)
    return event


def _summary(offer: Offer, trouble: Trouble | None) -> str:
    going = _("Going along: %(offer)s") % {"offer": offer.text.title}
    if trouble is None:
        return going
    news = _("Moved") if trouble.kind == "moved" else _("Does not take place")
    return f"{news} – {going}"


def _moment(day: date, at: time | None) -> date | datetime:
    return day if at is None else datetime.combine(day, at, TOWN_TIME)
