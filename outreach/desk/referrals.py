"""Referrals at the desk: who waits longest, and what the coordinator does about it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive, fragments
from store import events, office_keys, referrals, sealing
from store.referrals import EXITS, STEPS, Referral

# In the order they happen; withdrawing is the person's own step.
ONWARD = ("accepted", "reached", "arranged", "accompanied", "came_back", "handed_off")
LONGEST_NOTE = 300

desk_referrals = Blueprint("desk_referrals", __name__, template_folder="templates")


@desk_referrals.get("/desk/referrals")
@access.for_role("coordinator")
def index() -> ResponseReturnValue:
    return render_template("desk/referrals.html", waiting=referrals.due(archive.here().db()))


@desk_referrals.get("/desk/referrals/<int:referral_id>")
@access.for_role("coordinator")
def show(referral_id: int) -> ResponseReturnValue:
    return _page(referrals.get(archive.here().db(), referral_id), told=None)


@desk_referrals.post("/desk/referrals/<int:referral_id>/contact")
@access.for_role("coordinator")
def contact(referral_id: int) -> ResponseReturnValue:
    here, me = archive.here(), access.person()
    referral = referrals.get(here.db(), referral_id)
    # Written before it is shown: who looked stands where the person can read it.
    events.record(
        here.db(), referral.id, "looked", by_role=me.role, by_person=me.id, now=clock.now()
    )
    return _page(referral, told=_told(referral))


@desk_referrals.post("/desk/referrals/<int:referral_id>/steps")
@access.for_role("coordinator")
def step(referral_id: int) -> ResponseReturnValue:
    here, me = archive.here(), access.person()
    referrals.step(
        here.db(),
        referral_id,
        request.form.get("state", ""),
        by_role=me.role,
        by_person=me.id,
        text=" ".join(request.form.get("text", "").split())[:LONGEST_NOTE] or None,
        now=clock.now(),
    )
    if fragments.is_wanted():
        return _page(referrals.get(here.db(), referral_id), told=None)
    return redirect(url_for("desk_referrals.show", referral_id=referral_id), code=303)


def _page(referral: Referral, *, told: dict[str, str] | None) -> ResponseReturnValue:
    return fragments.respond(
        "desk/referral.html",
        "desk/_referral.html",
        referral=referral,
        told=told,
        events=events.for_referral(archive.here().db(), referral.id),
        onward=[state for state in ONWARD if state in STEPS.get(referral.state, ())],
        exits=[state for state in EXITS if state in STEPS.get(referral.state, ())],
    )


def _told(referral: Referral) -> dict[str, str] | None:
    if referral.box is None:
        return None
    here = town.here()
    private_key = office_keys.private(here.folder)
    return sealing.read(here.keys(), private_key, referral.record, referral.box)
