"""Campaigns: reasons to print."""

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from store.database import rows, transaction


@dataclass(frozen=True, slots=True)
class Campaign:
    """A reason to print, with the day it began."""

    id: int
    name: str
    starts_on: date


def named(db: Database, name: str, *, starts_on: date) -> Campaign:
    """The campaign with this name; if it is new, it starts on the given day."""
    with transaction(db):
        db.execute(
            "INSERT INTO campaign (name, starts_on) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [name, starts_on.isoformat()],
        )
        found = rows(db, "SELECT id, name, starts_on FROM campaign WHERE name = ?", name)[0]
    return Campaign(found["id"], found["name"], date.fromisoformat(found["starts_on"]))


def everywhere(db: Database) -> list[Campaign]:
    """All campaigns, the latest first."""
    sql = "SELECT id, name, starts_on FROM campaign ORDER BY starts_on DESC, name"
    return [
        Campaign(row["id"], row["name"], date.fromisoformat(row["starts_on"]))
        for row in rows(db, sql)
    ]
