"""Campaigns: reasons to print, and what their paper says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from store.database import Row, one, rows, transaction


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
    return _campaign(found)


def everywhere(db: Database) -> list[Campaign]:
    """All campaigns, the latest first."""
    sql = "SELECT id, name, starts_on FROM campaign ORDER BY starts_on DESC, name"
    return [_campaign(row) for row in rows(db, sql)]


def get(db: Database, campaign_id: int) -> Campaign:
    """The campaign with this id. Raises NotFound."""
    return _campaign(one(db, "SELECT id, name, starts_on FROM campaign WHERE id = ?", campaign_id))


def find_named(db: Database, name: str) -> Campaign | None:
    """The campaign with this name, if there is one."""
    found = rows(db, "SELECT id, name, starts_on FROM campaign WHERE name = ?", name)
    return _campaign(found[0]) if found else None


def sentences(db: Database, name: str) -> dict[str, str]:
    """What the paper of the campaign with this name says: language → sentence, where it has one."""
    sql = """SELECT t.language, t.sentence FROM campaign_text t
    JOIN campaign c ON c.id = t.campaign_id WHERE c.name = ?"""
    return {row["language"]: row["sentence"] for row in rows(db, sql, name)}


def say(db: Database, campaign_id: int, sentences: Mapping[str, str]) -> None:
    """Let the paper of a campaign say this from now on; an empty sentence is none of its own."""
    with transaction(db):
        db.execute("DELETE FROM campaign_text WHERE campaign_id = ?", [campaign_id])
        said = [(campaign_id, language, text) for language, text in sentences.items() if text]
        db.conn.executemany("INSERT INTO campaign_text VALUES (?, ?, ?)", said)


def _campaign(row: Row) -> Campaign:
    return Campaign(row["id"], row["name"], date.fromisoformat(row["starts_on"]))
