"""Pictures to share at the desk: of an offer, a week or a campaign, with the text beside them."""

from base64 import b64encode
from functools import partial

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive, press, security, share_pictures
from outreach.desk import making
from printables import attempts, share
from printables.share import Share
from store import campaigns, districts, offers
from store.errors import NotFound

desk_share = Blueprint("desk_share", __name__, template_folder="templates")


@desk_share.get("/desk/share")
@access.for_role("coordinator")
def show() -> ResponseReturnValue:
    db = archive.here().db()
    offer_id = request.args.get("offer", type=int)
    return render_template(
        "desk/share.html",
        offer=offers.get(db, offer_id, language="de") if offer_id is not None else None,
        chosen_campaign=request.args.get("campaign", type=int),
        campaigns=campaigns.everywhere(db),
        districts=districts.everywhere(db),
    )


@desk_share.post("/desk/share")
@access.for_role("coordinator")
def begin() -> ResponseReturnValue:
    kind, _, number = request.form.get("what", "").partition("-")
    language = request.form.get("language", "")
    said = _said(kind, int(number) if number.isdecimal() else -1, language)
    make = partial(attempts.written, partial(share.files, said))
    press.here().begin(_name(kind, number, language), make, now=clock.now())
    address = url_for(".collect", kind=kind, number=number, language=language)
    return redirect(address, code=303)


@desk_share.get("/desk/share/<kind>/<int:number>/<language>")
@access.for_role("coordinator")
def collect(kind: str, number: int, language: str) -> ResponseReturnValue:
    said = _said(kind, number, language)
    try:
        made = press.here().collect(_name(kind, str(number), language), now=clock.now())
    except NotFound:
        return redirect(_back(kind, number), code=303)
    back = _back(kind, number)
    if made is None:
        return making.waiting("desk/shared.html", said=said, attempt=None, back=back)
    attempt = attempts.read(made)
    page = render_template(
        "desk/shared.html",
        said=said,
        attempt=attempt,
        back=back,
        alt=attempt.files.get(share.alt_name(said), b"").decode().strip(),
        pictures=_pictures(attempt),
    )
    response = make_response(page, 200 if attempt.files else 422)
    response.headers["Content-Security-Policy"] = security.WITH_PICTURES_INSIDE
    return response


def _said(kind: str, number: int, language: str) -> Share:
    """What was chosen: an offer, a campaign, or a week in a district (0: the town)."""
    db, office, now = archive.here().db(), town.here().office, clock.local_now()
    if language not in office.languages:
        raise NotFound(f"this office does not speak {language!r}")
    if kind == "offer":
        return share_pictures.of_offer(db, number, office=office, language=language, now=now)
    if kind == "campaign":
        campaign = campaigns.get(db, number)
        return share_pictures.of_campaign(db, campaign, office=office, language=language)
    names = {0: ""} | {one.id: one.name for one in districts.everywhere(db)}
    if kind != "week" or number not in names:
        raise NotFound(f"there are no pictures of {kind!r} {number}")
    return share_pictures.of_week(
        db, office=office, language=language, now=now, district=names[number]
    )


def _back(kind: str, number: int) -> str:
    """The form, which begins with what somebody chose before."""
    return url_for(
        ".show",
        offer=number if kind == "offer" else None,
        campaign=number if kind == "campaign" else None,
    )


def _pictures(attempt: attempts.Attempt) -> list[tuple[str, str]]:
    """Each picture's file name and itself in base64."""
    return [
        (name, b64encode(content).decode("ascii"))
        for name, content in attempt.files.items()
        if name.endswith(".png")
    ]


def _name(kind: str, number: str, language: str) -> str:
    """What pictures in the making are collected by: who asked, and for what."""
    return making.name("share", kind, number, language)
