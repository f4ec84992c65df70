"""Referrals at the desk: who waits longest, and what the coordinator does about it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive, fragments
from outreach.desk.referrals import waiting
from store import assigning, events, office_keys, referrals, sealing
from store.errors import NotFound
from store.referrals import EXITS, STEPS, Referral
from store.sealing import CannotOpen

# In the order they happen; saying yes is a pilot's step, withdrawing the person's own.
ONWARD = ("reached", "arranged", "accompanied", "came_back", "handed_off")
LONGEST_NOTE = 300

desk_referrals = Blueprint("desk_referrals", __name__, template_folder="templates")


@desk_referrals.get("/desk/referrals")
@access.for_role("coordinator")
def index() -> ResponseReturnValue:
    return render_template("desk/referrals.html", waiting=waiting.everybody())


@desk_referrals.get("/desk/referrals/<int:referral_id>")
@access.for_role("coordinator")
def show(referral_id: int) -> ResponseReturnValue:
    return _page(referrals.get(archive.here().db(), referral_id))


@desk_referrals.post("/desk/referrals/<int:referral_id>/contact")
@access.for_role("coordinator")
def contact(referral_id: int) -> ResponseReturnValue:
    here, me = archive.here(), access.person()
    referral = referrals.get(here.db(), referral_id)
    # Written before it is shown: who looked stands where the person can read it.
    events.record(
        here.db(), referral.id, "looked", by_role=me.role, by_person=me.id, now=clock.now()
    )
    told, is_sealed = _told(referral)
    return _page(referral, told=told, is_sealed_for_others=is_sealed)


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
        text=_note(),
        now=clock.now(),
    )
    return _answer(referral_id)


@desk_referrals.post("/desk/referrals/<int:referral_id>/assignment")
@access.for_role("coordinator")
def assign(referral_id: int) -> ResponseReturnValue:
    db, me = archive.here().db(), access.person()
    referral, to = referrals.get(db, referral_id), request.form.get("pilot", 0, type=int)
    try:
        assigning.assign(db, referral.id, to=to, by=me.id, text=_note(), now=clock.now())
    except NotFound:
        return _page(referral, problem="pilot", status=422)
    return _answer(referral_id)


@desk_referrals.post("/desk/referrals/<int:referral_id>/help")
@access.for_role("coordinator")
def help_given(referral_id: int) -> ResponseReturnValue:
    db, me = archive.here().db(), access.person()
    referral = referrals.get(db, referral_id)
    assigning.help_given(db, referral.id, by=me.id, now=clock.now())
    return _answer(referral_id)


def _answer(referral_id: int) -> ResponseReturnValue:
    if fragments.is_wanted():
        return _page(referrals.get(archive.here().db(), referral_id))
    return redirect(url_for("desk_referrals.show", referral_id=referral_id), code=303)


def _page(
    referral: Referral,
    *,
    told: dict[str, str] | None = None,
    is_sealed_for_others: bool = False,
    problem: str = "",
    status: int = 200,
) -> ResponseReturnValue:
    return fragments.respond(
        "desk/referral.html",
        "desk/_referral.html",
        status=status,
        referral=referral,
        waiting=waiting.one(referral),
        candidates=waiting.candidates(referral) if referral.is_open() else [],
        told=told,
        is_sealed_for_others=is_sealed_for_others,
        problem=problem,
        events=events.for_referral(archive.here().db(), referral.id),
        onward=[state for state in ONWARD if state in STEPS.get(referral.state, ())],
        exits=[state for state in EXITS if state in STEPS.get(referral.state, ())],
    )


def _told(referral: Referral) -> tuple[dict[str, str] | None, bool]:
    """What the person told us, and whether it was sealed with a key that is not ours."""
    if referral.box is None:
        return None, False
    here = town.here()
    private_key = office_keys.private(here.folder)
    try:
        return sealing.read(here.keys(), private_key, referral.record, referral.box), False
    except CannotOpen:
        return None, True


def _note() -> str | None:
    return " ".join(request.form.get("text", "").split())[:LONGEST_NOTE] or None
