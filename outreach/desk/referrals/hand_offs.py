"""Hand-offs with something odd about them: somebody looks, asks, and takes them off the list."""

from contextlib import suppress

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from outreach import access, archive
from store import doubtful_hand_offs
from store.errors import Taken

desk_hand_offs = Blueprint("desk_hand_offs", __name__, template_folder="templates")


@desk_hand_offs.get("/desk/hand-offs")
@access.for_role("coordinator")
def index() -> ResponseReturnValue:
    doubtful = doubtful_hand_offs.needing_a_look(archive.here().db())
    return render_template("desk/hand_offs.html", doubtful=doubtful)


@desk_hand_offs.post("/desk/hand-offs/<int:hand_off_id>/settlement")
@access.for_role("coordinator")
def settle(hand_off_id: int) -> ResponseReturnValue:
    # Twice is once: the list that follows says that it is settled.
    with suppress(Taken):
        doubtful_hand_offs.settle(archive.here().db(), hand_off_id)
    return redirect(url_for("desk_hand_offs.index"), code=303)
