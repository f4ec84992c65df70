"""School holidays at the desk: which are loaded, and new ones from the state's calendar file."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from outreach import access, archive
from outreach.exchange import school_calendar
from outreach.exchange.problems import UnreadableFile
from store import school_holidays

desk_holidays = Blueprint("desk_holidays", __name__, template_folder="templates")


@desk_holidays.get("/desk/holidays")
@access.for_role("coordinator")
def show() -> ResponseReturnValue:
    return _page("")


@desk_holidays.post("/desk/holidays")
@access.with_file(school_calendar.MOST_BYTES)
@access.for_role("coordinator")
def load() -> ResponseReturnValue:
    sent = request.files.get("calendar")
    try:
        found = school_calendar.read(sent.read() if sent else b"")
    except UnreadableFile as error:
        return _page(error.kind), 422
    school_holidays.load(archive.here().db(), found)
    return redirect(url_for("desk_holidays.show", after="loaded"), code=303)


@desk_holidays.errorhandler(413)
def too_large(error: Exception) -> ResponseReturnValue:
    return _page("too_large"), 413


def _page(problem: str) -> str:
    return render_template(
        "desk/holidays.html",
        problem=problem,
        holidays=school_holidays.loaded(archive.here().db()).all,
        after=request.args.get("after"),
    )
