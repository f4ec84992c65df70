"""Take over a list of offers: what is new, what changed, what vanished, and what was wrong.

One list is one batch: each offer, organization and venue it touches is recorded as a change.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from kiosk.clock import TOWN_TIME
from outreach.exchange import free_text_times, land_nrw, listings, placing
from outreach.exchange.land_nrw import SOURCE, Listed
from outreach.exchange.problems import Problem
from store import (
    batches,
    changes,
    districts,
    listed_offers,
    offer_texts,
    offers,
    organizations,
    schedules,
    venues,
)
from store.changes import Noun, Recording
from store.database import Database, transaction
from store.listed_offers import Known, Listing
from store.offer_texts import OfferText
from store.offers import Details
from store.office import Office
from store.times import Times
from store.venues import Address

# What the batch of a list is called, and each of its changes.
BATCH, CHANGE = "offers_imported", "imported"


@dataclass(slots=True)
class Report:
    """What an import did; `vanished` and `not_placed` name offers and venues for a person's eye.

    `batch_id` is the batch of its changes, which is not there if there were none.
    """

    batch_id: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    vanished: list[str] = field(default_factory=list)
    not_placed: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Import:
    """The surroundings of one run: where it writes, for whom, when; `by` is None for a command."""

    db: Database
    folder: Path
    office: Office
    now: datetime
    by: int | None = None

    def today(self) -> date:
        """The day it is in town."""
        return self.now.astimezone(TOWN_TIME).date()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A list that was read and understood: all that can be done before anything is written.

    `times` are those of new and changed rows, by digest.
    """

    listed: list[Listed]
    problems: list[Problem]
    times: dict[str, list[Times]]


def run(into: Import, path: Path, *, watch: Callable[[list[Listed]], Iterable[Listed]]) -> Report:
    """Take over the state list in `path`, all of it or nothing.

    `watch` is handed the rows and gives them back one by one, so that somebody can see progress.
    Raises UnreadableFile if it is no such list, and Busy while another import is at work.
    """
    return take_over(into, prepared(into, path), watch=watch)


def prepared(into: Import, path: Path) -> Prepared:
    """Read the list in `path`, while others still write. Raises UnreadableFile if it is none."""
    problems: list[Problem] = []
    listed = _distinct(land_nrw.read(path), problems)
    known = {before.digest for before in listed_offers.from_source(into.db, SOURCE)}
    new = ((row.digest(), row) for row in listed)
    today = into.today()
    times = {digest: _times(row.description, today) for digest, row in new if digest not in known}
    return Prepared(listed, problems, times)


def take_over(
    into: Import, prepared: Prepared, *, watch: Callable[[list[Listed]], Iterable[Listed]]
) -> Report:
    """Write what was prepared, like `run`; nobody else writes meanwhile."""
    report = Report(problems=prepared.problems)
    batch = batches.recorded(into.db, what=BATCH, by=into.by, now=into.now)
    with transaction(into.db), batch as report.batch_id:
        before = listings.Before(listed_offers.from_source(into.db, SOURCE))
        matches = before.matches(prepared.listed)
        for row in watch(prepared.listed):
            _take_over(into, row, matches.get(listings.of(row)), prepared, report)
        report.vanished = [gone.listing.title for gone in before.without(matches)]
        report.not_placed = [placing.on_an_envelope(v) for v in venues.not_located(into.db)]
    return report


def _distinct(
    found: Iterable[tuple[int, Listed] | Problem], problems: list[Problem]
) -> list[Listed]:
    listed: dict[Listing, Listed] = {}
    for entry in found:
        if isinstance(entry, Problem):
            problems.append(entry)
        elif listings.of(entry[1]) in listed:
            title = entry[1].title[:60]
            what = f"“{title}” stands in the list already"
            problems.append(Problem(entry[0], "Angebot", what, "row left out", "twice", title))
        else:
            listed[listings.of(entry[1])] = entry[1]
    return list(listed.values())


def _take_over(
    into: Import, row: Listed, known: Known | None, prepared: Prepared, report: Report
) -> None:
    digest = row.digest()
    if known is not None and known.digest == digest:
        report.unchanged += 1
        return
    venue_id, organization_id = _venue(into, row, report), _organization(into, row, report)
    offer_id = known.offer_id if known else None
    with _recorded(into, report, "offer", offer_id) as change:
        if known is None:
            change.record_id = offers.create(
                into.db,
                organization_id=organization_id,
                venue_id=venue_id,
                text=_text(row, OfferText("de", row.title)),
                details=_details(row, Details()),
            )
            report.added += 1
        else:
            _update(into, row, known.offer_id, organization_id=organization_id, venue_id=venue_id)
            report.changed += 1
        offer_id = change.known_id()
        times = prepared.times.get(digest)
        if times is None:  # another import has changed it since
            times = _times(row.description, into.today())
        schedules.propose_again(into.db, offer_id, times)
        listed_offers.remember(
            into.db, offer_id, source=SOURCE, listing=listings.of(row), digest=digest
        )


def _recorded(
    into: Import, report: Report, noun: Noun, record_id: int | None
) -> AbstractContextManager[Recording]:
    by, batch = into.by, report.batch_id
    return changes.recorded(into.db, noun, record_id, what=CHANGE, by=by, now=into.now, batch=batch)


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


def _organization(into: Import, row: Listed, report: Report) -> int:
    known = organizations.called(into.db, row.organization)
    if known is not None:
        return known.id
    with _recorded(into, report, "organization", None) as change:
        contacts = {"phone": row.phone, "website": row.website}
        change.record_id = organizations.named(into.db, row.organization, **contacts).id
    return change.known_id()


def _venue(into: Import, row: Listed, report: Report) -> int:
    """The venue at the row's address, with its point on earth if the register knows it."""
    address = Address(row.organization, row.street, row.postcode, row.town)
    known = venues.find_at(into.db, address)
    if known is not None and known.located != "not_yet":
        return known.id
    name = into.office.district_of(row.postcode)
    district_id = districts.named(into.db, name).id if name else None
    with _recorded(into, report, "venue", known.id if known else None) as change:
        venue = venues.at(into.db, address, district_id=district_id)
        change.record_id = venue.id
        placing.place_by_register(into.db, into.folder, [venue])
    return change.known_id()
