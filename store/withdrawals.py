"""Withdrawals: somebody takes back what they told us, and nothing of it is left."""

from datetime import datetime

from sqlite_utils import Database

from store import erasure, moments, notices, referrals, sealing
from store.database import transaction


def withdraw(db: Database, keys: Database, referral_id: int, *, now: datetime) -> None:
    """Erase at once what the person told us, in every file; what is left counts, and names nobody.

    Works in every state, also after the end; a second time it changes nothing. If somebody still
    reads older pages, the files are cleared a little later (`erasure.clear_pages`).
    """
    sealing.erase(keys, referrals.get(db, referral_id).record)
    let_go(db, referral_id, now=now)
    erasure.clear_pages(db, keys)


def let_go(db: Database, referral_id: int, *, now: datetime) -> None:
    """The half of `withdraw` in this database: for a request whose key is gone already."""
    with transaction(db):
        before = referrals.get(db, referral_id)
        erasure.erase_all(db, referral_id)
        db.execute(
            "UPDATE consent SET withdrawn_at = coalesce(withdrawn_at, ?) WHERE referral_id = ?",
            [moments.written(now), referral_id],
        )
        if before.is_open():
            referrals.step(db, referral_id, "withdrawn", by_role="person", now=now)
            notices.withdrawn(db, referral_id, now=now)
