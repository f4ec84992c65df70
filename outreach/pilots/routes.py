"""The pilots' room: what comes next, and who waits for somebody to go along."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive
from outreach.pilots import duties, open_requests
from store import accepting, people, pilots
from store.accepting import Full
from store.errors import Taken, WrongStep

pilots_room = Blueprint("pilots", __name__, template_folder="templates")


@pilots_room.get("/pilot")
@access.for_role("pilot")
def start() -> ResponseReturnValue:
    return _page(done=request.args.get("done", ""))


@pilots_room.post("/pilot/referrals/<int:referral_id>/acceptance")
@access.for_role("pilot")
def accept(referral_id: int) -> ResponseReturnValue:
    db, me = archive.here().db(), access.person()
    try:
        accepting.accept(db, referral_id, by=me.id, now=clock.now())
    except Taken:
        return _page(problem="taken"), 409
    except Full:
        return _page(problem="full"), 409
    except WrongStep:
        return _page(problem="no_longer"), 409
    address = url_for("pilot_referrals.show", referral_id=referral_id, done="accepted")
    return redirect(address, code=303)


def _page(*, done: str = "", problem: str = "") -> str:
    db, me, today = archive.here().db(), access.person(), clock.local_now().date()
    profile = pilots.get(db, me.id)
    absence = profile.absence if profile.is_away(today) else None
    return render_template(
        "pilots/start.html",
        duties=duties.everything(me),
        waiting=open_requests.sorted_for(profile, accepting.waiting(db), town.here().office),
        room_left=accepting.room_left(db, me.id),
        ended=accepting.ended_lately(db, of=me.id, now=clock.now()),
        absence=absence,
        cover=people.get(db, absence.cover_id) if absence and absence.cover_id else None,
        done=done,
        problem=problem,
    )
