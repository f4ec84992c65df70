"""Escalation: who waited too long for a pilot comes before the coordinators."""

from datetime import date, datetime

from sqlite_utils import Database

from store import events, moments, notices
from store.database import rows, transaction

# Somebody who was accepted and is given back waits anew, and may come before them again.
OVERDUE = """
SELECT id FROM referral
WHERE state = 'handed_off' AND due_on < ? AND coalesce(escalated_at < state_at, 1) ORDER BY id
"""


def escalate(db: Database, *, today: date, now: datetime) -> list[int]:
    """Escalate every referral nobody accepted by its due date. Returns their ids; again: none.

    `today` is the day in town.
    """
    with transaction(db):
        overdue = [row["id"] for row in rows(db, OVERDUE, today.isoformat())]
        for referral_id in overdue:
            at = {"escalated_at": moments.written(now)}
            db.table("referral").update(referral_id, at)
            events.record(db, referral_id, "escalated", by_role="begegnung", now=now)
            notices.escalated(db, referral_id, now=now)
    return overdue
