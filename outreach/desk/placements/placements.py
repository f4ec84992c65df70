"""Placements at the desk: the list, one of them with all that is known, a new one, a correction."""

from functools import partial
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive
from outreach.desk.placements import placement_forms as forms
from outreach.desk.placements import placement_words
from outreach.desk.placements.placement_forms import PlacementForm
from outreach.desk.placements.placement_page import back, change, page
from outreach.desk.placements.whereabouts import Whereabouts
from outreach.desk.recording import recorded
from store import campaigns, changes, districts, lines, placement_lists, placements, venues
from store.database import Database
from store.errors import Taken, WrongStep
from store.placement_lists import Filter
from store.placements import ENDED, KINDS, Placement

A_PAGE = 50

desk_placements = Blueprint("desk_placements", __name__, template_folder="templates")
desk_placements.add_app_template_global(placement_words.kinds, "kinds_of_placements")
desk_placements.add_app_template_global(placement_words.conditions, "conditions_of_placements")


@desk_placements.get("/desk/placements")
@access.for_role("coordinator")
def index() -> ResponseReturnValue:
    db, wanted = archive.here().db(), wanted_filter()
    total = placement_lists.count(db, wanted)
    last = max(1, -(-total // A_PAGE))
    number = min(max(request.args.get("page", 1, type=int), 1), last)
    return render_template(
        "desk/placements.html",
        made=request.args.get("made", type=int),
        lines=placement_lists.lines(db, wanted, first=(number - 1) * A_PAGE, most=A_PAGE),
        counts=placement_lists.by_condition(db, wanted),
        total=total,
        number=number,
        last=last,
        **filter_page(wanted),
    )


@desk_placements.get("/desk/placements/<int:placement_id>")
@access.for_role("coordinator")
def show(placement_id: int) -> ResponseReturnValue:
    return page(placements.get(archive.here().db(), placement_id))


@desk_placements.get("/desk/placements/new")
@access.for_role("coordinator")
def new() -> ResponseReturnValue:
    return _form_page(PlacementForm())


@desk_placements.post("/desk/placements/new")
@access.for_role("coordinator")
def add() -> ResponseReturnValue:
    form = _parsed()
    if form.problems:
        return _form_page(form), 422
    with recorded("placement", None, "created") as made:
        made.record_id = _place(archive.here().db(), form)
    return back(made.known_id(), "created")


@desk_placements.get("/desk/placements/<int:placement_id>/edit")
@access.for_role("coordinator")
def edit(placement_id: int) -> ResponseReturnValue:
    placement = _open(placement_id)
    return _form_page(_form_of(placement), placement)


@desk_placements.post("/desk/placements/<int:placement_id>/edit")
@access.for_role("coordinator")
def correct(placement_id: int) -> ResponseReturnValue:
    db, placement, form = archive.here().db(), _open(placement_id), _parsed()
    if form.problems and (not placement.is_locked() or "lines" in form.problems):
        return _form_page(form, placement), 422
    try:
        with change(placement_id, "edited"):
            _correct(db, placement, form)
    except Taken:
        return _form_page(form, placement, is_taken=True), 409
    return back(placement_id, "edited")


def whereabouts() -> Whereabouts:
    """The doors this office knows."""
    known = venues.located(archive.here().db())
    return Whereabouts.of(known, town=town.here().office.town)


def wanted_filter() -> Filter:
    """Which placements the address asks for."""
    db = archive.here().db()
    return forms.filter_of(request.args, districts.everywhere(db), campaigns.everywhere(db))


def filter_page(wanted: Filter) -> dict[str, Any]:
    """What the form that asks for placements shows."""
    db = archive.here().db()
    return {
        "wanted": wanted,
        "asked": forms.filter_address(wanted),
        "places": districts.everywhere(db),
        "campaigns": campaigns.everywhere(db),
        "kinds": KINDS,
    }


def _parsed() -> PlacementForm:
    db = archive.here().db()
    places, meant = districts.everywhere(db), partial(lines.meant, db)
    return PlacementForm.parse(request.form, whereabouts(), places, meant)


def _place(db: Database, form: PlacementForm) -> int:
    """Make the placement; gives its id."""
    lat, lon = _point(db, form)
    placement = placements.place(
        db,
        name=form.name,
        kind=form.kind,
        lat=lat,
        lon=lon,
        by=access.person().name,
        now=clock.now(),
        district_id=form.district_id or None,
        campaign_id=_campaign_id(db, form),
    )
    lines.put_on(db, placement.id, form.line_ids)
    return placement.id


def _correct(db: Database, placement: Placement, form: PlacementForm) -> None:
    """Change what may still be changed: what is printed keeps its name and its place."""
    if not placement.is_locked():
        lat, lon = _point(db, form)
        placements.correct(db, placement.id, lat=lat, lon=lon, name=form.name, kind=form.kind)
    filed = {"district_id": form.district_id or None, "campaign_id": _campaign_id(db, form)}
    placements.file_under(db, placement.id, **filed)
    lines.put_on(db, placement.id, form.line_ids)


def _point(db: Database, form: PlacementForm) -> tuple[float, float]:
    """Where it hangs; a bus of which nobody said where is in the middle of its lines."""
    return form.point or lines.middle(db, form.line_ids)


def _campaign_id(db: Database, form: PlacementForm) -> int | None:
    """The campaign's id; it is made if it is new."""
    today = clock.local_now().date()
    return campaigns.named(db, form.campaign, starts_on=today).id if form.campaign else None


def _open(placement_id: int) -> Placement:
    """A placement that may still be corrected. Raises NotFound and WrongStep."""
    placement = placements.get(archive.here().db(), placement_id)
    if placement.state in ENDED:
        raise WrongStep(f"placement {placement_id} is {placement.state}")
    return placement


def _form_of(placement: Placement) -> PlacementForm:
    known = {district.name: district.id for district in districts.everywhere(archive.here().db())}
    where = f"{placement.lat:.5f}, {placement.lon:.5f}"
    district_id = known.get(placement.district, 0)
    db = archive.here().db()
    runs = ", ".join(lines.called(db, line) for line in lines.for_placement(db, placement.id))
    filed = district_id, placement.campaign
    return PlacementForm(placement.name, placement.kind, where, *filed, runs)


def _form_page(
    form: PlacementForm, placement: Placement | None = None, *, is_taken: bool = False
) -> str:
    db = archive.here().db()
    told = changes.for_record(db, "placement", placement.id) if placement else []
    return render_template(
        "desk/placement_form.html",
        form=form,
        placement=placement,
        version=told[0].id if told else 0,
        last_change=told[0] if is_taken else None,
        kinds=KINDS,
        places=districts.everywhere(db),
        campaigns=campaigns.everywhere(db),
        lines=lines.everywhere(db),
    )
