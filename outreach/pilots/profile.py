"""What a pilot tells about themselves: languages, districts, times, room, and days away."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive
from outreach.pilots.forms import MOST_PEOPLE, AwayForm, ProfileForm
from store import districts, pilots
from store.errors import NotFound
from store.pilots import TIMES

pilot_profile = Blueprint("pilot_profile", __name__, template_folder="templates")


@pilot_profile.get("/pilot/profile")
@access.for_role("pilot")
def show() -> ResponseReturnValue:
    return _page(done=request.args.get("done", ""))


@pilot_profile.post("/pilot/profile")
@access.for_role("pilot")
def describe() -> ResponseReturnValue:
    db, me = archive.here().db(), access.person()
    form = ProfileForm.parse(request.form, languages=_languages(), districts=_districts())
    pilots.describe(
        db,
        me.id,
        capacity=form.capacity,
        languages=form.languages,
        districts=form.districts,
        times=form.times,
    )
    return redirect(url_for("pilot_profile.show", done="profile"), code=303)


@pilot_profile.post("/pilot/away")
@access.for_role("pilot")
def leave() -> ResponseReturnValue:
    me, today = access.person(), clock.local_now().date()
    form = AwayForm.parse(request.form, today=today)
    if form.problem:
        return _page(problem=form.problem), 422
    try:
        pilots.leave(
            archive.here().db(),
            me.id,
            from_on=form.from_on,
            until_on=form.until_on,
            cover_id=form.cover_id,
            on=today,
        )
    except NotFound:
        return _page(problem="no_cover"), 409
    return redirect(url_for("pilot_profile.show", done="away"), code=303)


@pilot_profile.post("/pilot/back")
@access.for_role("pilot")
def come_back() -> ResponseReturnValue:
    pilots.come_back(archive.here().db(), access.person().id)
    return redirect(url_for("pilots.start", done="back"), code=303)


@pilot_profile.post("/pilot/calendar")
@access.for_role("pilot")
def renew_calendar() -> ResponseReturnValue:
    token = pilots.renew_feed(archive.here().db(), access.person().id)
    # Shown this once: of the secret we keep the hash only.
    address = url_for("pilot_calendar.feed", token=token, _external=True)
    return _page(done="calendar", feed_address=address)


def _page(*, done: str = "", problem: str = "", feed_address: str = "") -> str:
    db, me = archive.here().db(), access.person()
    return render_template(
        "pilots/profile.html",
        profile=pilots.get(db, me.id),
        languages=_languages(),
        districts=_districts(),
        times=TIMES,
        most_people=MOST_PEOPLE,
        colleagues=pilots.colleagues(db, me.id, clock.local_now().date()),
        feed_address=feed_address,
        done=done,
        problem=problem,
    )


def _languages() -> list[str]:
    """Who speaks German also speaks it plainly."""
    return [prefix for prefix in town.here().office.languages if prefix != "ls"]


def _districts() -> list[str]:
    return [district.name for district in districts.everywhere(archive.here().db())]
