"""Take over a list of offers: what is new, what changed, what vanished, and what was wrong."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from outreach.exchange import free_text_times, land_nrw
from outreach.exchange.land_nrw import SOURCE, Listed
from outreach.exchange.problems import Problem
from store import (
    addresses,
    districts,
    listed_offers,
    offer_texts,
    offers,
    organizations,
    schedules,
    venues,
)
from store.database import Database, transaction
from store.listed_offers import Known, Listing
from store.offer_texts import OfferText
from store.offers import Details
from store.office import Office
from store.schedules import Times
from store.venues import Address, Venue


@dataclass(slots=True)
class Report:
    """What an import did; `vanished` and `not_placed` name offers and venues for a person's eye."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    vanished: list[str] = field(default_factory=list)
    not_placed: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Import:
    """The surroundings of one run: where it writes, for whom, and the day it is."""

    db: Database
    folder: Path
    office: Office
    today: date


def run(into: Import, path: Path, *, watch: Callable[[list[Listed]], Iterable[Listed]]) -> Report:
    """Take over the state list in `path`, all of it or nothing.

    `watch` is handed the rows and gives them back one by one, so that somebody can see progress.
    Raises UnreadableFile if it is no such list, and Busy while another import is at work.
    """
    report = Report()
    listed = _distinct(land_nrw.read(path), report)
    with transaction(into.db):
        known = _Known(listed_offers.from_source(into.db, SOURCE))
        matches = known.matches(listed)
        for row in watch(listed):
            _take_over(into, row, matches.get(_listing(row)), report)
        report.vanished = [gone.listing.title for gone in known.without(matches)]
        report.not_placed = [on_an_envelope(venue) for venue in venues.not_located(into.db)]
    return report


def _distinct(found: Iterable[tuple[int, Listed] | Problem], report: Report) -> list[Listed]:
    listed: dict[Listing, Listed] = {}
    for entry in found:
        if isinstance(entry, Problem):
            report.problems.append(entry)
        elif _listing(entry[1]) in listed:
            what = f"“{entry[1].title[:60]}” stands in the list already"
            report.problems.append(Problem(entry[0], "Angebot", what, "row left out"))
        else:
            listed[_listing(entry[1])] = entry[1]
    return list(listed.values())


def _listing(row: Listed) -> Listing:
    return Listing(row.title, row.organization, row.town, row.street)


class _Known:
    """Offers taken over before, found again by name and street, or by name alone if it is clear."""

    def __init__(self, known: list[Known]) -> None:
        self._known = known

    def matches(self, listed: list[Listed]) -> dict[Listing, Known]:
        """For each row that is known its offer."""
        exact = {known.listing: known for known in self._known}
        found = {_listing(row): exact[_listing(row)] for row in listed if _listing(row) in exact}
        left = _unambiguous([known.listing for known in self.without(found)])
        new = _unambiguous([_listing(row) for row in listed if _listing(row) not in found])
        moved = {new[name]: exact[left[name]] for name in new.keys() & left.keys()}
        return found | moved

    def without(self, matches: dict[Listing, Known]) -> list[Known]:
        """Known offers that no row of the list stands for."""
        found = {known.offer_id for known in matches.values()}
        return [known for known in self._known if known.offer_id not in found]


def _unambiguous(listings: list[Listing]) -> dict[Listing, Listing]:
    """Listings by their name without street, those left out that share it."""
    times = Counter(listing.without_street() for listing in listings)
    return {
        listing.without_street(): listing
        for listing in listings
        if times[listing.without_street()] == 1
    }


def _take_over(into: Import, row: Listed, known: Known | None, report: Report) -> None:
    if known is not None and known.digest == row.digest():
        report.unchanged += 1
        return
    venue = _venue(into, row)
    organization = organizations.named(
        into.db, row.organization, phone=row.phone, website=row.website
    )
    if known is None:
        offer_id = offers.create(
            into.db,
            organization_id=organization.id,
            venue_id=venue.id,
            text=_text(row, OfferText("de", row.title)),
            details=_details(row, Details()),
        )
        report.added += 1
    else:
        offer_id = known.offer_id
        _update(into, row, offer_id, organization_id=organization.id, venue_id=venue.id)
        report.changed += 1
    schedules.propose_again(into.db, offer_id, _times(row.description, into.today))
    listed_offers.remember(
        into.db, offer_id, source=SOURCE, listing=_listing(row), digest=row.digest()
    )


def _update(
    into: Import, row: Listed, offer_id: int, *, organization_id: int, venue_id: int
) -> None:
    """Change what the list says about an offer and leave what the desk added to it."""
    offers.relocate(into.db, offer_id, organization_id=organization_id, venue_id=venue_id)
    offers.describe(into.db, offer_id, _details(row, offers.details(into.db, offer_id)))
    german = offer_texts.best(into.db, [offer_id], language="de")[offer_id]
    offers.translate(into.db, offer_id, _text(row, german))


def _text(row: Listed, before: OfferText) -> OfferText:
    return replace(before, title=row.title, description=row.description, audience=row.audience)


def _details(row: Listed, before: Details) -> Details:
    # Ages the desk has set and the list contradicts stay as they are.
    is_possible = before.age_to is None or (row.age_from or 0) <= before.age_to
    return replace(
        before,
        phone=row.phone,
        website=row.website,
        category=row.category,
        age_from=row.age_from if is_possible else before.age_from,
    )


def _times(prose: str, today: date) -> list[Times]:
    return [
        Times(
            rule=proposed.rule,
            starts_on=proposed.on or today,
            starts_at=proposed.starts_at,
            ends_at=proposed.ends_at,
            words=proposed.words,
            is_paused_in_school_holidays=proposed.is_paused_in_school_holidays,
        )
        for proposed in free_text_times.understand(prose)
    ]


def _venue(into: Import, row: Listed) -> Venue:
    """The venue at the row's address, with its point on earth if the register knows it."""
    name = into.office.district_of(row.postcode)
    district_id = districts.named(into.db, name).id if name else None
    address = Address(row.organization, row.street, row.postcode, row.town)
    venue = venues.at(into.db, address, district_id=district_id)
    if venue.located == "not_yet":
        place_by_register(into.db, into.folder, [venue])
    return venue


def place_by_register(db: Database, folder: Path, unplaced: list[Venue]) -> int:
    """Look venues up in the address register, if one was loaded. Returns how many were found."""
    register = addresses.open_register(folder)
    if register is None:
        return 0
    placed = 0
    try:
        for venue in unplaced:
            point = addresses.find(
                register, street=venue.street, postcode=venue.postcode, town=venue.town
            )
            if point is not None:
                venues.locate(db, venue.id, lat=point.lat, lon=point.lon, how="by_register")
                placed += 1
    finally:
        register.close()
    return placed


def on_an_envelope(venue: Venue) -> str:
    """The venue's number and address, as somebody needs it to place it by hand."""
    town = f"{venue.postcode} {venue.town}".strip()
    return ", ".join(filter(None, [f"{venue.id} {venue.name}", venue.street, town]))
