"""The desk's start: what needs somebody today, and the one thing to do about each right there."""

from collections.abc import Callable

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock
from outreach import access, archive, fragments
from outreach.desk import history, matters
from outreach.desk.recording import recorded, version
from store import doubtful_hand_offs, inspections, kept_offers, screens
from store.changes import Noun
from store.errors import Taken, WrongStep

desk = Blueprint("desk", __name__, template_folder="templates")


@desk.get("/desk")
@access.for_role("coordinator")
def start() -> ResponseReturnValue:
    return _page()


@desk.post("/desk/today/<matter>/<int:record_id>")
@access.for_role("coordinator")
def see_to(matter: str, record_id: int) -> ResponseReturnValue:
    if matter not in DEEDS:
        abort(404)
    try:
        DEEDS[matter](record_id)
    except (Taken, WrongStep):
        return _page(matter, "taken", _faster(matter, record_id))
    if fragments.is_wanted():
        return _page(matter, "done")
    return redirect(url_for("desk.start", matter=matter), code=303)


def _page(matter: str = "", outcome: str = "", faster: str = "") -> ResponseReturnValue:
    return fragments.respond(
        "desk/start.html",
        "desk/_today.html",
        status=409 if outcome == "taken" and not fragments.is_wanted() else 200,
        matters=matters.today(),
        has_offers=kept_offers.are_there(archive.here().db()),
        seen_to=matter or request.args.get("matter", ""),
        outcome=outcome or ("done" if "matter" in request.args else ""),
        faster=faster,
        **matters.faults(),
    )


def _settle(hand_off_id: int) -> None:
    doubtful_hand_offs.settle(archive.here().db(), hand_off_id)


def _restart(screen_id: int) -> None:
    db = archive.here().db()
    screen = screens.get(db, screen_id)
    if screen.is_revoked or screen.wish:
        raise Taken(f"screen {screen_id} was asked for something already")
    screens.wish_for(db, screen_id, "restart", now=clock.now())


def _still_there(placement_id: int) -> None:
    db, me, now = archive.here().db(), access.person().id, clock.now()
    with recorded("placement", placement_id, "inspected", expected=version()):
        inspections.note(db, placement_id, found="there", by=me, now=now)


def _still_right(offer_id: int) -> None:
    with recorded("offer", offer_id, "checked", expected=version()):
        kept_offers.check(archive.here().db(), offer_id, on=clock.local_now().date())


# The one action of each matter that needs nothing but a yes.
DEEDS: dict[str, Callable[[int], None]] = {
    "hand_offs": _settle,
    "screens": _restart,
    "silent": _still_there,
    "offers": _still_right,
}
NOUNS: dict[str, Noun] = {"silent": "placement", "offers": "offer"}


def _faster(matter: str, record_id: int) -> str:
    """What a colleague did meanwhile, in a sentence; empty where nobody wrote it down."""
    if matter not in NOUNS:
        return ""
    told = history.since(archive.here().db(), NOUNS[matter], record_id, version())
    return told[0].sentence if told else ""
