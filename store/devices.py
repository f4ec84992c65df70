"""Devices: the phones of key persons that may hand off; ending one ends it at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from store import moments, people, tokens
from store.database import Row, one, rows, transaction
from store.errors import NotFound
from store.people import Person

# A request writes only where it tells something new.
SEEN_EVERY = timedelta(hours=1)
# No phone waits for somebody else's long write, only to note that it was used.
WAIT_TO_NOTE_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Device:
    """A phone with a key person's token; `name` is what it called itself when it was enrolled."""

    id: int
    person: Person
    name: str
    created_at: datetime
    seen_at: datetime


SELECT = "SELECT id, person_id, name, created_at, seen_at FROM device"


def begin(db: Database, person_id: int, *, name: str, now: datetime) -> str:
    """Enrol a phone; returns the token it keeps, which is not kept here."""
    token, at = tokens.new(), moments.written(now)
    with transaction(db):
        db.table("device").insert(
            {
                "token_hash": tokens.hashed(token),
                "person_id": person_id,
                "name": name,
                "created_at": at,
                "seen_at": at,
            }
        )
    return token


def opened_by(db: Database, token: str) -> Device:
    """The device with this token. Raises NotFound, also once it or its person was put out."""
    sql = f"{SELECT} WHERE token_hash = ? AND ended_at IS NULL"
    device = _device(db, one(db, sql, tokens.hashed(token)))
    if device.person.is_revoked:
        raise NotFound(f"device {device.id} belongs to somebody who was put out")
    return device


def for_person(db: Database, person_id: int) -> list[Device]:
    """The open devices of a person, the one used last first."""
    sql = f"{SELECT} WHERE person_id = ? AND ended_at IS NULL ORDER BY seen_at DESC, id"
    return [_device(db, row) for row in rows(db, sql, person_id)]


def see(db: Database, device: Device, *, now: datetime) -> None:
    """Note that a device was used, at most once an hour. Raises Busy after a moment."""
    if now - device.seen_at >= SEEN_EVERY:
        with transaction(db, wait_seconds=WAIT_TO_NOTE_SECONDS):
            db.table("device").update(device.id, {"seen_at": moments.written(now)})


def end(db: Database, device_id: int, *, of: int, now: datetime) -> None:
    """End a device of the person with the id `of`. Raises NotFound for anybody else's."""
    with transaction(db):
        one(db, "SELECT id FROM device WHERE id = ? AND person_id = ?", device_id, of)
        _end(db, "id = ?", device_id, now=now)


def end_all(db: Database, person_id: int, *, now: datetime) -> None:
    """End every device of a person: a card that died takes its phones along."""
    with transaction(db):
        _end(db, "person_id = ?", person_id, now=now)


def _end(db: Database, which: str, value: int, *, now: datetime) -> None:
    db.execute(
        f"UPDATE device SET ended_at = ? WHERE ended_at IS NULL AND {which}",
        [moments.written(now), value],
    )


def _device(db: Database, row: Row) -> Device:
    return Device(
        id=row["id"],
        person=people.get(db, row["person_id"]),
        name=row["name"],
        created_at=moments.read(row["created_at"]),
        seen_at=moments.read(row["seen_at"]),
    )
