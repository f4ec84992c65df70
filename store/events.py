"""Events: who did what to a referral, and when; written once and never rewritten."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from store import event_chain, moments
from store.database import rows, transaction


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `what` is a state of the referral, or `looked` and its like."""

    what: str
    by_role: str
    at: datetime
    text: str


def record(
    db: Database,
    referral_id: int,
    what: str,
    *,
    by_role: str,
    by_person: int | None = None,
    text: str | None = None,
    now: datetime,
) -> None:
    """Write down that this happened; a `text` is for staff only, and erased after a while."""
    with transaction(db):
        event_chain.append(
            db,
            referral_id=referral_id,
            what=what,
            by_role=by_role,
            by_person=by_person,
            text=text,
            at=now,
        )


def for_referral(db: Database, referral_id: int) -> list[Event]:
    """What happened to a referral, the oldest first."""
    sql = "SELECT what, by_role, at, coalesce(text, '') AS text FROM event"
    return [
        Event(row["what"], row["by_role"], moments.read(row["at"]), row["text"])
        for row in rows(db, f"{sql} WHERE referral_id = ? ORDER BY id", referral_id)
    ]
