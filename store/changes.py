"""Changes: what the desk changed in a record, by whom and when, and how the last one is undone.

A change keeps the rows of its record as they were before and after, so undoing needs to know
nothing about what was done.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

import pysqlite3
from sqlite_utils import Database

from store import moments, search
from store.database import Row, insert, one, rows, transaction
from store.errors import Taken, WrongStep

Noun = Literal["offer", "organization", "venue", "placement", "campaign", "meeting"]
Rows = dict[str, list[Row]]

# The rows that make a record, parents first.
PARTS: dict[Noun, dict[str, str]] = {
    "offer": {
        "offer": "id = :id",
        "offer_text": "offer_id = :id",
        "offer_language": "offer_id = :id",
        "offer_life_situation": "offer_id = :id",
        "schedule": "offer_id = :id",
        "changed_date": "schedule_id IN (SELECT id FROM schedule WHERE offer_id = :id)",
    },
    "organization": {"organization": "id = :id", "organization_language": "organization_id = :id"},
    "venue": {"venue": "id = :id"},
    "placement": {
        "placement": "id = :id",
        "placement_target": "placement_id = :id",
        "placement_line": "placement_id = :id",
    },
    "campaign": {"campaign": "id = :id", "campaign_text": "campaign_id = :id"},
    "meeting": {"meeting": "id = :id"},
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a record; `by` is a name, empty for the command line.

    `undoes` is the change it took back, `before` and `after` are table → rows.
    """

    id: int
    noun: Noun
    record_id: int
    what: str
    by: str
    at: datetime
    undoes: int | None
    before: Rows
    after: Rows


@dataclass(slots=True)
class Recording:
    """The change that is being made; who makes a new record says its id."""

    record_id: int | None = None
    before: Rows = field(default_factory=dict)

    def known_id(self) -> int:
        """The record this is about."""
        assert self.record_id is not None
        return self.record_id


SELECT = """
SELECT c.id, c.noun, c.record_id, c.what, coalesce(p.name, '') AS by, c.at, c.undoes,
       c.before, c.after
FROM change c LEFT JOIN person p ON p.id = c.by_person
"""


@contextmanager
def recorded(
    db: Database,
    noun: Noun,
    record_id: int | None = None,
    *,
    what: str,
    by: int | None,
    now: datetime,
    expected: int | None = None,
    batch: int | None = None,
) -> Iterator[Recording]:
    """Write down what this block changes in a record; nothing if it changed nothing.

    `expected` is the version somebody saw when they began: raises Taken if it is another one now.
    """
    with transaction(db):
        if expected is not None and record_id is not None:
            _expect(db, noun, record_id, expected)
        recording = Recording(record_id, rows_of(db, noun, record_id) if record_id else {})
        yield recording
        _write(db, noun, recording, what=what, by=by, now=now, batch=batch)


def version(db: Database, noun: Noun, record_id: int) -> int:
    """Which version of a record this is: the id of its last change, 0 before the first."""
    sql = "SELECT coalesce(max(id), 0) AS n FROM change WHERE noun = ? AND record_id = ?"
    return int(one(db, sql, noun, record_id)["n"])


def get(db: Database, change_id: int) -> Change:
    """The change with this id. Raises NotFound."""
    return _change(one(db, f"{SELECT} WHERE c.id = ?", change_id))


def for_record(db: Database, noun: Noun, record_id: int) -> list[Change]:
    """What happened to a record, the latest first."""
    sql = f"{SELECT} WHERE c.noun = ? AND c.record_id = ? ORDER BY c.id DESC"
    return [_change(row) for row in rows(db, sql, noun, record_id)]


def for_batch(db: Database, batch_id: int) -> list[Change]:
    """What happened at once with one list, the first first."""
    sql = f"{SELECT} WHERE c.batch_id = ? ORDER BY c.id"
    return [_change(row) for row in rows(db, sql, batch_id)]


