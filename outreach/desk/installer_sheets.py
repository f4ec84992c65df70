"""The installer's sheet of a placement, from the desk: nothing is locked by it."""

from functools import partial

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, installer_sheets, press
from outreach.desk import placement_page
from outreach.desk.placement_page import back
from outreach.desk.placement_prints import LOOK_AGAIN_SECONDS, printable, wanted_piece
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
    said = installer_sheets.piece(placement, hangs=wanted_piece(), office=town.here().office)
    press.here().begin(_name(placement), partial(installer_sheet.render, said), now=clock.now())
    return redirect(url_for("desk_installer_sheets.collect", placement_id=placement.id), code=303)


@desk_installer_sheets.get("/desk/placements/<int:placement_id>/installer-sheet")
@access.for_role("coordinator")
def collect(placement_id: int) -> ResponseReturnValue:
    placement = printable(placement_id)
    try:
        pdf = press.here().collect(_name(placement), now=clock.now())
    except NotFound:
        return back(placement_id, "collected")
    except CannotPrint:
        return placement_page.page(placement, problem="unprintable"), 422
    if pdf is None:
        waiting = render_template("desk/placement_in_print.html", placement=placement)
        return waiting, 200, {"Refresh": str(LOOK_AGAIN_SECONDS)}
    name = f"{codes.printed(placement.code)}-installer.pdf"
    attachment = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(pdf, mimetype="application/pdf", headers=attachment)


def _name(placement: Placement) -> str:
    """What a sheet in the making is collected by: who asked, and for what."""
    return f"{access.here().id} installer {placement.id}"
