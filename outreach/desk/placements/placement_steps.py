"""What becomes of a placement: hung, seen, lost, taken down, merged, replaced, led elsewhere."""

from collections.abc import Callable

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from kiosk import clock
from outreach import access, archive
from outreach.desk.placements import placement_page
from outreach.desk.placements.placement_forms import TargetForm
from outreach.desk.placements.placement_page import back, change
from outreach.desk.recording import recorded
from store import districts, inspections, offers, placement_targets, placements, search
from store.database import Database, transaction
from store.errors import NotFound, Taken, WrongStep
from store.inspections import Found
from store.offers import Offer
from store.placements import Placement

# What the buttons say: what is written down, and how it is done.
Step = Callable[[Database, int], object]
STEPS: dict[str, tuple[str, Step]] = {
    "hang": ("hung", lambda db, id: placements.hang(db, id, now=clock.now())),
    "check": ("inspected", lambda db, id: _see(db, id, "there")),
    "lose": ("lost", lambda db, id: _lose(db, id)),
    "retire": ("retired", lambda db, id: placements.retire(db, id, now=clock.now())),
}
MOST_OFFERS = 12

desk_placement_steps = Blueprint("desk_placement_steps", __name__, template_folder="templates")


@desk_placement_steps.post("/desk/placements/<int:placement_id>/steps/<step>")
@access.for_role("coordinator")
def take(placement_id: int, step: str) -> ResponseReturnValue:
    db = archive.here().db()
    placement = placements.get(db, placement_id)
    if step not in STEPS:
        raise NotFound(f"placements know no step {step!r}")
    what, verb = STEPS[step]
    try:
        with change(placement.id, what):
            verb(db, placement.id)
    except Taken:
        return placement_page.taken(placement_id)
    return back(placement_id, what)


@desk_placement_steps.post("/desk/placements/<int:placement_id>/merge")
@access.for_role("coordinator")
def merge(placement_id: int) -> ResponseReturnValue:
    db = archive.here().db()
    placement = placements.get(db, placement_id)
    into = placement_page.live_with_code(request.form.get("into", ""))
    if into is None or into.id == placement.id:
        return placement_page.page(placement, problem="into"), 422
    try:
        with change(placement.id, "merged"):
            placements.merge(db, placement.id, into=into.id, now=clock.now())
    except Taken:
        return placement_page.taken(placement_id)
    return back(placement_id, "merged")


@desk_placement_steps.post("/desk/placements/<int:placement_id>/replacement")
@access.for_role("coordinator")
def replace(placement_id: int) -> ResponseReturnValue:
    db = archive.here().db()
    placement = placements.get(db, placement_id)
    try:
        successor = _succeed(db, placement)
    except Taken:
        return placement_page.taken(placement_id)
    return back(successor.id, "replacement")


@desk_placement_steps.post("/desk/placements/<int:placement_id>/target")
@access.for_role("coordinator")
def retarget(placement_id: int) -> ResponseReturnValue:
    db, me = archive.here().db(), access.person()
    placement = placements.get(db, placement_id)
    if placement.state == "merged":
        raise WrongStep(f"placement {placement_id} leads where another one leads")
    form = TargetForm.parse(request.form, districts.everywhere(db))
    meant = _offers_meant(db, form.offer) if form.to == "offer" else []
    target = form.target([offer.id for offer in meant])
    if isinstance(target, str):
        some = meant[:MOST_OFFERS]
        again = placement_page.page(placement, problem=target, target=form, offers_meant=some)
        return again, 422
    try:
        with change(placement.id, "retargeted"):
            placement_targets.point(
                db, placement.id, target=target, by=me.name, why=form.why, now=clock.now()
            )
    except Taken:
        return placement_page.taken(placement_id)
    return back(placement_id, "retargeted")


def _succeed(db: Database, placement: Placement) -> Placement:
    """A new one for the same spot, into which the lost one is merged; both or nothing."""
    now = clock.now()
    with transaction(db), change(placement.id, "merged"):
        with recorded("placement", None, "created") as made:
            successor = placements.follow(db, placement.id, by=access.person().name, now=now)
            made.record_id = successor.id
        placements.merge(db, placement.id, into=successor.id, now=now)
    return successor


def _offers_meant(db: Database, typed: str) -> list[Offer]:
    """Published offers with this number, or with these words; the best first."""
    ids = [int(typed)] if typed.isascii() and typed.isdigit() and len(typed) < 10 else []
    return offers.by_ids(db, ids or search.find(db, typed), language="de")


def _see(db: Database, placement_id: int, found: Found) -> None:
    me = access.person()
    inspections.note(db, placement_id, found=found, by=me.id, now=clock.now())


def _lose(db: Database, placement_id: int) -> None:
    """Gone: found so where it hung, or never come back from the printer."""
    if placements.get(db, placement_id).state == "printed":
        placements.lose(db, placement_id, now=clock.now())
    else:
        _see(db, placement_id, "gone")
