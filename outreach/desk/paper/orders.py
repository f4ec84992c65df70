"""What paper a form at the desk wants: the same choices for one placement and for a campaign."""

from flask import request

from kiosk import town
from outreach import posters, press_profile
from outreach.desk.placements.placement_page import SHEET_OF
from outreach.posters import Order
from printables.pieces import PIECES
from store.errors import NotFound

PURPOSES = ("print", "screen")


def piece() -> str:
    """The name of the piece this request's form wants, on a sheet or by itself. Raises NotFound."""
    name = request.form.get("piece", "").removeprefix(SHEET_OF)
    if name not in PIECES:
        raise NotFound("there is no such piece of paper")
    return name


def order() -> Order:
    """What this request's form wants from the print house.

    Raises NotFound for what there is not, and UnusableProfile for a `press.icc` that is none.
    """
    purpose, second = request.form.get("purpose", ""), request.form.get("language", "")
    if purpose not in PURPOSES:
        raise NotFound(f"nothing is printed as {purpose!r}")
    office = town.here().office
    usual = posters.usual_languages(office.languages)
    return Order(
        piece(),
        (usual[0], second if second in office.languages[1:] else usual[1]),
        for_print=purpose == "print",
        has_marks=request.form.get("around") != "bleed",
        icc=press_profile.of_office(town.here().folder) if purpose == "print" else None,
    )
