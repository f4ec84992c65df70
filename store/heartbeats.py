"""Heartbeats: what a screen last told of itself, and nothing about who stood before it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlite_utils import Database

from store import moments
from store.database import Row, insert, one, rows, transaction

# A screen tells once a minute; after five it is told at the desk that one is missing.
UNSEEN_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Told:
    """What a screen says of itself.

    `document` is the hash of what it shows and `as_of` when that was made, `state` the view that is
    open, `frames` how often it was drawn anew, `picture` a hash of what was drawn, `heap` in bytes.
    """

    build: str
    document: str
    as_of: str
    language: str
    state: str
    frames: int
    picture: str
    heap: int
    errors: str
    clock_off_seconds: int


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """What a screen told, and when."""

    at: datetime
    told: Told


def find(db: Database, screen_id: int) -> Heartbeat | None:
    """The last heartbeat of a screen; None if it has never been on."""
    found = rows(db, "SELECT * FROM heartbeat WHERE screen_id = ?", screen_id)
    return _heartbeat(found[0]) if found else None


def beat(
    db: Database, screen_id: int, told: Told, *, visits: int, touches: int, day: date, now: datetime
) -> str:
    """Note what a screen tells, with visits and touches since it last did on this local day.

    Returns what the desk wishes it to do, once: `restart`, `refresh` or nothing.
    """
    with transaction(db):
        db.execute("DELETE FROM heartbeat WHERE screen_id = ?", [screen_id])
        row = {"screen_id": screen_id, "at": moments.written(now), **asdict(told)}
        insert(db, "heartbeat", row)
        db.execute(
            "INSERT INTO screen_day VALUES (?, ?, 1, ?, ?) ON CONFLICT DO UPDATE SET"
            " beats = beats + 1, visits = visits + excluded.visits,"
            " touches = touches + excluded.touches",
            [screen_id, day.isoformat(), visits, touches],
        )
        wish = one(db, "SELECT coalesce(wish, '') AS wish FROM screen WHERE id = ?", screen_id)
        if wish["wish"]:
            db.table("screen").update(screen_id, {"wish": None, "wish_at": None})
    return str(wish["wish"])


def unseen(db: Database, *, now: datetime) -> list[int]:
    """Ids of screens that were alive and should have told something since."""
    before = moments.written(now - UNSEEN_AFTER)
    sql = (
        "SELECT s.id FROM screen s JOIN heartbeat h ON h.screen_id = s.id"
        " WHERE s.revoked_at IS NULL AND h.at < ? ORDER BY s.id"
    )
    return [row["id"] for row in rows(db, sql, before)]


def _heartbeat(row: Row) -> Heartbeat:
    told = {name: row[name] for name in Told.__dataclass_fields__}
    return Heartbeat(moments.read(row["at"]), Told(**told))
