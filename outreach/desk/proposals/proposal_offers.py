"""A proposal becomes an offer: laid out beforehand, looked at, published, and told."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive
from outreach.desk.proposals import brought
from outreach.desk.proposals.brought import Brought
from outreach.desk.proposals.proposal_forms import OfferForm
from outreach.desk.proposals.proposal_times import Understood, understand
from outreach.desk.recording import recorded
from outreach.exchange.placing import place_by_register
from store import alike, districts, offers, organizations, proposals, schedules, venues
from store.alike import Alike
from store.database import Database, transaction
from store.errors import Taken, WrongStep
from store.offer_texts import OfferText
from store.offers import Details
from store.venues import Address

MOST_SHOWN = 4

desk_proposal_offers = Blueprint("desk_proposal_offers", __name__, template_folder="templates")


@dataclass(frozen=True, slots=True)
class Known:
    """The places and organizations we know that may be meant."""

    venues: list[Alike]
    organizations: list[Alike]


@desk_proposal_offers.get("/desk/proposals/<int:proposal_id>/offer")
@access.for_role("coordinator")
def show(proposal_id: int) -> ResponseReturnValue:
    one = _load(proposal_id)
    if not one.proposal.is_new():
        return brought.already_settled(proposal_id)
    known = _known(one)
    form = OfferForm.of(
        one.told,
        venue=_meant(known.venues),
        organization=_meant(known.organizations),
        town=town.here().office.town,
    )
    return _page(one, form, known)


@desk_proposal_offers.post("/desk/proposals/<int:proposal_id>/offer")
@access.for_role("coordinator")
def publish(proposal_id: int) -> ResponseReturnValue:
    one = _load(proposal_id)
    known = _known(one)
    form = OfferForm.parse(request.form, {found.id for found in known.organizations})
    times = understand(form)
    is_looking = request.form.get("look") == "yes"
    if form.problems or is_looking or times.lacks_first_day():
        return _page(one, form, known), 200 if is_looking else 422
    try:
        _publish(one, form, times)
    except Taken:
        return brought.already_settled(proposal_id)
    return redirect(url_for("desk_proposals.show", proposal_id=proposal_id), code=303)


def _load(proposal_id: int) -> Brought:
    one = brought.load(proposal_id)
    if one.proposal.door != "offer":
        raise WrongStep(f"proposal {proposal_id} is no offer")
    return one


def _publish(one: Brought, form: OfferForm, times: Understood) -> None:
    db, now, me = archive.here().db(), clock.now(), access.person().id
    with transaction(db):
        ids = {"organization_id": _organization(db, form), "venue_id": _venue(db, form)}
        with recorded("offer", None, "created") as made:
            text = OfferText("de", form.title, description=form.description, times=form.when)
            details = _details(one, form)
            made.record_id = offers.create(db, **ids, text=text, details=details)
            for each in times.times:
                schedules.add(db, made.record_id, each, status="confirmed")
        offer_id = made.known_id()
        proposals.accept(db, one.proposal.id, offer_id=offer_id, by=me, now=now)
        path = url_for("public.offer", lang=one.proposal.language, offer_id=offer_id)
        brought.tell(one, kind="offer_taken_up", path=path)


def _organization(db: Database, form: OfferForm) -> int:
    """The organization that was chosen or is called so, else a new one."""
    if form.organization:
        return form.organization
    known = organizations.called(db, form.who)
    if known:
        return known.id
    with recorded("organization", None, "created") as made:
        made.record_id = organizations.named(db, form.who).id
    return made.known_id()


def _venue(db: Database, form: OfferForm) -> int:
    """The place that was chosen or has this address, else a new one."""
    address = Address(form.place, form.street, form.postcode, form.town)
    chosen = venues.get(db, form.venue) if form.venue else venues.find_at(db, address)
    if chosen:
        return chosen.id
    with recorded("venue", None, "created") as made:
        district = town.here().office.district_of(form.postcode)
        district_id = districts.named(db, district).id if district else None
        venue = venues.at(db, address, district_id=district_id)
        place_by_register(db, town.here().folder, [venue])
        made.record_id = venue.id
    return made.known_id()


def _details(one: Brought, form: OfferForm) -> Details:
    """What is known for sure; how to reach them only if they agreed that it is shown."""
    today = clock.local_now().date()
    if not form.shows_contact:
        return Details(checked_on=today)
    return Details(checked_on=today, phone=one.phone(), email=one.email() or None)


def _known(one: Brought) -> Known:
    db, told = archive.here().db(), one.told
    return Known(
        alike.venues(db, told.get("where", ""), most=MOST_SHOWN),
        alike.organizations(db, told.get("name", ""), most=MOST_SHOWN),
    )


def _meant(found: list[Alike]) -> int:
    meant = alike.surely_meant(found)
    return meant.id if meant else 0


def _page(one: Brought, form: OfferForm, known: Known) -> str:
    return render_template(
        "desk/proposal_offer.html",
        brought=one,
        proposal=one.proposal,
        form=form,
        known=known,
        times=understand(form),
    )
