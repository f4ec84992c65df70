"""Slips about an offer to hand out: made beside the server, for the office's own printer."""

from functools import partial
from typing import cast, get_args

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive, posters, press, slips
from printables import attempts, slip
from store import offers
from store.errors import NotFound

LOOK_AGAIN_SECONDS = 2

desk_slips = Blueprint("desk_slips", __name__, template_folder="templates")


@desk_slips.post("/desk/offers/<int:offer_id>/slip")
@access.for_role("coordinator")
def begin(offer_id: int) -> ResponseReturnValue:
    format = _format(request.form.get("format", ""))
    office, languages = town.here().office, _languages(request.form.get("language", ""))
    db, now = archive.here().db(), clock.local_now()
    said = slips.slip(db, offer_id, office=office, languages=languages, now=now)
    files = partial(slip.files, said, name=f"slip-{offer_id}-{format}.pdf", format=format)
    make = partial(attempts.written, files)
    press.here().begin(_name(offer_id, format), make, now=clock.now())
    return redirect(url_for(".collect", offer_id=offer_id, format=format), code=303)


@desk_slips.get("/desk/offers/<int:offer_id>/slip/<format>")
@access.for_role("coordinator")
def collect(offer_id: int, format: str) -> ResponseReturnValue:
    offer = offers.get(archive.here().db(), offer_id, language="de")
    try:
        made = press.here().collect(_name(offer_id, format), now=clock.now())
    except NotFound:
        return redirect(url_for("desk_offers.show", offer_id=offer_id), code=303)
    if made is None:
        waiting = render_template("desk/slip.html", offer=offer, attempt=None)
        return waiting, 200, {"Refresh": str(LOOK_AGAIN_SECONDS)}
    attempt = attempts.read(made)
    for name, pdf in attempt.files.items():
        attachment = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(pdf, mimetype="application/pdf", headers=attachment)
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


def _name(offer_id: int, format: str) -> str:
    """What a slip in the making is collected by: who asked, and for what."""
    return f"{access.here().id} slip {offer_id} {format}"
