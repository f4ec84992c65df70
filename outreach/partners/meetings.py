"""An organization says whether it comes to a network meeting, and may change its mind."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock
from outreach import archive
from outreach.partners import limits
from outreach.partners.forms import MOST_PEOPLE, AnswerForm
from store import meetings
from store.errors import Gone, NotFound

partner_meetings = Blueprint("partner_meetings", __name__, template_folder="templates")


@partner_meetings.get("/network/<token>")
def show(token: str) -> ResponseReturnValue:
    return _page(token)


@partner_meetings.post("/network/<token>")
def answer(token: str) -> ResponseReturnValue:
    db, form = archive.here().db(), AnswerForm.parse(request.form)
    meetings.by_token(db, token)
    if form is None:
        return _page(token, "unclear"), 422
    if not limits.may_send():
        return _page(token, "too_many"), 429
    today, now = clock.local_now().date(), clock.now()
    meetings.answer(db, token, comes=form.comes, people=form.people, today=today, now=now)
    return redirect(url_for("partner_meetings.show", token=token, after="answered"), code=303)


@partner_meetings.errorhandler(NotFound)
def unknown(error: Exception) -> ResponseReturnValue:
    return render_template("partners/void.html", why="meeting_unknown"), 404


@partner_meetings.errorhandler(Gone)
def over(error: Exception) -> ResponseReturnValue:
    return render_template("partners/void.html", why="meeting_over"), 410


def _page(token: str, problem: str = "") -> str:
    meeting, guest = meetings.by_token(archive.here().db(), token)
    if meeting.plan.on < clock.local_now().date():
        raise Gone(f"meeting {meeting.id} is over")
    return render_template(
        "partners/meeting.html",
        token=token,
        plan=meeting.plan,
        guest=guest,
        problem=problem,
        most_people=MOST_PEOPLE,
        after=request.args.get("after"),
    )
