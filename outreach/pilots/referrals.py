"""A request in a pilot's care: look at the contact, note attempts, ask for help, end it."""

from contextlib import suppress

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive
from outreach.pilots import own
from store import accepting, contact_attempts, events, office_keys, sealing
from store.contact_attempts import CHANNELS
from store.errors import WrongStep
from store.referrals import Referral
from store.sealing import CannotOpen

pilot_referrals = Blueprint("pilot_referrals", __name__, template_folder="templates")
pilot_referrals.register_error_handler(WrongStep, own.changed)


@pilot_referrals.get("/pilot/referrals/<int:referral_id>")
@access.for_role("pilot")
def show(referral_id: int) -> ResponseReturnValue:
    return own.page(own.referral(referral_id), done=request.args.get("done", ""))


@pilot_referrals.post("/pilot/referrals/<int:referral_id>/contact")
@access.for_role("pilot")
def contact(referral_id: int) -> ResponseReturnValue:
    found, me = own.referral(referral_id), access.person()
    if not found.is_open():
        raise WrongStep(f"referral {found.id} has ended: its contact is nobody's any more")
    # Written before it is shown: who looked stands where the person can read it.
    db, now = archive.here().db(), clock.now()
    events.record(db, found.id, "looked", by_role=me.role, by_person=me.id, now=now)
    return own.page(found, told=_told(found))


@pilot_referrals.post("/pilot/referrals/<int:referral_id>/attempts")
@access.for_role("pilot")
def attempt(referral_id: int) -> ResponseReturnValue:
    found, me = own.referral(referral_id), access.person()
    channel, reached = request.form.get("channel", ""), request.form.get("was_reached", "")
    if channel not in CHANNELS or reached not in ("yes", "no"):
        return own.page(found, problem="channel", status=422)
    contact_attempts.note(
        archive.here().db(),
        found.id,
        channel=channel,
        was_reached=reached == "yes",
        by=me.id,
        now=clock.now(),
    )
    return own.answer(found.id, done="reached" if reached == "yes" else "attempt")


@pilot_referrals.post("/pilot/referrals/<int:referral_id>/help")
@access.for_role("pilot")
def want_help(referral_id: int) -> ResponseReturnValue:
    found, me = own.referral(referral_id), access.person()
    text = own.typed_text()
    accepting.want_help(archive.here().db(), found.id, by=me.id, text=text, now=clock.now())
    return own.answer(found.id, done="help")


@pilot_referrals.post("/pilot/referrals/<int:referral_id>/return")
@access.for_role("pilot")
def give_back(referral_id: int) -> ResponseReturnValue:
    found, me = own.referral(referral_id), access.person()
    text = own.typed_text()
    accepting.give_back(archive.here().db(), found.id, by=me.id, text=text, now=clock.now())
    return redirect(url_for("pilots.start", done="given_back"), code=303)


@pilot_referrals.post("/pilot/referrals/<int:referral_id>/end")
@access.for_role("pilot")
def end(referral_id: int) -> ResponseReturnValue:
    found, me = own.referral(referral_id), access.person()
    state, text = request.form.get("state", ""), own.typed_text()
    accepting.end(archive.here().db(), found.id, state, by=me.id, text=text, now=clock.now())
    return own.answer(found.id, done="ended")


def _told(found: Referral) -> dict[str, str] | None:
    here = town.here()
    # What was erased in this very moment is simply no longer there.
    with suppress(CannotOpen):
        if found.box is not None:
            return sealing.read(
                here.keys(), office_keys.private(here.folder), found.record, found.box
            )
    return None
