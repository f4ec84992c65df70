"""Save an offer with all that hangs on it, in one piece, and write down what was changed."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from outreach.desk.offer_forms import Known, OfferForm
from outreach.exchange import contacts, placing
from store import changes, districts, kept_offers, offers, organizations, schedules, search, venues
from store.changes import Noun, Recording, recorded
from store.database import Database, transaction
from store.errors import NotFound
from store.facts import OF_VENUE
from store.offer_texts import OfferText
from store.offers import Offer
from store.office import Office
from store.organizations import Organization
from store.schedules import Times
from store.venues import Venue

# More names to choose from than fit on a screen help nobody.
MOST_SUGGESTED = 12


@dataclass(frozen=True, slots=True)
class Hand:
    """Who writes, when, and for which office."""

    db: Database
    folder: Path
    office: Office
    by: int
    now: datetime
    today: date

    def recorded(
        self, noun: Noun, record_id: int | None, what: str, expected: int | None = None
    ) -> AbstractContextManager[Recording]:
        """What this hand does in the block is written down."""
        return recorded(
            self.db, noun, record_id, what=what, by=self.by, now=self.now, expected=expected
        )


def known(db: Database, form: OfferForm, office: Office) -> Known:
    """Whom and what the form means, among those we know."""
    there = venues.meant(db, form.venue) or venues.meant(db, form.address(office.town).label())
    return Known(organizations.find(db, form.organization), there)


def like(db: Database, noun: str, typed: str) -> list[str]:
    """Organizations or venues to choose from while somebody types. Raises NotFound for others."""
    sources = {"organization": organizations.like, "venue": venues.like}
    if noun not in sources:
        raise NotFound(f"nobody suggests a {noun!r}")
    return sources[noun](db, typed, most=MOST_SUGGESTED) if typed else []


def create(hand: Hand, form: OfferForm, found: Known, times: tuple[Times, ...]) -> int:
    """Make a new offer; its organization and venue too, if they are new. Returns its id."""
    with transaction(hand.db):
        organization = found.organization or _new_organization(hand, form)
        is_new_contact = found.organization is None
        venue = found.venues[0] if found.venues else _new_venue(hand, form)
        with hand.recorded("offer", None, "created") as made:
            details = form.details(hand.today)
            made.record_id = offer_id = offers.create(
                hand.db,
                organization_id=organization.id,
                venue_id=venue.id,
                text=form.text(OfferText("de", form.title)),
                details=details,
            )
            _say(hand.db, offer_id, form)
            if is_new_contact:
                _use_contacts_of_organization(hand.db, offer_id)
            for each in times:
                schedules.add(hand.db, offer_id, each, status="confirmed")
    return offer_id


@dataclass(frozen=True, slots=True)
class Seen:
    """The versions of an offer and its house that somebody saw when they began to type."""

    offer: int
    house: int


def seen(db: Database, offer: Offer) -> Seen:
    """What stands there now."""
    return Seen(
        changes.version(db, "offer", offer.id), changes.version(db, "venue", offer.venue.id)
    )


def edit(hand: Hand, offer: Offer, form: OfferForm, found: Known, expected: Seen) -> None:
    """Change an offer. Raises Taken if somebody else has changed it since what was expected."""
    with transaction(hand.db):
        organization = found.organization or _new_organization(hand, form)
        venue = found.venues[0] if found.venues else _new_venue(hand, form)
        with hand.recorded("offer", offer.id, "edited", expected.offer):
            offers.relocate(hand.db, offer.id, organization_id=organization.id, venue_id=venue.id)
            offers.describe(hand.db, offer.id, form.details(offer.details.checked_on))
            offers.translate(hand.db, offer.id, form.text(offer.text))
            _say(hand.db, offer.id, form)
        if venue.id == offer.venue.id:
            _say_of_house(hand, venue, form, expected.house)


def _say(db: Database, offer_id: int, form: OfferForm) -> None:
    offers.welcome(db, offer_id, languages=form.languages, situations=form.situations)
    kept_offers.settle(db, offer_id, status=form.status)
    search.index(db, offer_id)


def _say_of_house(hand: Hand, venue: Venue, form: OfferForm, expected: int) -> None:
    if form.facts_of_venue() == {name: getattr(venue, name) for name in OF_VENUE}:
        return
    with hand.recorded("venue", venue.id, "edited", expected):
        venues.describe(hand.db, venue.id, directions=venue.directions, facts=form.facts_of_venue())


def _new_organization(hand: Hand, form: OfferForm) -> Organization:
    """An organization with the contacts that were typed for its first offer."""
    with hand.recorded("organization", None, "created") as made:
        organization = organizations.named(
            hand.db,
            form.organization,
            phone=contacts.phone(form.phone) if form.phone else None,
            email=form.email or None,
            website=contacts.web_address(form.website) if form.website else None,
        )
        made.record_id = organization.id
    return organization


def _use_contacts_of_organization(db: Database, offer_id: int) -> None:
    """What is the same for both is said once, where it can be changed for all offers."""
    details = replace(offers.details(db, offer_id), phone=None, email=None, website=None)
    offers.describe(db, offer_id, details)


def _new_venue(hand: Hand, form: OfferForm) -> Venue:
    """A venue, in the district that was chosen or that of its postcode, placed if we can."""
    name = form.district or hand.office.district_of(form.postcode)
    known_ids = {district.name: district.id for district in districts.everywhere(hand.db)}
    with hand.recorded("venue", None, "created") as made:
        address = form.address(hand.office.town)
        venue = venues.at(hand.db, address, district_id=known_ids.get(name))
        made.record_id = venue.id
        placing.place_by_register(hand.db, hand.folder, [venue])
        venues.describe(hand.db, venue.id, directions="", facts=form.facts_of_venue())
    return venues.get(hand.db, venue.id)
