"""Inspections: somebody stood in front of a placement and saw whether it still hangs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from store import moments, placements
from store.database import Row, rows, transaction

Found = Literal["there", "gone", "pasted_over"]
FOUND: tuple[Found, ...] = ("there", "gone", "pasted_over")

# What can be found hanging. A lost one is looked for when it is replaced.
HANGING = "p.state IN ('placed', 'checked')"
METRES = """2 * 6371000 * asin(sqrt(
  pow(sin(radians(p.lat - :lat) / 2), 2) +
  cos(radians(:lat)) * cos(radians(p.lat)) * pow(sin(radians(p.lon - :lon) / 2), 2)))"""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found at a placement; `by` is a name, empty for somebody who left."""

    placement_id: int
    name: str
    state: str
    found: Found
    by: str
    at: datetime


SELECT = """
SELECT i.placement_id, p.name, p.state, i.found, coalesce(n.name, '') AS by, i.at
FROM inspection i JOIN placement p ON p.id = i.placement_id
LEFT JOIN person n ON n.id = i.by_person
"""


def note(db: Database, placement_id: int, *, found: Found, by: int | None, now: datetime) -> None:
    """Write down what was found, and take the placement's state on with it.

    One that is pasted over keeps its state: it hangs. Raises WrongStep for one that does not hang.
    """
    with transaction(db):
        placements.expect_hanging(db, placement_id)
        db.execute(
            "INSERT INTO inspection (placement_id, found, by_person, at) VALUES (?, ?, ?, ?)",
            [placement_id, found, by, moments.written(now)],
        )
        if found == "there":
            placements.check(db, placement_id, now=now)
        elif found == "gone":
            placements.lose(db, placement_id, now=now)


def last(db: Database, placement_id: int) -> Inspection | None:
    """What was found last at a placement, if somebody ever went to look."""
    sql = f"{SELECT} WHERE i.placement_id = ? ORDER BY i.at DESC, i.id DESC LIMIT 1"
    found = [_inspection(row) for row in rows(db, sql, placement_id)]
    return found[0] if found else None


def since(db: Database, moment: datetime, *, district_id: int = 0) -> list[Inspection]:
    """What was found since then, of each placement the last word, in the order of the round."""
    sql = f"""{SELECT} WHERE i.at >= :since AND (:district_id = 0 OR p.district_id = :district_id)
    AND i.id = (SELECT max(o.id) FROM inspection o WHERE o.placement_id = p.id) ORDER BY i.id"""
    asked = {"since": moments.written(moment), "district_id": district_id}
    return [_inspection(row) for row in rows(db, sql, **asked)]


def nearest(
    db: Database, *, lat: float, lon: float, before: datetime, district_id: int = 0, most: int
) -> dict[int, float]:
    """Hanging placements nobody looked at since `before`: id → metres from the point, near first.

    `district_id` 0 is the whole town.
    """
    sql = f"""
    SELECT p.id, {METRES} AS metres FROM placement p WHERE {HANGING}
    AND (:district_id = 0 OR p.district_id = :district_id) AND NOT EXISTS (
      SELECT 1 FROM inspection i WHERE i.placement_id = p.id AND i.at >= :before)
    ORDER BY metres, p.id LIMIT :most
    """
    asked = {"before": moments.written(before), "district_id": district_id, "most": most}
    return {row["id"]: row["metres"] for row in rows(db, sql, lat=lat, lon=lon, **asked)}


def count_left(db: Database, *, before: datetime, district_id: int = 0) -> int:
    """How many hanging placements nobody looked at since then."""
    sql = f"""
    SELECT count(*) AS n FROM placement p WHERE {HANGING}
    AND (:district_id = 0 OR p.district_id = :district_id) AND NOT EXISTS (
      SELECT 1 FROM inspection i WHERE i.placement_id = p.id AND i.at >= :before)
    """
    asked = {"before": moments.written(before), "district_id": district_id}
    return int(rows(db, sql, **asked)[0]["n"])


def is_anything_up(db: Database) -> bool:
    """Whether any placement hangs."""
    return bool(rows(db, f"SELECT 1 FROM placement p WHERE {HANGING} LIMIT 1"))


def _inspection(row: Row) -> Inspection:
    return Inspection(**{**row, "at": moments.read(row["at"])})
