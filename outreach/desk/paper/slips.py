"""Slips about an offer to hand out: made beside the server, for the office's own printer."""

from functools import partial
from typing import cast, get_args

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive, posters, press, slips
from outreach.desk import making
from printables import attempts, slip
from store import offers
from store.errors import NotFound

desk_slips = Blueprint("desk_slips", __name__, template_folder="templates")


@desk_slips.post("/desk/offers/<int:offer_id>/slip")
@access.for_role("coordinator")
def begin(offer_id: int) -> ResponseReturnValue:
    format = _format(request.form.get("format", ""))
    office, languages = town.here().office, _languages(request.form.get("language", ""))
    db, now = archive.here().db(), clock.local_now()
    said = slips.slip(db, offer_id, office=office, languages=languages, now=now)
    file_name = f"slip-{offer_id}-{format}.pdf"
    file = partial(attempts.single, file_name, partial(slip.released, said, format=format))
    make = partial(attempts.written, file)
    press.here().begin(_name(offer_id, format, languages[1]), make, now=clock.now())
    address = url_for(".collect", offer_id=offer_id, format=format, language=languages[1])
    return redirect(address, code=303)


@desk_slips.get("/desk/offers/<int:offer_id>/slip/<format>")
@access.for_role("coordinator")
def collect(offer_id: int, format: str) -> ResponseReturnValue:
    offer = offers.get(archive.here().db(), offer_id, language="de")
    try:
        name = _name(offer_id, format, request.args.get("language", ""))
        made = press.here().collect(name, now=clock.now())
    except NotFound:
        return redirect(url_for("desk_offers.show", offer_id=offer_id), code=303)
    if made is None:
        return making.waiting("desk/slip.html", offer=offer, attempt=None)
    attempt = attempts.read(made)
    for name, pdf in attempt.files.items():
        return making.handed_out(pdf, name)
    return render_template("desk/slip.html", offer=offer, attempt=attempt), 422


def _format(asked: str) -> slip.Format:
    for format in get_args(slip.Format):
        if format == asked:
            return cast(slip.Format, format)
    raise NotFound(f"no slip is printed as {asked!r}")


def _languages(chosen: str) -> tuple[str, str]:
    """The office's first language, and the one that was chosen beside it."""
    offered = town.here().office.languages
    first, usual = posters.usual_languages(offered)
    return first, chosen if chosen in offered[1:] else usual


def _name(offer_id: int, format: str, language: str) -> str:
    """What a slip in the making is collected by: who asked, and for what."""
    return making.name("slip", offer_id, format, language)
