"""District brochures: what stands in one on the day it is made, in one language."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from flask import Flask

from kiosk import crisis_lines, near, wording
from kiosk.screens import screen_words
from kiosk.screens.screen_contents import interests
from kiosk.screens.screen_words import ISOLATED
from outreach import brochure_times
from printables import left_out, trial
from printables.attempts import Made
from printables.brochure.contents import Brochure, Entry, Interest, Place, Said, Urgent
from printables.errors import CannotPrint, Unreadable
from printables.pieces import Piece
from store import (
    database,
    districts,
    offers,
    schedules,
    stops,
    wishes,
)
from store import office as offices
from store.database import Database
from store.errors import NotFound
from store.languages import translations
from store.offers import Offer
from store.office import Office
from store.schedules import Schedule
from store.wishes import Wish

# A brochure lies on a table for about two months.
DAYS_AHEAD = 8 * 7
MOST_STOPS = 1

# What decides whether somebody goes; all else stands on the offer's page.
OF_OFFER = ("free", "no_sign_up", "come_alone")
OF_VENUE = ("step_free", "toilet")
IN_THE_WAY = ("free", "no_sign_up", "step_free")

# How an offer's code is read: from a page in somebody's hand.
PIECE = Piece("brochure", 148.5, 210, 0.2, 27)


@dataclass(frozen=True, slots=True)
class Edition:
    """Which brochure is wanted: its district, language (a prefix), print and file.

    `icc` is the profile of the press, for a file for print.
    """

    district: str
    language: str
    is_large: bool = False
    for_print: bool = True
    icc: bytes | None = None

    def file_name(self) -> str:
        """What its file is called; it names no place."""
        return f"booklet-{'print' if self.for_print else 'screen'}.pdf"


class NothingOn(CannotPrint):
    """A district in which there is nothing to tell about."""


def collect(db: Database, edition: Edition, *, office: Office, now: datetime) -> Brochure:
    """What the brochure says from now (local) for eight weeks.

    Raises NotFound with the known ones for another district, and NothingOn.
    """
    check_district(db, edition.district)
    # The words of offer pages are those of a request's language.
    with Flask(__name__).app_context():
        wording.speak(edition.language)
        return _brochure(db, edition, office, now)


def render(folder: Path, edition: Edition, now: datetime) -> Made:
    """The brochure of this office as a PDF, and what no font has of what is said in it.

    For a process of its own, it takes seconds. Raises CannotPrint with a sentence, also where a
    phone could not read a code, and NotFound.
    """
    db = database.open_office(folder, is_reader=True)
    try:
        said = collect(db, edition, office=offices.read(folder), now=now)
    finally:
        db.close()
    return Made({edition.file_name(): released(said)}, left_out.of(said.texts()))


def released(brochure: Brochure) -> bytes:
    """The file, once every code in it was read in it. Raises CannotPrint with a sentence."""
    # Only where paper is made: the serving process sets no page.
    from printables.brochure import paper

    made = paper.render(brochure)
    looked_at = trial.scan_for(made, piece=PIECE, symbols=paper.symbols(brochure))
    if looked_at.light == "red":
        raise Unreadable("; ".join(looked_at.reasons))
    return made


def check_district(db: Database, name: str) -> None:
    """Make sure that the town has a district of this name. Raises NotFound with the known ones."""
    names = [district.name for district in districts.everywhere(db)]
    if name not in names:
        known = ", ".join(names) or "none yet"
        raise NotFound(f"There is no district “{name}”. Known: {known}.")


def _brochure(db: Database, edition: Edition, office: Office, now: datetime) -> Brochure:
    last_on = now.date() + timedelta(days=DAYS_AHEAD)
    entries = _entries(db, edition, office, now)
    if not entries:
        raise NothingOn(f"In {edition.district} nothing is on from {now.date()} to {last_on}.")
    start = f"{office.base_url}/{edition.language}/offers"
    return Brochure(
        district=edition.district,
        language=edition.language,
        url=f"{start}?district={quote(edition.district)}",
        office=office.name,
        phone=office.phone,
        first_on=now.date(),
        last_on=last_on,
        made_on=now.date(),
        entries=entries,
        urgent=_urgent(),
        palette=office.look(),
        sponsor=office.sponsor,
        notice=office.notice,
        legal_notice=office.legal_notice,
        is_large=edition.is_large,
        for_print=edition.for_print,
        icc=edition.icc,
    )


def _entries(db: Database, edition: Edition, office: Office, now: datetime) -> tuple[Entry, ...]:
    """The offers of the district that have a date in these weeks, or that one has to ask for."""
    ids = wishes.fitting(db, Wish(district=edition.district))
    known = schedules.for_offers(db, ids)
    to_ask = near.to_be_asked(ids, known)
    found = []
    for offer in offers.by_ids(db, ids, language=edition.language):
        own = [schedule for schedule in known if schedule.offer_id == offer.id]
        entry = _entry(db, offer, own, edition, office, now)
        if entry.whens or offer.id in to_ask:
            found.append(entry)
    return tuple(found)


def _entry(
    db: Database,
    offer: Offer,
    known: list[Schedule],
    edition: Edition,
    office: Office,
    now: datetime,
) -> Entry:
    whens = brochure_times.whens(known, state=office.state, now=now, days_ahead=DAYS_AHEAD)
    return Entry(
        id=offer.id,
        title=Said(offer.text.language, offer.text.title),
        url=f"{office.base_url}/{edition.language}/offers/{offer.id}",
        whens=whens,
        place=_place(db, offer),
        interests=tuple(_interest(name, edition.language) for name in interests(offer)),
        facts=tuple(_facts(offer)),
        spoken=_spoken(offer),
        call=_call(offer, office),
        first_visit=_first_visit(offer),
    )


def _place(db: Database, offer: Offer) -> Place:
    venue = offer.venue
    address = ", ".join(filter(None, [venue.street, f"{venue.postcode} {venue.town}".strip()]))
    return Place(venue.id, venue.name, address, _way(db, venue.lat, venue.lon))


def _way(db: Database, lat: float | None, lon: float | None) -> tuple[str, ...]:
    if lat is None or lon is None:
        return ()
    found = stops.near(db, lat=lat, lon=lon, most=MOST_STOPS)
    one, many = "Stop %(stop)s (line %(lines)s):", "Stop %(stop)s (lines %(lines)s):"
    return tuple(
        wording.ngettext(one, many, len(near_stop.line_names))
        % {"stop": near_stop.stop.name, "lines": wording.listed(near_stop.line_names)}
        + f" {screen_words.way(near_stop.metres)}"
        for near_stop in found
    )


def _interest(name: str, language: str) -> Interest:
    words = screen_words.interest(name)
    return Interest(language, words) if words else Interest("de", name)


def _facts(offer: Offer) -> list[str]:
    """What keeps people from coming and does not here, then what one has to know before."""
    said, cost = screen_words.facts(), offer.details.cost_cents
    values = {name: getattr(offer.details, name) for name in OF_OFFER}
    values |= {name: getattr(offer.venue, name) for name in OF_VENUE}
    told = [said[name]["yes"] for name, value in values.items() if value == "yes"]
    told += [said[name]["no"] for name in IN_THE_WAY if values[name] == "no"]
    return [*told, ISOLATED.format(wording.money(cost).striptags())] if cost else told


def _spoken(offer: Offer) -> str:
    if not offer.languages:
        return ""
    names = wording.listed(map(wording.language_name, offer.languages))
    return screen_words.words()["spoken"].replace("{languages}", names)


def _call(offer: Offer, office: Office) -> str:
    number = screen_words.phone(offer.phone() or office.phone)
    return screen_words.words()["call"].replace("{number}", number)


def _first_visit(offer: Offer) -> str:
    """How the first visit goes, in the text's own language."""
    text = offer.text
    # The heading of offer pages, so it is in the public room's catalogues.
    say = translations(wording.CATALOGUES, text.language).gettext
    return f"{say('Your first visit')}: {text.first_visit}" if text.first_visit else ""


def _urgent() -> Urgent:
    lines = tuple((one.name, one.number, one.note) for one in crisis_lines.all_of_them())
    return Urgent(crisis_lines.heading(), crisis_lines.lead(), lines)
