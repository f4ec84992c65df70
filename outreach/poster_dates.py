"""The next dates on a placement's paper: around where it hangs, or along the line it runs."""

from collections.abc import Iterator
from datetime import datetime

from kiosk import along, near
from kiosk.near import Entry
from printables.poster import PosterDate
from store import lines, occurrences, stops
from store.database import Database
from store.office import Office
from store.placements import Placement

# What is farther away does not stand under "nearby".
NEARBY = {"on_foot", "by_bus"}


def coming_up(
    db: Database, placement: Placement, *, office: Office, language: str, now: datetime, most: int
) -> tuple[PosterDate, ...]:
    """The next dates, one of each offer, so that the paper shows a choice.

    In a vehicle they are those along its lines, each with the stop to get off at.
    """
    if not most:
        return ()
    entries = _on_the_way(db, placement, language=language, office=office, now=now) or [
        ("", entry) for entry in _nearby(db, placement, language=language, office=office, now=now)
    ]
    chosen: dict[int, PosterDate] = {}
    for stop, entry in entries:
        date, offer = entry.occurrence, entry.offer
        if date.is_sure() and date.starts_at is not None:
            line = PosterDate(date.on, date.starts_at, offer.text.title, offer.venue.name, stop)
            chosen.setdefault(offer.id, line)
    return tuple(chosen.values())[:most]


def _nearby(
    db: Database, placement: Placement, *, language: str, office: Office, now: datetime
) -> Iterator[Entry]:
    around = near.around(
        db, lat=placement.lat, lon=placement.lon, language=language, office=office, now=now
    )
    if around.reach in NEARBY:
        for day in around.days:
            yield from day.entries


def _on_the_way(
    db: Database, placement: Placement, *, language: str, office: Office, now: datetime
) -> list[tuple[str, Entry]]:
    """What is on at the stops of a vehicle's lines, the soonest first, by the stop's name."""
    found = []
    for line in lines.for_placement(db, placement.id):
        course = stops.courses(db, line.id)[0]
        way = along.along(db, line, course, 0, language=language, office=office, now=now)
        found += [
            (here.stop.name, entry)
            for here in way.at_stops
            for entry in here.entries
            if here.stop and way.reach == "stops"
        ]
    return sorted(found, key=lambda one: occurrences.soonest(one[1].occurrence, one[1].metres))
