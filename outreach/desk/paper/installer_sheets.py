"""The installer's sheet of a placement, from the desk: nothing is locked by it."""

from functools import partial

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, installer_sheets, press
from outreach.desk import making
from outreach.desk.paper import orders
from outreach.desk.paper.placement_prints import printable
from outreach.desk.placements import placement_page
from outreach.desk.placements.placement_page import back
from printables.errors import CannotPrint
from printables.office import installer_sheet
from store import codes
from store.errors import NotFound
from store.placements import Placement

desk_installer_sheets = Blueprint("desk_installer_sheets", __name__, template_folder="templates")


@desk_installer_sheets.post("/desk/placements/<int:placement_id>/installer-sheet")
@access.for_role("coordinator")
def begin(placement_id: int) -> ResponseReturnValue:
    placement = printable(placement_id)
    said = installer_sheets.piece(placement, hangs=orders.piece(), office=town.here().office)
    make = partial(installer_sheet.render, said)
    press.here().begin(_name(placement, said.piece), make, now=clock.now())
    address = url_for(".collect", placement_id=placement.id, hangs=said.piece)
    return redirect(address, code=303)


@desk_installer_sheets.get("/desk/placements/<int:placement_id>/installer-sheet")
@access.for_role("coordinator")
def collect(placement_id: int) -> ResponseReturnValue:
    placement = printable(placement_id)
    try:
        name = _name(placement, request.args.get("hangs", ""))
        pdf = press.here().collect(name, now=clock.now())
    except NotFound:
        return back(placement_id, "collected")
    except CannotPrint:
        return placement_page.page(placement, problem="unprintable"), 422
    if pdf is None:
        return making.waiting("desk/placement_in_print.html", placement=placement)
    name = f"{codes.printed(placement.code)}-installer.pdf"
    return making.handed_out(pdf, name)


def _name(placement: Placement, hangs: str) -> str:
    """What a sheet in the making is collected by: who asked, and for what."""
    return making.name("installer", placement.id, hangs)
