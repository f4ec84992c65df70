"""Paper of a placement: any piece for the printer or for screens, made beside the server."""

from functools import partial

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive, posters, press
from outreach.desk import piece_words, placement_page
from outreach.desk.placement_page import back
from outreach.desk.recording import recorded
from outreach.posters import Order
from printables import print_house
from printables.errors import CannotPrint
from printables.pieces import PIECES, Piece
from printables.poster import Poster
from store import changes, codes, placements
from store.errors import NotFound, Taken, WrongStep
from store.placements import ENDED, Placement

# A piece takes a second or two; a page that waits for it looks again this often.
LOOK_AGAIN_SECONDS = 2
PURPOSES = ("print", "screen")

desk_placement_prints = Blueprint("desk_placement_prints", __name__, template_folder="templates")


@desk_placement_prints.post("/desk/placements/<int:placement_id>/print")
@access.for_role("coordinator")
def begin(placement_id: int) -> ResponseReturnValue:
    placement, purpose = _printable(placement_id), request.form.get("purpose", "")
    piece = PIECES.get(request.form.get("piece", ""))
    if purpose not in PURPOSES or piece is None:
        raise NotFound(f"nothing is printed as {purpose!r}")
    said = _said(placement, piece, is_for_print=purpose == "print")
    if reason := piece_words.too_small(piece.name, said.url):
        return placement_page.page(placement, problem="unreadable", reason=reason), 422
    version = changes.version(archive.here().db(), "placement", placement.id)
    make = partial(print_house.released, said)
    press.here().begin(_name(placement, purpose, version), make, now=clock.now())
    collect = "desk_placement_prints.collect"
    address = url_for(collect, placement_id=placement.id, purpose=purpose, version=version)
    return redirect(address, code=303)


@desk_placement_prints.get("/desk/placements/<int:placement_id>/print/<purpose>")
@access.for_role("coordinator")
def collect(placement_id: int, purpose: str) -> ResponseReturnValue:
    placement, version = _printable(placement_id), request.args.get("version", -1, type=int)
    try:
        pdf = press.here().collect(_name(placement, purpose, version), now=clock.now())
    except NotFound:
        return back(placement_id, "collected")
    except CannotPrint:
        return placement_page.page(placement, problem="unprintable"), 422
    if pdf is None:
        waiting = render_template("desk/placement_in_print.html", placement=placement)
        return waiting, 200, {"Refresh": str(LOOK_AGAIN_SECONDS)}
    try:
        _note(placement, purpose, version)
    except Taken:
        return placement_page.taken(placement_id)
    name = f"{codes.printed(placement.code)}-{purpose}.pdf"
    attachment = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(pdf, mimetype="application/pdf", headers=attachment)


def _printable(placement_id: int) -> Placement:
    """A placement somebody may still print. Raises NotFound and WrongStep."""
    placement = placements.get(archive.here().db(), placement_id)
    if placement.state in ENDED:
        raise WrongStep(f"placement {placement_id} is {placement.state}")
    return placement


def _said(placement: Placement, piece: Piece, *, is_for_print: bool) -> Poster:
    office, second = town.here().office, request.form.get("language", "")
    usual = posters.usual_languages(office.languages)
    languages = usual[0], second if second in office.languages[1:] else usual[1]
    order = Order(piece.name, languages, for_print=is_for_print)
    db, now = archive.here().db(), clock.local_now()
    return posters.piece(db, placement, office=office, order=order, now=now)


def _note(placement: Placement, purpose: str, version: int) -> None:
    """What goes to a printer is locked from now on, as it was when the file was begun."""
    if purpose == "print":
        with recorded("placement", placement.id, "printed", expected=version):
            placements.print_(archive.here().db(), placement.id, now=clock.now())


def _name(placement: Placement, purpose: str, version: int) -> str:
    """What a file in the making is collected by: who asked, for what, as it stood then."""
    return f"{access.here().id} placement {placement.id} {purpose} {version}"
