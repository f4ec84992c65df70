"""Challenges: random bytes that a passkey must sign, once and soon."""

import secrets
from datetime import datetime, timedelta

from sqlite_utils import Database

from store import moments, tokens
from store.database import insert, rows, transaction
from store.errors import Gone

VALID_FOR = timedelta(minutes=5)
BYTES = 32


def pose(db: Database, token: str, *, now: datetime) -> bytes:
    """A new challenge for whoever holds this token (a session's, or an attempt's to sign in).

    One posed to the same token before is void, and what nobody answered in time is forgotten.
    """
    challenge = secrets.token_bytes(BYTES)
    with transaction(db):
        _forget(db, token, now=now)
        insert(
            db,
            "challenge",
            {
                "token_hash": tokens.hashed(token),
                "challenge": challenge,
                "expires_at": moments.written(now + VALID_FOR),
            },
        )
    return challenge


def take(db: Database, token: str, *, now: datetime) -> bytes:
    """The open challenge of this token, used up by this. Raises Gone if there is none."""
    with transaction(db):
        sql = "SELECT challenge FROM challenge WHERE token_hash = ? AND expires_at > ?"
        found = rows(db, sql, tokens.hashed(token), moments.written(now))
        _forget(db, token, now=now)
    if not found:
        raise Gone("there is no open challenge: used, expired, or somebody else's")
    return bytes(found[0]["challenge"])


def _forget(db: Database, token: str, *, now: datetime) -> None:
    db.execute(
        "DELETE FROM challenge WHERE token_hash = ? OR expires_at <= ?",
        [tokens.hashed(token), moments.written(now)],
    )
