"""Forgetting on time: what was told to us goes when its reason is gone; counters stay."""

from datetime import datetime, timedelta

from sqlite_utils import Database

from store import sealing
from store.database import forget_pages, rows, transaction

CONTACT_KEPT_AFTER_END = timedelta(days=90)


def overdue_contacts(db: Database, *, now: datetime) -> list[int]:
    """Ids of referrals that ended so long ago that their contacts must go."""
    before = (now - CONTACT_KEPT_AFTER_END).isoformat(timespec="seconds")
    sql = (
        "SELECT id FROM referral WHERE due_on IS NULL AND box IS NOT NULL AND state_at < ?"
        " ORDER BY id"
    )
    return [row["id"] for row in rows(db, sql, before)]


def forget(db: Database, keys: Database, *, now: datetime) -> int:
    """Erase every contact whose time has come, in all files. Returns how many; again: none."""
    overdue = overdue_contacts(db, now=now)
    with transaction(db):
        for referral_id in overdue:
            [found] = rows(db, "SELECT record FROM referral WHERE id = ?", referral_id)
            sealing.erase(keys, found["record"])
            db.execute("UPDATE referral SET box = NULL WHERE id = ?", [referral_id])
    if overdue:
        forget_pages(keys)
        forget_pages(db)
    return len(overdue)
