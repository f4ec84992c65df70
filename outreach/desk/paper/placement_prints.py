"""Paper of a placement: any piece for the printer or for screens, made beside the server.

A finished file is looked at as a phone would, and what came out is shown before it is handed out.
"""

from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive, posters, press
from outreach.desk import making
from outreach.desk.paper import orders, piece_words
from outreach.desk.placements import placement_page
from outreach.desk.placements.placement_page import SHEET_OF, back
from outreach.desk.recording import recorded
from outreach.posters import Order
from printables import looked_at, print_house
from printables.errors import CannotPrint, UnusableProfile
from printables.looked_at import LookedAt
from printables.poster import Poster
from store import changes, codes, placements
from store.errors import NotFound, Taken, WrongStep
from store.placements import ENDED, Placement

desk_placement_prints = Blueprint("desk_placement_prints", __name__, template_folder="templates")


@desk_placement_prints.post("/desk/placements/<int:placement_id>/print")
@access.for_role("coordinator")
def begin(placement_id: int) -> ResponseReturnValue:
    placement, purpose = printable(placement_id), request.form.get("purpose", "")
    try:
        said = _said(placement, orders.order())
    except UnusableProfile:
        return placement_page.page(placement, problem="profile"), 422
    version = changes.version(archive.here().db(), "placement", placement.id)
    make = partial(looked_at.render, said)
    wanted = _wanted()
    press.here().begin(_name(placement, purpose, version, wanted), make, now=clock.now())
    address = url_for(
        ".show", placement_id=placement.id, purpose=purpose, version=version, wanted=wanted
    )
    return redirect(address, code=303)


@desk_placement_prints.get("/desk/placements/<int:placement_id>/print/<purpose>")
@access.for_role("coordinator")
def show(placement_id: int, purpose: str) -> ResponseReturnValue:
    placement, version = printable(placement_id), request.args.get("version", -1, type=int)
    name = _name(placement, purpose, version, request.args.get("wanted", ""))
    try:
        made = press.here().look(name, now=clock.now())
    except NotFound:
        return back(placement_id, "collected")
    except CannotPrint:
        return placement_page.page(placement, problem="unprintable"), 422
    if made is None:
        return making.waiting("desk/placement_in_print.html", placement=placement)
    return _shown(placement, purpose, version, looked_at.read(made))


@desk_placement_prints.post("/desk/placements/<int:placement_id>/print/<purpose>")
@access.for_role("coordinator")
def collect(placement_id: int, purpose: str) -> ResponseReturnValue:
    placement, version = printable(placement_id), request.form.get("version", -1, type=int)
    name = _name(placement, purpose, version, request.form.get("wanted", ""))
    try:
        made = press.here().look(name, now=clock.now())
    except NotFound:
        return back(placement_id, "collected")
    if made is None:
        raise WrongStep("this file is not finished yet")
    file = looked_at.read(made)
    if file.trial.light == "red" and not request.form.get("anyway"):
        return _shown(placement, purpose, version, file), 422
    try:
        _note(placement, purpose, version)
    except Taken:
        return placement_page.taken(placement_id)
    press.here().collect(name, now=clock.now())
    file_name = f"{codes.printed(placement.code)}-{purpose}.pdf"
    return making.handed_out(file.pdf, file_name)


def printable(placement_id: int) -> Placement:
    """A placement somebody may still print. Raises NotFound and WrongStep."""
    placement = placements.get(archive.here().db(), placement_id)
    if placement.state in ENDED:
        raise WrongStep(f"placement {placement_id} is {placement.state}")
    return placement


def _said(placement: Placement, order: Order) -> list[Poster]:
    """What goes into the file: a piece, or as many as a sheet for the printer holds."""
    db, office, now = archive.here().db(), town.here().office, clock.local_now()
    said = posters.piece(db, placement, office=office, order=order, now=now)
    is_sheet = order.for_print and request.form["piece"].startswith(SHEET_OF)
    return [said] * (print_house.on_a_sheet(said.kind()) if is_sheet else 1)


def _shown(placement: Placement, purpose: str, version: int, file: LookedAt) -> str:
    return render_template(
        "desk/placement_print.html",
        placement=placement,
        purpose=purpose,
        version=version,
        wanted=request.values.get("wanted", ""),
        file=file,
        light=file.trial.light,
        told=piece_words.light(file.trial),
        reasons=piece_words.reasons(file.trial),
    )


def _note(placement: Placement, purpose: str, version: int) -> None:
    """What goes to a printer is locked from now on, as it was when the file was begun."""
    if purpose == "print":
        with recorded("placement", placement.id, "printed", expected=version):
            placements.print_(archive.here().db(), placement.id, now=clock.now())


def _wanted() -> str:
    """Which piece this request's form wants, in which language and with what around it."""
    return " ".join(request.form.get(field, "") for field in ("piece", "language", "around"))


def _name(placement: Placement, purpose: str, version: int, wanted: str) -> str:
    """What a file in the making is collected by: who asked, for what, as it stood then."""
    return making.name("placement", placement.id, purpose, version, wanted)
