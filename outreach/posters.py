"""A placement's poster and its other paper: what stands on it on the day it is printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from outreach import poster_dates
from printables.pieces import PIECES
from printables.poster import Poster
from store import campaigns, codes
from store.database import Database
from store.languages import LANGUAGES
from store.office import Office
from store.placements import Placement

# Which language most readers need beside German, in this order.
BESIDE_GERMAN = ("tr", "ar", "uk", "ru", "en", "ls")
# The piece that a kind of placement usually gets; others get a poster.
USUAL = {"stop": "stop-notice", "bench": "bench-plaque", "bus": "bus-a4-landscape"}


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted from the print house: a piece's name, its two languages, and for whom.

    `icc` is the profile of the press; a file for the printer has marks or the bleed alone.
    """

    piece: str
    languages: tuple[str, str]
    for_print: bool
    has_marks: bool = True
    icc: bytes | None = None


def piece(
    db: Database, placement: Placement, *, office: Office, order: Order, now: datetime
) -> Poster:
    """What a piece at this placement says, ready to be made in another process.

    It has the sentence of its campaign, and the next dates around it from `now` (local) on.
    """
    own = campaigns.sentences(db, placement.campaign)
    first, second = order.languages
    return Poster(
        place=placement.name,
        code=codes.printed(placement.code),
        url=f"{office.base_url}/q/{placement.code}",
        domain=office.domain(),
        phone=office.phone,
        office=office.name,
        sponsor=office.sponsor,
        dates=poster_dates.coming_up(
            db,
            placement,
            office=office,
            language=first,
            now=now,
            most=PIECES[order.piece].dates,
        ),
        languages=order.languages,
        palette=office.look(),
        piece=order.piece,
        for_print=order.for_print,
        sentences=(own.get(first, ""), own.get(second, "")),
        has_marks=order.has_marks,
        icc=order.icc,
    )


def usual_piece(placement: Placement) -> str:
    """The name of the piece that a placement of this kind usually gets."""
    return USUAL.get(placement.kind, "poster-a4")


def usual_languages(offered: Sequence[str]) -> tuple[str, str]:
    """The office's first language and the one most read beside it that it speaks."""
    others = [prefix for prefix in (*BESIDE_GERMAN, *LANGUAGES) if prefix in offered[1:]]
    # An office of one language: the second half repeats the first one plainly.
    return offered[0], (others or ["ls" if offered[0] == "de" else "de"])[0]
