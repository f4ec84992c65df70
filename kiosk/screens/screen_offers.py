"""An offer as a screen's document holds it: in the reader's words, with moments a clock can read.

Moments are milliseconds since 1970 in UTC, because that is what the device's clock says.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from flask import g

from kiosk import wording
from kiosk.clock import TOWN_TIME
from kiosk.screens import screen_words
from kiosk.screens.screen_contents import Contents, interests
from store import facts
from store.languages import LANGUAGES
from store.occurrences import Occurrence
from store.offers import Offer
from store.stops import NearStop

Told = dict[str, object]


def told(contents: Contents) -> list[Told]:
    """The offers of a screen in the reader's language, the nearest first."""
    first, prefix = contents.days[0], g.language.prefix
    return [
        _alike(offer, tuple(contents.dates[offer.id]), first, prefix)
        | _way(contents.metres[offer.id])
        | _stop(contents.stops.get(offer.id))
        for offer in contents.offers
    ]


# Screens near each other show the same offers: what they share is put into words only once. It is
# enough for each offer of a large town in each language.
@lru_cache(maxsize=15_000)
def _alike(offer: Offer, dates: tuple[Occurrence, ...], first: date, prefix: str) -> Told:
    """What an offer says on every screen alike; what nobody told us is left out."""
    text, venue, details = offer.text, offer.venue, offer.details
    said: Told = {
        "title": text.title,
        **_language_of(text.language, prefix),
        "description": text.description,
        "firstVisit": text.first_visit,
        "times": text.times,
        "venue": venue.name,
        "address": ", ".join(part for part in (venue.street, venue.district or venue.town) if part),
        "phone": screen_words.phone(offer.phone() or ""),
        "facts": {
            fact: value
            for source, names in ((details, facts.OF_OFFER), (venue, facts.OF_VENUE))
            for fact in names
            if (value := getattr(source, fact)) != "unknown"
        },
        "cost": wording.money(details.cost_cents).striptags() if details.cost_cents else "",
        "spoken": wording.listed(map(wording.language_name, offer.languages)),
        "situations": [name for name in offer.situations if name != "everyone"],
        "interests": list(interests(offer)),
    }
    return {
        "id": offer.id,
        **{name: value for name, value in said.items() if value},
        "dates": [_date(occurrence, first) for occurrence in dates],
    }


def days(on: Sequence[date]) -> list[Told]:
    """The days of two weeks, each with the moment it begins and its name, long and short."""
    return [
        {
            "starts": _moment(datetime.combine(day, datetime.min.time())),
            "name": wording.day(day),
            "short": wording.short_day(day),
        }
        for day in on
    ]


def _language_of(text: str, prefix: str) -> Told:
    """Which language a text is in, where that is not the reader's."""
    if text == prefix:
        return {}
    return {"lang": LANGUAGES[text].tag, "language": LANGUAGES[text].endonym}


def _way(metres: float) -> Told:
    said = {"way": screen_words.way(metres), "walk": screen_words.walk(metres)}
    return {"metres": round(metres), **said}


def _stop(near: NearStop | None) -> Told:
    return {"stop": screen_words.stop(near)} if near else {}


def _date(occurrence: Occurrence, first: date) -> Told:
    starts_at, ends_at = occurrence.starts_at, occurrence.ends_at
    said: Told = {
        "at": starts_at and screen_words.hour(starts_at),
        "to": starts_at and ends_at and screen_words.until(ends_at),
        "isOff": not occurrence.takes_place(),
        "note": screen_words.note(occurrence),
        "reason": occurrence.reason,
    }
    return {
        "day": (occurrence.on - first).days,
        "from": _moment(datetime.combine(occurrence.on, starts_at or datetime.min.time())),
        "until": _moment(occurrence.end()),
        **{name: value for name, value in said.items() if value},
    }


def _moment(local: datetime) -> int:
    return int(local.replace(tzinfo=TOWN_TIME).timestamp()) * 1000
