"""Events: who did what to a referral, and when; written once and never rewritten."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from store.database import rows, transaction


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `what` is a state of the referral or `looked`."""

    what: str
    by_role: str
    at: datetime


def record(
    db: Database,
    referral_id: int,
    what: str,
    *,
    by_role: str,
    by_person: int | None = None,
    now: datetime,
) -> None:
    """Write down that this happened."""
    with transaction(db):
        db.execute(
            "INSERT INTO event (referral_id, what, by_role, by_person, at) VALUES (?, ?, ?, ?, ?)",
            [referral_id, what, by_role, by_person, now.isoformat(timespec="seconds")],
        )


def for_referral(db: Database, referral_id: int) -> list[Event]:
    """What happened to a referral, the oldest first."""
    sql = "SELECT what, by_role, at FROM event WHERE referral_id = ? ORDER BY id"
    return [
        Event(row["what"], row["by_role"], datetime.fromisoformat(row["at"]))
        for row in rows(db, sql, referral_id)
    ]
