"""Taking over the state list at the desk: look first, accept, and take it back if need be."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive
from outreach.desk.pages import Leaf
from outreach.exchange import import_preview, offer_import, spreadsheet
from outreach.exchange.import_preview import Preview
from outreach.exchange.offer_import import Import
from outreach.exchange.problems import UnreadableFile
from store import batches, kept_lists
from store.errors import Taken, WrongStep

PARTS = ("changed", "problems", "added", "vanished", "not_placed")

desk_import = Blueprint("desk_import", __name__, template_folder="templates")


@desk_import.get("/desk/import")
@access.for_role("coordinator")
def start() -> ResponseReturnValue:
    return _start_page("")


@desk_import.post("/desk/import")
@access.with_file(spreadsheet.MOST_BYTES)
@access.for_role("coordinator")
def look() -> ResponseReturnValue:
    folder, now, sent = archive.here().folder, clock.now(), request.files.get("list")
    content = sent.read() if sent else b""
    if not content:
        return _start_page("empty"), 422
    kept_lists.forget_old(folder, now=now)
    name = kept_lists.new(folder, content, now=now)
    try:
        seen = import_preview.of(_into(), kept_lists.path(folder, name, now=now))
    except UnreadableFile as error:
        kept_lists.forget(folder, name, now=now)
        return _start_page(error.kind), 422
    kept_lists.note(folder, name, seen.written(), now=now)
    return redirect(url_for("desk_import.preview", name=name), code=303)


@desk_import.errorhandler(413)
def too_large(error: Exception) -> ResponseReturnValue:
    return _start_page("too_large"), 413


@desk_import.get("/desk/import/<name>")
@access.for_role("coordinator")
def preview(name: str) -> ResponseReturnValue:
    said = kept_lists.said(archive.here().folder, name, now=clock.now())
    seen = Preview.read(said)
    filled = [part for part in PARTS if getattr(seen, part)]
    asked = request.args.get("show", "")
    part = asked if asked in filled else next(iter(filled), "")
    whole = getattr(seen, part) if part else []
    leaf = Leaf.of(len(whole), request.args.get("page", 1, type=int))
    return render_template(
        "desk/import_preview.html",
        name=name,
        seen=seen,
        filled=filled,
        part=part,
        leaf=leaf,
        shown=leaf.cut(whole),
    )


@desk_import.post("/desk/import/<name>/acceptance")
@access.for_role("coordinator")
def accept(name: str) -> ResponseReturnValue:
    folder, now = archive.here().folder, clock.now()
    offer_import.run(_into(), kept_lists.path(folder, name, now=now), watch=iter)
    kept_lists.forget(folder, name, now=now)
    return redirect(url_for("desk_import.start", after="accepted"), code=303)


@desk_import.post("/desk/import/<name>/refusal")
@access.for_role("coordinator")
def refuse(name: str) -> ResponseReturnValue:
    kept_lists.forget(archive.here().folder, name, now=clock.now())
    return redirect(url_for("desk_import.start", after="refused"), code=303)


@desk_import.post("/desk/import/batches/<int:batch_id>/undoing")
@access.for_role("coordinator")
def undo(batch_id: int) -> ResponseReturnValue:
    db = archive.here().db()
    try:
        batches.undo(db, batch_id, what=offer_import.BATCH, by=access.person().id, now=clock.now())
    except Taken as error:
        raise WrongStep(str(error)) from error
    return redirect(url_for("desk_import.start", after="undone"), code=303)


def _into() -> Import:
    here, by = archive.here(), access.person().id
    return Import(here.db(), here.folder, town.here().office, clock.now(), by)


def _start_page(problem: str) -> str:
    db = archive.here().db()
    last = batches.last(db, offer_import.BATCH)
    return render_template(
        "desk/import.html",
        problem=problem,
        last=last,
        kept=batches.kept(db, last.id) if last and last.undone_at else [],
        after=request.args.get("after"),
    )
