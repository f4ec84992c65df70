"""When an offer happens: times entered, confirmed and taken away."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from outreach import access, archive
from outreach.desk import history
from outreach.desk.offers import offer_pages
from outreach.desk.offers.times_forms import TimesForm, Understood
from outreach.desk.recording import recorded, version
from store import changes, kept_offers, schedules
from store.errors import Taken
from store.schedules import Schedule

desk_offer_times = Blueprint("desk_offer_times", __name__, template_folder="templates")


@desk_offer_times.get("/desk/offers/<int:offer_id>/times/new")
@access.for_role("coordinator")
def new(offer_id: int) -> ResponseReturnValue:
    return _page(offer_id, None, TimesForm(), Understood())


@desk_offer_times.post("/desk/offers/<int:offer_id>/times/new")
@access.for_role("coordinator")
def add(offer_id: int) -> ResponseReturnValue:
    return _take(offer_id, None)


@desk_offer_times.get("/desk/offers/<int:offer_id>/times/<int:schedule_id>")
@access.for_role("coordinator")
def show(offer_id: int, schedule_id: int) -> ResponseReturnValue:
    schedule = schedules.get(archive.here().db(), schedule_id, of=offer_id)
    form = TimesForm.of(schedule.times, is_sure=schedule.status == "confirmed")
    return _page(offer_id, schedule, form, offer_pages.understand(form, schedule.times))


@desk_offer_times.post("/desk/offers/<int:offer_id>/times/<int:schedule_id>")
@access.for_role("coordinator")
def settle(offer_id: int, schedule_id: int) -> ResponseReturnValue:
    return _take(offer_id, schedules.get(archive.here().db(), schedule_id, of=offer_id))


@desk_offer_times.post("/desk/offers/<int:offer_id>/times/<int:schedule_id>/removal")
@access.for_role("coordinator")
def remove(offer_id: int, schedule_id: int) -> ResponseReturnValue:
    db = archive.here().db()
    schedule = schedules.get(db, schedule_id, of=offer_id)
    with recorded("offer", offer_id, "times_removed"):
        schedules.remove(db, schedule.id)
    return _back(offer_id, "times_removed")


def _take(offer_id: int, schedule: Schedule | None) -> ResponseReturnValue:
    """Show the dates of what was typed, say what is wrong with it, or save it."""
    kept_offers.get(archive.here().db(), offer_id)
    form, before = TimesForm.parse(request.form), schedule.times if schedule else None
    understood = offer_pages.understand(form, before)
    if not understood.times and not understood.problems:
        understood = Understood(problems={"times": "missing"})
    if offer_pages.is_preview_wanted():
        return _page(offer_id, schedule, form, understood)
    if understood.problems:
        return _page(offer_id, schedule, form, understood), 422
    try:
        _write(offer_id, schedule, understood)
    except Taken:
        return _page(offer_id, schedule, form, understood, is_overtaken=True), 409
    return _back(offer_id, "times_set")


def _write(offer_id: int, schedule: Schedule | None, understood: Understood) -> None:
    """The first of the times stands for those that were there, the others are new."""
    db, added = archive.here().db(), list(understood.times)
    with recorded("offer", offer_id, "times_set", expected=version()):
        if schedule is not None:
            schedules.settle(db, schedule.id, added.pop(0))
        for times in added:
            schedules.add(db, offer_id, times, status="confirmed")


def _page(
    offer_id: int,
    schedule: Schedule | None,
    form: TimesForm,
    understood: Understood,
    *,
    is_overtaken: bool = False,
) -> str:
    db = archive.here().db()
    latest = changes.version(db, "offer", offer_id)
    seen = version() if request.method == "POST" else latest
    return render_template(
        "desk/offer_times.html",
        offer=kept_offers.get(db, offer_id),
        schedule=schedule,
        version=latest if is_overtaken else seen,
        meanwhile=history.since(db, "offer", offer_id, seen) if is_overtaken else [],
        **offer_pages.preview(form, understood),
    )


def _back(offer_id: int, after: str) -> ResponseReturnValue:
    address = url_for("desk_offers.show", offer_id=offer_id, after=after, _anchor="when")
    return redirect(address, code=303)
