"""Allowances: how often something may be tried, exact across processes."""

from sqlite_utils import Database

from store.database import transaction


def take(db: Database, name: str, *, per_minute: float, at_once: float, at: float) -> bool:
    """Whether one more is allowed: a bucket of `at_once` tokens, refilled `per_minute`.

    `at` is the time in seconds since the epoch.
    """
    with transaction(db):
        left = db.execute(
            "INSERT INTO allowance VALUES (:name, :full - 1, :at) ON CONFLICT DO UPDATE SET"
            " tokens = min(:full, max(tokens, 0) + max(:at - at, 0) * :rate) - 1, at = :at"
            " RETURNING tokens",
            {"name": name, "full": at_once, "rate": per_minute / 60, "at": at},
        ).fetchone()[0]
    return bool(left >= 0)
