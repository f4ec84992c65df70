"""Photos of placements: how it hangs there, so that who comes next finds it."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from store import moments
from store.database import one, rows, transaction


@dataclass(frozen=True, slots=True)
class Photo:
    """What is known of a photo without the picture itself; `by` is a name, its size in pixels."""

    width: int
    height: int
    by: str
    at: datetime


def keep(
    db: Database,
    placement_id: int,
    *,
    jpeg: bytes,
    width: int,
    height: int,
    by: int | None,
    now: datetime,
) -> None:
    """Keep this photo of a placement in place of an older one."""
    with transaction(db):
        db.execute(
            "INSERT INTO placement_photo (placement_id, jpeg, width, height, by_person, at)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (placement_id) DO UPDATE SET"
            " jpeg = excluded.jpeg, width = excluded.width, height = excluded.height,"
            " by_person = excluded.by_person, at = excluded.at",
            [placement_id, jpeg, width, height, by, moments.written(now)],
        )


def find(db: Database, placement_id: int) -> Photo | None:
    """What is known of a placement's photo; None without one."""
    sql = """SELECT f.width, f.height, coalesce(n.name, '') AS by, f.at FROM placement_photo f
    LEFT JOIN person n ON n.id = f.by_person WHERE f.placement_id = ?"""
    found = rows(db, sql, placement_id)
    return Photo(**{**found[0], "at": moments.read(found[0]["at"])}) if found else None


def jpeg(db: Database, placement_id: int) -> bytes:
    """The picture itself. Raises NotFound."""
    sql = "SELECT jpeg FROM placement_photo WHERE placement_id = ?"
    return bytes(one(db, sql, placement_id)["jpeg"])


def remove(db: Database, placement_id: int) -> None:
    """Forget the photo of a placement."""
    with transaction(db):
        db.execute("DELETE FROM placement_photo WHERE placement_id = ?", [placement_id])
