"""The inspection round on the phone: from one placement to the nearest next.

No round is kept anywhere: whoever was looked at today is done, the address says who was skipped,
and where somebody stands is where the placement hangs that they looked at last.
"""

from collections.abc import Mapping
from datetime import datetime, time

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock
from outreach import access, archive
from outreach.desk.placements import placement_page
from outreach.desk.placements.placement_forms import chosen_district, words
from outreach.desk.placements.placement_page import change
from outreach.desk.placements.rounds import MOST_SKIPPED, Round
from outreach.desk.placements.whereabouts import Whereabouts
from store import changes, codes, districts, inspections, placement_lists, placement_photos
from store import placements as all_placements
from store.errors import NotFound, Taken, WrongStep
from store.inspections import FOUND
from store.placement_lists import Filter
from store.placements import Placement

# What the history calls what was found; one that is pasted over changes no record.
WHAT = {"there": "inspected", "gone": "lost", "pasted_over": "inspected"}

desk_inspections = Blueprint("desk_inspections", __name__, template_folder="templates")


@desk_inspections.get("/desk/placements/round")
@access.for_role("coordinator")
def show() -> ResponseReturnValue:
    db, now = archive.here().db(), _round(request.args)
    if not now.at:
        return _start_page(now)
    stands = all_placements.get(db, now.at)
    found = now.next(_near(now, stands.lat, stands.lon))
    if found is None:
        return redirect(url_for("desk_inspections.end", **now.address()), code=303)
    return _card(now, all_placements.get(db, found[0]), metres=found[1], stands=stands)


@desk_inspections.post("/desk/placements/round")
@access.for_role("coordinator")
def start() -> ResponseReturnValue:
    db, now, typed = archive.here().db(), _round(request.form), words(request.form, "code")
    point = Whereabouts().at(request.form.get("lat", ""), request.form.get("lon", ""))
    if typed:
        found = placement_page.live_with_code(typed)
        chosen = found.id if found else 0
    elif isinstance(point, tuple):
        chosen = next(iter(_near(now, *point)), 0)
    else:
        hanging = placement_lists.lines(db, Filter(district_id=now.district_id), first=0, most=1)
        chosen = next((line.id for line in hanging), 0)
    if not chosen:
        return _start_page(now, problem="code" if typed else "nothing"), 422
    address = now.standing_at(chosen).address()
    return redirect(url_for("desk_inspections.show", **address), code=303)


@desk_inspections.post("/desk/placements/<int:placement_id>/inspection")
@access.for_role("coordinator")
def note(placement_id: int) -> ResponseReturnValue:
    db, now = archive.here().db(), _round(request.form)
    placement = all_placements.get(db, placement_id)
    found = next((one for one in FOUND if one == request.form.get("found")), None)
    if found is None:
        raise NotFound("nobody finds that at a placement")
    try:
        with change(placement.id, WHAT[found]):
            me = access.person().id
            inspections.note(db, placement.id, found=found, by=me, now=clock.now())
    except (Taken, WrongStep):
        return _card(now, placement, is_taken=True), 409
    address = now.standing_at(placement.id).address()
    return redirect(url_for("desk_inspections.show", noted=found, **address), code=303)


@desk_inspections.get("/desk/placements/round/end")
@access.for_role("coordinator")
def end() -> ResponseReturnValue:
    now = _round(request.args)
    today, place = _today(), now.district_id
    seen = inspections.since(archive.here().db(), today, district_id=place)
    return render_template(
        "desk/round_end.html",
        round=now,
        seen={found: [one for one in seen if one.found == found] for found in FOUND},
        left=inspections.count_left(archive.here().db(), before=today, district_id=place),
    )


def _start_page(now: Round, *, problem: str = "") -> str:
    db = archive.here().db()
    return render_template(
        "desk/round_start.html",
        round=now,
        problem=problem,
        places=districts.everywhere(db),
        left=inspections.count_left(db, before=_today(), district_id=now.district_id),
        is_anything_up=inspections.is_anything_up(db),
    )


def _card(
    now: Round,
    placement: Placement,
    *,
    metres: float = 0,
    stands: Placement | None = None,
    is_taken: bool = False,
) -> str:
    db = archive.here().db()
    left = inspections.count_left(db, before=_today(), district_id=now.district_id)
    return render_template(
        "desk/round.html",
        round=now,
        placement=placement,
        metres=metres,
        stands=stands if stands and stands.id != placement.id else None,
        left=left,
        printed=codes.printed(placement.code),
        version=changes.version(db, "placement", placement.id),
        inspection=inspections.last(db, placement.id),
        photo=placement_photos.find(db, placement.id),
        last_change=changes.for_record(db, "placement", placement.id)[:1] if is_taken else [],
        is_taken=is_taken,
        noted=request.args.get("noted", ""),
    )


def _near(now: Round, lat: float, lon: float) -> dict[int, float]:
    """Who was not looked at today, from this point on: enough to get past the skipped ones."""
    return inspections.nearest(
        archive.here().db(),
        lat=lat,
        lon=lon,
        before=_today(),
        district_id=now.district_id,
        most=MOST_SKIPPED + 1,
    )


def _today() -> datetime:
    """When this day began in town."""
    return datetime.combine(clock.local_now().date(), time(), clock.TOWN_TIME)


def _round(told: Mapping[str, str]) -> Round:
    return Round.parse(told, chosen_district(told, districts.everywhere(archive.here().db())))
