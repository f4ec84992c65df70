"""Lines at the desk: which there are, and a notice for each stop of one of them at a click."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock
from outreach import access, archive
from outreach.desk.pages import Leaf
from outreach.desk.placements.placement_forms import LONGEST_NAME, words
from outreach.desk.recording import recorded
from store import batches, campaigns, districts, lines, placements, stops
from store.database import Database, transaction
from store.errors import Taken, WrongStep
from store.stops import Stop

BATCH = "stops of line {}"

desk_lines = Blueprint("desk_lines", __name__, template_folder="templates")


@desk_lines.get("/desk/lines")
@access.for_role("coordinator")
def index() -> ResponseReturnValue:
    found = lines.counted(archive.here().db())
    leaf = Leaf.of(len(found), request.args.get("page", 1, type=int))
    return render_template("desk/lines.html", lines=leaf.cut(found), leaf=leaf)


@desk_lines.get("/desk/lines/<int:line_id>")
@access.for_role("coordinator")
def show(line_id: int) -> ResponseReturnValue:
    return _page(line_id)


@desk_lines.post("/desk/lines/<int:line_id>/notices")
@access.for_role("coordinator")
def draft(line_id: int) -> ResponseReturnValue:
    db, campaign = archive.here().db(), words(request.form, "campaign")[:LONGEST_NAME]
    line = lines.get(db, line_id)
    with transaction(db):
        missing = stops.without_notice(db, line.id)
        _draft(db, line.id, missing, campaign)
    return redirect(url_for(".show", line_id=line.id, drafted=len(missing)), code=303)


@desk_lines.post("/desk/lines/<int:line_id>/notices/<int:batch_id>/undoing")
@access.for_role("coordinator")
def undo(line_id: int, batch_id: int) -> ResponseReturnValue:
    db, me = archive.here().db(), access.person()
    try:
        batches.undo(db, batch_id, what=BATCH.format(line_id), by=me.id, now=clock.now())
    except Taken as error:
        raise WrongStep(str(error)) from error
    return redirect(url_for(".show", line_id=line_id, after="undone"), code=303)


def _draft(db: Database, line_id: int, missing: list[Stop], campaign: str) -> None:
    """A placement for each of these stops, as one batch."""
    me, now, today = access.person(), clock.now(), clock.local_now().date()
    with batches.recorded(db, what=BATCH.format(line_id), by=me.id, now=now) as batch:
        campaign_id = campaigns.named(db, campaign, starts_on=today).id if campaign else None
        for stop in missing:
            district = districts.near(db, lat=stop.lat, lon=stop.lon)
            with recorded("placement", None, "created", batch=batch) as made:
                made.record_id = placements.place(
                    db,
                    name=stop.name,
                    kind="stop",
                    lat=stop.lat,
                    lon=stop.lon,
                    by=me.name,
                    now=now,
                    district_id=district.id if district else None,
                    campaign_id=campaign_id,
                ).id


def _page(line_id: int) -> str:
    db = archive.here().db()
    line = lines.get(db, line_id)
    last = batches.last(db, BATCH.format(line_id))
    return render_template(
        "desk/line.html",
        line=line,
        courses=stops.courses(db, line.id),
        stops=stops.once_each(db, line.id),
        missing={stop.id for stop in stops.without_notice(db, line.id)},
        vehicles=lines.vehicles(db, line.id),
        campaigns=campaigns.everywhere(db),
        last=last,
        kept=batches.kept(db, last.id) if last and last.undone_at else [],
        drafted=request.args.get("drafted", type=int),
        after=request.args.get("after", ""),
    )
