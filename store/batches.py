"""Batches: what one list changed at once, told in one, and taken back in one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from store import changes, moments
from store.changes import Change
from store.database import Row, insert, rows, transaction
from store.errors import Taken, WrongStep

SAVED = "before_taking_back"


@dataclass(frozen=True, slots=True)
class Batch:
    """One list that was taken over; `by` is a name, empty for the command line."""

    id: int
    what: str
    by: str
    at: datetime
    added: int
    changed: int
    undone_at: datetime | None


LAST = """
SELECT b.id, b.what, coalesce(p.name, '') AS by, b.at, b.undone_at,
  (SELECT count(*) FROM change WHERE batch_id = b.id AND noun = 'offer' AND before = '{}') AS added,
  (SELECT count(*) FROM change WHERE batch_id = b.id AND noun = 'offer' AND before <> '{}')
    AS changed
FROM batch b LEFT JOIN person p ON p.id = b.by_person
WHERE b.what = ? ORDER BY b.id DESC LIMIT 1
"""


@contextmanager
def recorded(db: Database, *, what: str, by: int | None, now: datetime) -> Iterator[int]:
    """A batch for the changes this block records with its id; none if there were none."""
    with transaction(db):
        insert(db, "batch", {"what": what, "by_person": by, "at": moments.written(now)})
        batch_id = int(db.execute("SELECT last_insert_rowid()").fetchone()[0])
        yield batch_id
        db.execute(
            "DELETE FROM batch WHERE id = ? AND NOT EXISTS"
            " (SELECT 1 FROM change WHERE batch_id = batch.id)",
            [batch_id],
        )


def last(db: Database, what: str) -> Batch | None:
    """The latest batch of this kind, taken back or not; None before the first."""
    found = rows(db, LAST, what)
    return _batch(found[0]) if found else None


def undo(db: Database, batch_id: int, *, what: str, by: int | None, now: datetime) -> None:
    """Take back what the last batch of a kind changed, and keep what was worked on since.

    Raises Taken if it was taken back already, or is not the last any more. What was kept, `kept`
    tells.
    """
    with transaction(db):
        newest = last(db, what)
        if newest is None or newest.id != batch_id or newest.undone_at:
            raise Taken(f"batch {batch_id} is not the last one, or was taken back")
        for change in reversed(changes.for_batch(db, batch_id)):
            _take_back(db, change, by=by, now=now)
        db.execute("UPDATE batch SET undone_at = ? WHERE id = ?", [moments.written(now), batch_id])


def kept(db: Database, batch_id: int) -> list[Change]:
    """What a batch that was taken back has left: somebody worked on it since, or needs it."""
    sql = "SELECT undoes FROM change WHERE undoes IN (SELECT id FROM change WHERE batch_id = ?)"
    taken_back = {row["undoes"] for row in rows(db, sql, batch_id)}
    return [change for change in changes.for_batch(db, batch_id) if change.id not in taken_back]


def _take_back(db: Database, change: Change, *, by: int | None, now: datetime) -> None:
    """Undo one change, or leave it whole: half of it would be worse than either."""
    db.execute(f"SAVEPOINT {SAVED}")
    try:
        changes.undo(db, change.id, by=by, now=now)
    except (Taken, WrongStep):
        db.execute(f"ROLLBACK TO {SAVED}")
    db.execute(f"RELEASE {SAVED}")


def _batch(row: Row) -> Batch:
    told = {"at": moments.read(row["at"]), "undone_at": _moment(row["undone_at"])}
    return Batch(**{**row, **told})


def _moment(written: str | None) -> datetime | None:
    return moments.read(written) if written else None
