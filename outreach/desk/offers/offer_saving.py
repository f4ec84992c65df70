"""Save an offer with all that hangs on it, in one piece, and write down what was changed."""

from dataclasses import dataclass, replace

from kiosk import clock, town
from outreach.desk.offers.offer_forms import Known, OfferForm
from outreach.desk.recording import recorded
from outreach.exchange import contacts, placing
from store import changes, districts, kept_offers, offers, organizations, schedules, search, venues
from store.database import Database, transaction
from store.errors import NotFound
from store.facts import OF_VENUE
from store.offer_texts import OfferText
from store.offers import Offer
from store.office import Office
from store.organizations import Organization
from store.times import Times
from store.venues import Venue

# More names to choose from than fit on a screen help nobody.
MOST_SUGGESTED = 12


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


def create(db: Database, form: OfferForm, found: Known, times: tuple[Times, ...]) -> int:
    """Make a new offer; its organization and venue too, if they are new. Returns its id."""
    with transaction(db):
        organization = found.organization or _new_organization(db, form)
        is_new_contact = found.organization is None
        venue = found.venues[0] if found.venues else _new_venue(db, form)
        with recorded("offer", None, "created") as made:
            details = form.details(clock.local_now().date())
            made.record_id = offer_id = offers.create(
                db,
                organization_id=organization.id,
                venue_id=venue.id,
                text=form.text(OfferText("de", form.title)),
                details=details,
            )
            _say(db, offer_id, form)
            if is_new_contact:
                _use_contacts_of_organization(db, offer_id)
            for each in times:
                schedules.add(db, offer_id, each, status="confirmed")
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


def edit(db: Database, offer: Offer, form: OfferForm, found: Known, expected: Seen) -> None:
    """Change an offer. Raises Taken if somebody else has changed it since what was expected."""
    with transaction(db):
        organization = found.organization or _new_organization(db, form)
        venue = found.venues[0] if found.venues else _new_venue(db, form)
        with recorded("offer", offer.id, "edited", expected=expected.offer):
            offers.relocate(db, offer.id, organization_id=organization.id, venue_id=venue.id)
            offers.describe(db, offer.id, form.details(offer.details.checked_on))
            offers.translate(db, offer.id, form.text(offer.text))
            _say(db, offer.id, form)
        if venue.id == offer.venue.id:
            _say_of_house(db, venue, form, expected.house)


def _say(db: Database, offer_id: int, form: OfferForm) -> None:
    offers.welcome(db, offer_id, languages=form.languages, situations=form.situations)
    kept_offers.settle(db, offer_id, status=form.status)
    search.index(db, offer_id)


def _say_of_house(db: Database, venue: Venue, form: OfferForm, expected: int) -> None:
    if form.facts_of_venue() == {name: getattr(venue, name) for name in OF_VENUE}:
        return
    with recorded("venue", venue.id, "edited", expected=expected):
        venues.describe(db, venue.id, directions=venue.directions, facts=form.facts_of_venue())


def _new_organization(db: Database, form: OfferForm) -> Organization:
    """An organization with the contacts that were typed for its first offer."""
    with recorded("organization", None, "created") as made:
        organization = organizations.named(
            db,
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


def _new_venue(db: Database, form: OfferForm) -> Venue:
    """A venue, in the district that was chosen or that of its postcode, placed if we can."""
    here = town.here()
    name = form.district or here.office.district_of(form.postcode)
    known_ids = {district.name: district.id for district in districts.everywhere(db)}
    with recorded("venue", None, "created") as made:
        address = form.address(here.office.town)
        venue = venues.at(db, address, district_id=known_ids.get(name))
        made.record_id = venue.id
        placing.place_by_register(db, here.folder, [venue])
        venues.describe(db, venue.id, directions="", facts=form.facts_of_venue())
    return venues.get(db, venue.id)
