"""The desk: where a coordinator's day begins, with what needs somebody today."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive
from outreach.desk import waiting
from store import hand_offs, heartbeats, outbox, proposals, retention

desk = Blueprint("desk", __name__, template_folder="templates")


@desk.get("/desk")
@access.for_role("coordinator")
def start() -> ResponseReturnValue:
    db, now = archive.here().db(), clock.now()
    return render_template(
        "desk/start.html",
        needy=sum(bool(one.needs) for one in waiting.everybody()),
        brought=proposals.waiting(db),
        doubtful=len(hand_offs.needing_a_look(db)),
        unseen=len(heartbeats.unseen(db, now=now)),
        stuck=len(outbox.stuck(db, now=now)),
        is_forgetting_held_up=bool(retention.doubts(db, town.here().keys(), now=now)),
    )
