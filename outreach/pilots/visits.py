"""Dates of a request in a pilot's care: choose one, follow it, call it off, tell how it was."""

from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive
from outreach.pilots import dates, own
from outreach.pilots.forms import AnswersForm, DateForm
from store import visits
from store.errors import Gone, WrongStep
from store.referrals import Referral

pilot_visits = Blueprint("pilot_visits", __name__, template_folder="templates")
pilot_visits.register_error_handler(WrongStep, own.changed)


@pilot_visits.get("/pilot/referrals/<int:referral_id>/dates")
@access.for_role("pilot")
def choose(referral_id: int) -> ResponseReturnValue:
    return _choice(own.referral(referral_id))


@pilot_visits.post("/pilot/referrals/<int:referral_id>/visit")
@access.for_role("pilot")
def arrange(referral_id: int) -> ResponseReturnValue:
    found, form = own.referral(referral_id), DateForm.parse(request.form)
    if form is None:
        return _choice(found, problem="no_date"), 422
    try:
        visits.arrange(
            archive.here().db(),
            found.id,
            offer_id=form.offer_id,
            schedule_id=form.schedule_id,
            day=form.day,
            state=town.here().office.state,
            by=access.person().id,
            now=clock.now(),
        )
    except Gone:
        return _choice(found, problem="gone"), 409
    return own.answer(found.id, done="arranged")


@pilot_visits.post("/pilot/referrals/<int:referral_id>/visit/new-date")
@access.for_role("pilot")
def follow(referral_id: int) -> ResponseReturnValue:
    found, state = own.referral(referral_id), town.here().office.state
    by = access.person().id
    try:
        visits.follow(archive.here().db(), found.id, state=state, by=by, now=clock.now())
    except Gone:
        return own.page(found, problem="changed", status=409)
    return own.answer(found.id, done="arranged")


@pilot_visits.post("/pilot/referrals/<int:referral_id>/visit/end")
@access.for_role("pilot")
def call_off(referral_id: int) -> ResponseReturnValue:
    found = own.referral(referral_id)
    visits.call_off(archive.here().db(), found.id, by=access.person().id, now=clock.now())
    return own.answer(found.id, done="called_off")


@pilot_visits.post("/pilot/referrals/<int:referral_id>/visit/answers")
@access.for_role("pilot")
def tell(referral_id: int) -> ResponseReturnValue:
    found, form = own.referral(referral_id), AnswersForm.parse(request.form)
    if form.problem:
        return own.page(found, problem=form.problem, status=422)
    visits.tell(
        archive.here().db(),
        found.id,
        went=form.went,
        again=form.again,
        by=access.person().id,
        today=clock.local_now().date(),
        now=clock.now(),
    )
    return own.answer(found.id, done="told")


def _choice(found: Referral, *, problem: str = "") -> str:
    if found.state not in {"reached", "arranged", "accompanied"}:
        raise WrongStep(f"referral {found.id} is {found.state}: no date to be found")
    return render_template(
        "pilots/dates.html",
        referral=found,
        day=_chosen_day(),
        choice=dates.choice(
            archive.here().db(),
            found,
            day=_chosen_day(),
            office=town.here().office,
            now=clock.local_now(),
        ),
        problem=problem,
    )


def _chosen_day() -> date | None:
    try:
        return date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return None
