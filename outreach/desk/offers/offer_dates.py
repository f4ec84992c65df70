"""One date of an offer: cancelled, moved to another day or time, or back as usual."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive
from outreach.desk.offers import coming_dates, date_forms
from outreach.desk.offers.date_forms import MoveForm
from outreach.desk.recording import recorded
from store import kept_offers, schedules
from store.errors import NotFound
from store.offers import Offer
from store.schedules import ChangedDate, Schedule

desk_offer_dates = Blueprint("desk_offer_dates", __name__, template_folder="templates")
ADDRESS = "/desk/offers/<int:offer_id>/times/<int:schedule_id>/dates/<day>"


@dataclass(frozen=True, slots=True)
class Dated:
    """A usual day of a schedule, with what was changed about it."""

    offer: Offer
    schedule: Schedule
    day: date
    change: ChangedDate | None


@desk_offer_dates.get(ADDRESS)
@access.for_role("coordinator")
def show(offer_id: int, schedule_id: int, day: str) -> ResponseReturnValue:
    return _page(_dated(offer_id, schedule_id, day), MoveForm())


@desk_offer_dates.post(f"{ADDRESS}/cancellation")
@access.for_role("coordinator")
def cancel(offer_id: int, schedule_id: int, day: str) -> ResponseReturnValue:
    db, dated = archive.here().db(), _dated(offer_id, schedule_id, day)
    with recorded("offer", offer_id, "date_cancelled"):
        schedules.cancel(db, schedule_id, dated.day, reason=date_forms.reason(request.form))
    return _back(offer_id, "date_cancelled")


@desk_offer_dates.post(f"{ADDRESS}/move")
@access.for_role("coordinator")
def move(offer_id: int, schedule_id: int, day: str) -> ResponseReturnValue:
    dated, form = _dated(offer_id, schedule_id, day), MoveForm.parse(request.form)
    starts_at = dated.schedule.times.starts_at
    problems = form.problems(
        from_day=dated.day, starts_at=starts_at, today=clock.local_now().date()
    )
    to_day = form.on()
    if problems or to_day is None:
        return _page(dated, form, problems), 422
    with recorded("offer", offer_id, "date_moved"):
        db, at, reason = archive.here().db(), form.at(), form.reason
        schedules.move(db, schedule_id, dated.day, to=to_day, at=at, reason=reason)
    return _back(offer_id, "date_moved")


@desk_offer_dates.post(f"{ADDRESS}/restoration")
@access.for_role("coordinator")
def restore(offer_id: int, schedule_id: int, day: str) -> ResponseReturnValue:
    db, dated = archive.here().db(), _dated(offer_id, schedule_id, day)
    with recorded("offer", offer_id, "date_restored"):
        schedules.take_back(db, schedule_id, dated.day)
    return _back(offer_id, "date_restored")


def _dated(offer_id: int, schedule_id: int, day: str) -> Dated:
    """The date at this address. Raises NotFound if the schedule has no such day."""
    db = archive.here().db()
    offer, schedule = kept_offers.get(db, offer_id), schedules.get(db, schedule_id, of=offer_id)
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise NotFound(f"{day!r} is no day") from None
    change = next((change for change in schedule.changes if change.day == on), None)
    usual = coming_dates.between([schedule], on, on, state=town.here().office.state)
    if change is None and not any(coming.day == on for coming in usual):
        raise NotFound(f"schedule {schedule_id} has no date on {on}")
    return Dated(offer, schedule, on, change)


def _page(dated: Dated, form: MoveForm, problems: dict[str, str] | None = None) -> str:
    today = clock.local_now().date()
    return render_template(
        "desk/offer_date.html", dated=dated, form=form, problems=problems or {}, today=today
    )


def _back(offer_id: int, after: str) -> ResponseReturnValue:
    address = url_for("desk_offers.show", offer_id=offer_id, after=after, _anchor="when")
    return redirect(address, code=303)
