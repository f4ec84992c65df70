"""A venue at the desk: its address, its place on the map, its door, and what the house has."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import town
from outreach import access, archive
from outreach.desk import history
from outreach.desk.offers.offer_forms import FACTS
from outreach.desk.offers.venue_forms import VenueForm
from outreach.desk.recording import recorded, version
from outreach.exchange import placing
from store import changes, districts, kept_offers, venues
from store.database import Database
from store.errors import Taken
from store.facts import OF_VENUE
from store.venues import Venue

desk_venues = Blueprint("desk_venues", __name__, template_folder="templates")


@desk_venues.get("/desk/venues/<int:venue_id>")
@access.for_role("coordinator")
def show(venue_id: int) -> ResponseReturnValue:
    venue = venues.get(archive.here().db(), venue_id)
    return _page(venue, VenueForm.of(venue))


@desk_venues.post("/desk/venues/<int:venue_id>")
@access.for_role("coordinator")
def edit(venue_id: int) -> ResponseReturnValue:
    db, form = archive.here().db(), VenueForm.parse(request.form)
    venue = venues.get(db, venue_id)
    if problems := form.problems(venues.meant(db, form.address().label()), venue_id):
        return _page(venue, form, problems), 422
    try:
        with recorded("venue", venue_id, "edited", expected=version()):
            _write(db, venue, form)
    except Taken:
        return _page(venue, form, is_overtaken=True), 409
    return redirect(url_for(".show", venue_id=venue_id, after="edited"), code=303)


def _write(db: Database, venue: Venue, form: VenueForm) -> None:
    point = form.point()
    ids = {district.name: district.id for district in districts.everywhere(db)}
    venues.readdress(db, venue.id, form.address(), district_id=ids.get(form.district))
    venues.describe(db, venue.id, directions=form.directions, facts=form.facts)
    if point is None:
        venues.lose(db, venue.id)
        placing.place_by_register(db, town.here().folder, [venues.get(db, venue.id)])
    elif point != (venue.lat, venue.lon):
        venues.locate(db, venue.id, lat=point[0], lon=point[1], how="by_hand")


def _page(
    venue: Venue,
    form: VenueForm,
    problems: dict[str, str] | None = None,
    *,
    is_overtaken: bool = False,
) -> str:
    db = archive.here().db()
    latest = changes.version(db, "venue", venue.id)
    known = version() if request.method == "POST" else latest
    return render_template(
        "desk/venue.html",
        venue=venue,
        form=form,
        problems=problems or {},
        version=latest if is_overtaken else known,
        meanwhile=history.since(db, "venue", venue.id, known) if is_overtaken else [],
        offers=kept_offers.at_venue(db, venue.id),
        districts=districts.everywhere(db),
        facts=FACTS,
        of_venue=OF_VENUE,
        past=history.of(db, "venue", venue.id),
        after=request.args.get("after"),
    )
