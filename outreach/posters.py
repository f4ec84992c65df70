"""A placement's poster: what stands on it on the day it is printed."""

from datetime import datetime

from kiosk import near
from printables import poster
from printables.poster import Poster, PosterDate, Size
from store import codes, palette
from store.database import Database
from store.office import Office
from store.placements import Placement

DATES_ON_A_POSTER = 3
# What is farther away does not stand under "nearby".
NEARBY = {"on_foot", "by_bus"}


def render(
    db: Database,
    placement: Placement,
    *,
    office: Office,
    languages: tuple[str, str],
    size: Size,
    is_for_print: bool,
    now: datetime,
) -> bytes:
    """The poster of this placement as PDF, with the next dates around it from `now` (local) on.

    Raises CannotPrint with a sentence where a text does not fit or has a letter our fonts lack.
    """
    return poster.render(
        Poster(
            place=placement.name,
            code=codes.printed(placement.code),
            url=f"{office.base_url}/q/{placement.code}",
            domain=office.domain(),
            phone=office.phone,
            office=office.name,
            sponsor=office.sponsor,
            dates=next_dates(db, placement, office=office, language=languages[0], now=now),
            languages=languages,
            palette=palette.palette(
                house=office.house_colour or None, action=office.action_colour or None
            ),
            size=size,
            for_print=is_for_print,
        )
    )


def next_dates(
    db: Database, placement: Placement, *, office: Office, language: str, now: datetime
) -> tuple[PosterDate, ...]:
    """The next dates near a placement, one of each offer, so that the paper shows a choice."""
    around = near.around(
        db, lat=placement.lat, lon=placement.lon, language=language, office=office, now=now
    )
    if around.reach not in NEARBY:
        return ()
    chosen: dict[int, PosterDate] = {}
    for day in around.days:
        for entry in day.entries:
            date = entry.occurrence
            if date.is_sure() and date.starts_at is not None:
                line = PosterDate(
                    date.on, date.starts_at, entry.offer.text.title, entry.offer.venue.name
                )
                chosen.setdefault(entry.offer.id, line)
    return tuple(chosen.values())[:DATES_ON_A_POSTER]
