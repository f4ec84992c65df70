"""Many placements at once: a list comes in, is shown as it was understood, and only then made.

Between the two nothing is kept here: the page carries the list, and accepting it reads it again.
"""

import base64
import binascii
import zlib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from kiosk import clock, town
from outreach import access, archive
from outreach.desk.placements import placement_rows
from outreach.desk.placements.placement_rows import Planned, Read
from outreach.desk.placements.placements import whereabouts
from outreach.desk.recording import recorded
from outreach.exchange.problems import UnreadableFile
from outreach.exchange.spreadsheet import MOST_BYTES
from store import batches, campaigns, districts, placement_lists, placements
from store.database import Database

# The file with what surrounds it in a form; when it is accepted, four letters for three bytes.
AROUND_A_FILE = 64 * 1024
MOST_BYTES_SENT = MOST_BYTES + AROUND_A_FILE
MOST_BYTES_ACCEPTED = MOST_BYTES * 4 // 3 + AROUND_A_FILE
SHOWN = 12
MOST_REFUSED_SHOWN = 200

desk_placement_lists = Blueprint("desk_placement_lists", __name__, template_folder="templates")


@dataclass(frozen=True, slots=True)
class Preview:
    """A list as it was understood, with the list itself as the page carries it."""

    read: Read
    packed: str
    new_campaigns: tuple[str, ...]


@desk_placement_lists.get("/desk/placements/many")
@access.for_role("coordinator")
def new() -> ResponseReturnValue:
    return _page()


@desk_placement_lists.post("/desk/placements/many")
@access.with_file(MOST_BYTES_SENT)
@access.for_role("coordinator")
def preview() -> ResponseReturnValue:
    sent = request.files.get("list")
    content = sent.read() if sent else b""
    try:
        read = _read(content)
    except UnreadableFile:
        return _page(problem="unreadable"), 422
    known = {campaign.name for campaign in campaigns.everywhere(archive.here().db())}
    new_ones = tuple(name for name in read.campaigns() if name not in known)
    return _page(Preview(read, _packed(content), new_ones))


@desk_placement_lists.post("/desk/placements/many/acceptance")
@access.with_file(MOST_BYTES_ACCEPTED)
@access.for_role("coordinator")
def accept() -> ResponseReturnValue:
    try:
        read = _read(_unpacked(request.form.get("list", "")))
    except UnreadableFile:
        return _page(problem="unreadable"), 422
    if read.planned:
        _make(archive.here().db(), read.planned)
    address = url_for("desk_placements.index", state="drafted", made=len(read.planned))
    return redirect(address, code=303)


@desk_placement_lists.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """A list that is larger than any town's was not even read."""
    return _page(problem="too_large"), 413


def _page(preview: Preview | None = None, *, problem: str = "") -> str:
    return render_template(
        "desk/placements_many.html",
        preview=preview,
        problem=problem,
        columns=[names[0] for names in placement_rows.COLUMNS.values()],
        shown=SHOWN,
        most_refused=MOST_REFUSED_SHOWN,
    )


def _read(content: bytes) -> Read:
    """The list in this file. Raises UnreadableFile."""
    db, office = archive.here().db(), town.here().office
    spots = placement_lists.spots(db)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        path.write_bytes(content)
        return placement_rows.read(
            path,
            known=whereabouts(),
            districts={*office.districts, *(one.name for one in districts.everywhere(db))},
            taken=[placement_rows.spot(*spot) for spot in spots],
        )


def _make(db: Database, planned: tuple[Planned, ...]) -> None:
    """Draft all of them as one batch, or none."""
    me, now, today = access.person(), clock.now(), clock.local_now().date()
    with batches.recorded(db, what="placements", by=me.id, now=now) as batch:
        places = {one: districts.named(db, one).id for one in {p.district for p in planned} - {""}}
        reasons = {
            one: campaigns.named(db, one, starts_on=today).id
            for one in {p.campaign for p in planned} - {""}
        }
        for one in planned:
            with recorded("placement", None, "created", batch=batch) as made:
                made.record_id = placements.place(
                    db,
                    name=one.name,
                    kind=one.kind,
                    lat=one.point[0],
                    lon=one.point[1],
                    by=me.name,
                    now=now,
                    district_id=places.get(one.district),
                    campaign_id=reasons.get(one.campaign),
                ).id


def _packed(content: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(content, 9)).decode()


def _unpacked(text: str) -> bytes:
    """What a page carried. Raises UnreadableFile for what no page of ours did."""
    try:
        return zlib.decompressobj().decompress(base64.urlsafe_b64decode(text), MOST_BYTES)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise UnreadableFile("the list was lost on its way") from error
