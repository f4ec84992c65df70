"""History: what happened to a record, readable, and the last change of it taken back."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock
from outreach import access, archive
from outreach.desk import history_words
from outreach.desk.history_values import POINTERS
from outreach.desk.history_words import Line
from store import changes, record_names
from store.changes import Change, Noun
from store.database import Database
from store.errors import NotFound, Taken, WrongStep

desk_history = Blueprint("desk_history", __name__, template_folder="templates")

ADDRESS = "/desk/history/<noun>/<int:record_id>"


@dataclass(frozen=True, slots=True)
class Told:
    """One change, ready to be read."""

    id: int
    sentence: str
    lines: list[Line]
    is_undo: bool


@dataclass(frozen=True, slots=True)
class History:
    """What happened to a record, the latest first."""

    noun: Noun
    record_id: int
    told: list[Told]
    is_there: bool


def of(db: Database, noun: Noun, record_id: int) -> History:
    """Everything that happened to this record. Raises NotFound if there never was one."""
    told, is_there = _all(db, noun, record_id), bool(changes.rows_of(db, noun, record_id))
    if not told and not is_there:
        raise NotFound(f"there is no {noun} {record_id}")
    return History(noun, record_id, told, is_there)


def since(db: Database, noun: Noun, record_id: int, version: int) -> list[Told]:
    """What happened to a record after the version somebody has seen."""
    return [told for told in _all(db, noun, record_id) if told.id > version]


@desk_history.get(ADDRESS)
@access.for_role("coordinator")
def show(noun: str, record_id: int) -> ResponseReturnValue:
    return _page(_known(noun), record_id, after=request.args.get("after", ""))


@desk_history.post(f"{ADDRESS}/undo")
@access.for_role("coordinator")
def undo(noun: str, record_id: int) -> ResponseReturnValue:
    db, change_id = archive.here().db(), request.form.get("change", 0, type=int)
    change = changes.get(db, change_id)
    if (change.noun, change.record_id) != (_known(noun), record_id):
        raise NotFound(f"change {change_id} is of another record")
    try:
        changes.undo(db, change_id, by=access.person().id, now=clock.now())
    except Taken:
        return _page(change.noun, record_id, problem="overtaken"), 409
    except WrongStep:
        return _page(change.noun, record_id, problem="needed"), 409
    return redirect(url_for(".show", noun=noun, record_id=record_id, after="undone"), code=303)


def _known(noun: str) -> Noun:
    """What kind of record an address names. Raises NotFound for what keeps no history."""
    known = next((known for known in changes.PARTS if known == noun), None)
    if known is None:
        raise NotFound(f"no history of {noun!r}")
    return known


def _page(noun: Noun, record_id: int, *, after: str = "", problem: str = "") -> str:
    past = of(archive.here().db(), noun, record_id)
    return render_template(
        "desk/history.html",
        past=past,
        name=record_names.of(archive.here().db(), [(noun, record_id)]).get((noun, record_id), ""),
        address=_address(past),
        after=after,
        problem=problem,
    )


def _address(past: History) -> str:
    """Where the record itself is shown; empty if it is gone, or has no page."""
    rule = f"desk_{past.noun}s.show"
    if not past.is_there or rule not in current_app.view_functions:
        return ""
    values: dict[str, Any] = {f"{past.noun}_id": past.record_id}
    return url_for(rule, **values)


def _all(db: Database, noun: Noun, record_id: int) -> list[Told]:
    found = changes.for_record(db, noun, record_id)
    names, today = record_names.of(db, _pointers(found)), clock.local_now().date()
    return [
        Told(
            change.id,
            history_words.sentence(change, today=today),
            history_words.lines(change, names, today=today),
            is_undo=change.undoes is not None,
        )
        for change in found
    ]


def _pointers(found: list[Change]) -> list[tuple[str, int]]:
    """Every record that is mentioned in these changes."""
    rows = [
        row
        for change in found
        for state in (change.before, change.after)
        for lines in state.values()
        for row in lines
    ]
    pointers = POINTERS | {"offer_id": "offer"}
    return [
        (table, row[column])
        for row in rows
        for column, table in pointers.items()
        if row.get(column)
    ]
