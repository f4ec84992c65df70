"""Slips to hand out: what stands on one about an offer, on the day it is made."""

from datetime import datetime

from kiosk import near, wording
from printables.slip import Slip, SlipDate
from store import offers, schedules, stops
from store.database import Database
from store.occurrences import Occurrence
from store.offers import Offer
from store.office import Office
from store.schedules import Schedule
from store.venues import Venue

MOST_DATES = 3
# Farther ahead nobody plans with a slip in the pocket.
DAYS_AHEAD = 35


def slip(
    db: Database, offer_id: int, *, office: Office, languages: tuple[str, str], now: datetime
) -> Slip:
    """What a slip about this offer says from `now` (local) on. Raises NotFound for one that ended.

    The code leads to the offer in the first of the two languages.
    """
    first, second = (offers.get(db, offer_id, language=language) for language in languages)
    known = schedules.for_offers(db, [offer_id])
    dates = sure_dates(known, office=office, now=now)[:MOST_DATES]
    path = f"/{languages[0]}/offers/{offer_id}"
    return Slip(
        titles=(first.text.title, second.text.title),
        dates=tuple(
            SlipDate(date.on, date.starts_at, date.ends_at) for date in dates if date.starts_at
        ),
        venue=first.venue.name,
        street=street(first.venue),
        stop=_stop(db, first.venue),
        phone=phone(first, office),
        url=office.base_url + path,
        address=office.domain() + path,
        office=office.name,
        languages=languages,
        # A time nobody has confirmed is asked for, too.
        call_first=first.details.no_sign_up == "no" or not all(one.is_confirmed for one in dates),
    )


def sure_dates(
    known: list[Schedule], *, office: Office, now: datetime, days: int = DAYS_AHEAD
) -> list[Occurrence]:
    """The dates of these schedules that paper may name: told with a time, and sure to take place.

    Paper cannot say later that one is off, so what has to be asked for first is left out.
    """
    coming = near.coming(known, state=office.state, now=now, days_ahead=days)
    return [date for date in coming if date.is_sure() and date.starts_at is not None]


def street(venue: Venue) -> str:
    """Where the door is, in one line; empty where nobody told us."""
    # Postcode and town stay together at the end of a line.
    town = f"{venue.postcode}\u00a0{venue.town}".strip()
    return ", ".join(filter(None, [venue.street, town])) if venue.street else town


def phone(offer: Offer, office: Office) -> str:
    """The number to ask about an offer, as people in town dial it."""
    return wording.phone(offer.phone() or office.phone).striptags()


def _stop(db: Database, venue: Venue) -> str:
    """The nearest stop with its lines: Jahnplatz (2, 29); empty where none is near or known."""
    if venue.lat is None or venue.lon is None:
        return ""
    found = stops.near(db, lat=venue.lat, lon=venue.lon, most=1)
    return "".join(f"{one.stop.name} ({', '.join(one.line_names)})" for one in found)