def undo(db: Database, change_id: int, *, by: int | None, now: datetime) -> None:
    """Take the last change of a record back; undoing that again brings it back.

    Raises Taken if it is not the last any more, and WrongStep where something hangs on it.
    """
    change = get(db, change_id)
    noun, record_id = change.noun, change.record_id
    with transaction(db):
        if rows_of(db, noun, record_id) != change.after:
            raise Taken(f"{noun} {record_id} was changed after change {change_id}")
        _expect(db, noun, record_id, change_id)
        try:
            _bring_back(db, noun, change)
        except pysqlite3.IntegrityError as error:
            raise WrongStep(f"{noun} {record_id} is needed elsewhere") from error
        recording = Recording(record_id, change.after)
        _write(db, noun, recording, what="undone", by=by, now=now, undoes=change_id)
        _index(db, noun, record_id)


def rows_of(db: Database, noun: Noun, record_id: int) -> Rows:
    """The rows that make a record now, by table; tables without any are left out."""
    found = {
        table: rows(db, f"SELECT * FROM {table} WHERE {where} ORDER BY 1, 2", id=record_id)
        for table, where in PARTS[noun].items()
    }
    return {table: lines for table, lines in found.items() if lines}


def _index(db: Database, noun: Noun, record_id: int) -> None:
    """Let the search know what an undone change has changed back."""
    if noun == "offer":
        search.index(db, record_id)
    elif noun in ("organization", "venue"):
        search.index_where(db, **{f"{noun}_id": record_id})


def _expect(db: Database, noun: Noun, record_id: int, expected: int) -> None:
    if version(db, noun, record_id) != expected:
        raise Taken(f"{noun} {record_id} was changed by somebody else")


def _write(
    db: Database,
    noun: Noun,
    recording: Recording,
    *,
    what: str,
    by: int | None,
    now: datetime,
    batch: int | None = None,
    undoes: int | None = None,
) -> None:
    record_id = recording.known_id()
    after = rows_of(db, noun, record_id)
    if after == recording.before:
        return
    db.execute(
        "INSERT INTO change (noun, record_id, what, before, after, by_person, batch_id, undoes, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            noun,
            record_id,
            what,
            json.dumps(recording.before, ensure_ascii=False),
            json.dumps(after, ensure_ascii=False),
            by,
            batch,
            undoes,
            moments.written(now),
        ],
    )


def _bring_back(db: Database, noun: Noun, change: Change) -> None:
    for table in reversed(PARTS[noun]):
        keys = _key_columns(db, table)
        kept = {_key(row, keys) for row in change.before.get(table, [])}
        for row in change.after.get(table, []):
            if _key(row, keys) not in kept:
                where = " AND ".join(f"{column} = ?" for column in keys)
                db.execute(f"DELETE FROM {table} WHERE {where}", list(_key(row, keys)))
    for table in PARTS[noun]:
        keys = _key_columns(db, table)
        there = {_key(row, keys) for row in change.after.get(table, [])}
        for row in change.before.get(table, []):
            if _key(row, keys) in there:
                _put(db, table, row, keys)
            else:
                # Its number may be somebody else's by now: then this fails, and nothing is undone.
                insert(db, table, row)


def _put(db: Database, table: str, row: Row, keys: list[str]) -> None:
    """Let a row say again what it said; it is not replaced, because others may point at it."""
    says = ", ".join(f"{column} = ?" for column in row)
    where = " AND ".join(f"{column} = ?" for column in keys)
    db.execute(f"UPDATE {table} SET {says} WHERE {where}", [*row.values(), *_key(row, keys)])


def _key_columns(db: Database, table: str) -> list[str]:
    sql = "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk"
    return [row["name"] for row in rows(db, sql, table)]


def _key(row: Row, columns: list[str]) -> tuple[object, ...]:
    return tuple(row[column] for column in columns)


def _change(row: Row) -> Change:
    told = {"at": moments.read(row["at"]), "before": json.loads(row["before"])}
    return Change(**{**row, **told, "after": json.loads(row["after"])})
