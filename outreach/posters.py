"""A placement's poster: what stands on it on the day it is printed."""

from collections.abc import Sequence
from datetime import datetime

from kiosk import near
from printables import poster
from printables.poster import Poster, PosterDate, Size
from store import codes, palette
from store.database import Database
from store.languages import LANGUAGES
from store.office import Office
from store.placements import Placement

DATES_ON_A_POSTER = 3
# Which language most readers need beside German, in this order.
BESIDE_GERMAN = ("tr", "ar", "uk", "ru", "en", "ls")
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
        piece(
            db,
            placement,
            office=office,
            languages=languages,
            size=size,
            is_for_print=is_for_print,
            now=now,
        )
    )


def piece(
    db: Database,
    placement: Placement,
    *,
    office: Office,
    languages: tuple[str, str],
    size: Size,
    is_for_print: bool,
    now: datetime,
) -> Poster:
    """What the poster of this placement says, ready to be set in another process."""
    return Poster(
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


def usual_languages(offered: Sequence[str]) -> tuple[str, str]:
    """The office's first language and the one most read beside it that it speaks."""
    others = [prefix for prefix in (*BESIDE_GERMAN, *LANGUAGES) if prefix in offered[1:]]
    # An office of one language: the second half repeats the first one plainly.
    return offered[0], (others or ["ls" if offered[0] == "de" else "de"])[0]


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
