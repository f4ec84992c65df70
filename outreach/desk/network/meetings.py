"""Network meetings at the desk: plan, invite, see who comes, and note what came out of it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock
from outreach import access, archive
from outreach.desk.network.meeting_forms import LONGEST_NOTES, PlanForm
from outreach.desk.recording import recorded, version
from store import changes, meetings, network, outbox
from store.database import Database, transaction
from store.errors import Taken
from store.meetings import Meeting

desk_meetings = Blueprint("desk_meetings", __name__, template_folder="templates")


@desk_meetings.get("/desk/meetings")
@access.for_role("coordinator")
def index() -> ResponseReturnValue:
    found, today = meetings.everyone(archive.here().db()), clock.local_now().date()
    coming = [meeting for meeting in reversed(found) if meeting.plan.on >= today]
    past = [meeting for meeting in found if meeting.plan.on < today]
    return render_template("desk/meetings.html", coming=coming, past=past)


@desk_meetings.get("/desk/meetings/new")
@access.for_role("coordinator")
def new() -> ResponseReturnValue:
    return render_template("desk/new_meeting.html", form=PlanForm(), problems={})


@desk_meetings.post("/desk/meetings/new")
@access.for_role("coordinator")
def create() -> ResponseReturnValue:
    form, db = PlanForm.parse(request.form), archive.here().db()
    if problems := form.problems(today=clock.local_now().date()):
        return render_template("desk/new_meeting.html", form=form, problems=problems), 422
    with recorded("meeting", None, "created") as made:
        made.record_id = meetings.create(db, form.plan(), now=clock.now())
    return _back(made.known_id(), "")


@desk_meetings.get("/desk/meetings/<int:meeting_id>")
@access.for_role("coordinator")
def show(meeting_id: int) -> ResponseReturnValue:
    return _page(meetings.get(archive.here().db(), meeting_id))


@desk_meetings.post("/desk/meetings/<int:meeting_id>/plan")
@access.for_role("coordinator")
def plan_anew(meeting_id: int) -> ResponseReturnValue:
    db, form = archive.here().db(), PlanForm.parse(request.form)
    meeting = meetings.get(db, meeting_id)
    if problems := form.problems(today=clock.local_now().date()):
        return _page(meeting, form, problems), 422
    try:
        _plan_anew(db, meeting, form)
    except Taken:
        return _page(meeting, form, {"version": "taken"}), 409
    return _back(meeting_id, "planned")


@desk_meetings.post("/desk/meetings/<int:meeting_id>/guests")
@access.for_role("coordinator")
def invite(meeting_id: int) -> ResponseReturnValue:
    db = archive.here().db()
    meeting = meetings.get(db, meeting_id)
    chosen = request.form.getlist("organizations", type=int)
    free = {partner.id for partner in _free(db, meeting)}
    with transaction(db):
        _write_to(db, meeting, [one for one in chosen if one in free], kind="meeting_invitation")
    return _back(meeting_id, "invited")


@desk_meetings.post("/desk/meetings/<int:meeting_id>/notes")
@access.for_role("coordinator")
def note(meeting_id: int) -> ResponseReturnValue:
    db = archive.here().db()
    meeting = meetings.get(db, meeting_id)
    notes = request.form.get("notes", "").replace("\r\n", "\n").strip()[:LONGEST_NOTES]
    try:
        with recorded("meeting", meeting.id, "noted", expected=version()):
            meetings.note(db, meeting.id, notes)
    except Taken:
        return _page(meeting, problems={"notes": "taken"}, notes=notes), 409
    return _back(meeting_id, "noted")


def _plan_anew(db: Database, meeting: Meeting, form: PlanForm) -> None:
    """Change the plan, and write to everybody who was invited and may come."""
    with transaction(db):
        with recorded("meeting", meeting.id, "edited", expected=version()):
            meetings.plan_anew(db, meeting.id, form.plan())
        if form.plan() != meeting.plan:
            guests = meetings.guests(db, meeting.id)
            told = [guest.organization_id for guest in guests if guest.answer != "no"]
            _write_to(db, meeting, told, kind="meeting_changed")


def _write_to(db: Database, meeting: Meeting, organization_ids: list[int], *, kind: str) -> None:
    issued = meetings.invite(db, meeting.id, organization_ids, now=clock.now())
    for organization_id, token in issued.items():
        path = url_for("partner_meetings.show", token=token)
        outbox.put_outside(
            db, organization_id=organization_id, kind=kind, path=path, now=clock.now()
        )


def _free(db: Database, meeting: Meeting) -> list[network.Partner]:
    """Who can be invited and is not yet."""
    invited = {guest.organization_id for guest in meetings.guests(db, meeting.id)}
    return [partner for partner in network.with_email(db) if partner.id not in invited]


def _back(meeting_id: int, after: str) -> ResponseReturnValue:
    address = url_for("desk_meetings.show", meeting_id=meeting_id, after=after or None)
    return redirect(address, code=303)


def _page(
    meeting: Meeting,
    form: PlanForm | None = None,
    problems: dict[str, str] | None = None,
    notes: str | None = None,
) -> str:
    db = archive.here().db()
    past = changes.for_record(db, "meeting", meeting.id)
    return render_template(
        "desk/meeting.html",
        meeting=meeting,
        guests=meetings.guests(db, meeting.id),
        free=_free(db, meeting),
        form=form or PlanForm.of(meeting.plan),
        notes=meeting.notes if notes is None else notes,
        problems=problems or {},
        version=changes.version(db, "meeting", meeting.id),
        last_change=past[0] if past else None,
        after=request.args.get("after"),
    )
