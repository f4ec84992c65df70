"""Attempts: how often a name or a code may be tried, so that guessing does not pay.

No address of a device is kept, so an account's limit holds whoever tries it. Names that are typed
are not kept either: they share 4,096 buckets by a keyed mark.
"""

import hmac
from datetime import datetime

from store import allowances
from store.database import Database
from store.pepper import derived

MARK_DIGITS = 3


def may_try_name(db: Database, email: str, *, pepper: bytes, now: datetime) -> bool:
    """Whether a password may be tried for this name: ten at once, then one a minute.

    In all 60 at once and one a second, because each costs the processor its 35 ms.
    """
    key = derived(pepper, "attempts")
    mark = hmac.new(key, email.encode(), "sha256").hexdigest()[:MARK_DIGITS]
    at = now.timestamp()
    # The name first: who hammers at one door must not use up what all share.
    if not allowances.take(db, f"sign-in {mark}", per_minute=1, at_once=10, at=at):
        return False
    return allowances.take(db, "sign-in", per_minute=60, at_once=60, at=at)


def may_try_code(db: Database, person_id: int, *, now: datetime) -> bool:
    """Whether a person's second factor may be tried: five at once, then one in five minutes.

    Who knows the password and guesses day and night for a month gets in with a chance of 1 in 40.
    """
    name = f"second factor {person_id}"
    return allowances.take(db, name, per_minute=0.2, at_once=5, at=now.timestamp())


def may_ask_passkey(db: Database, *, now: datetime) -> bool:
    """Whether a passkey may be asked for at the door: 60 at once, one a second, for all together.

    Nothing can be guessed there; this keeps anybody from filling the disk with open questions.
    """
    return allowances.take(db, "passkey", per_minute=60, at_once=60, at=now.timestamp())


def may_try_recovery(db: Database, *, now: datetime) -> bool:
    """Whether a recovery code may be tried without a name: ten at once, then one in ten seconds.

    Who guesses day and night for a year, in an office of a hundred people with ten codes each,
    finds one with a chance of 1 in 130,000.
    """
    return allowances.take(db, "recovery", per_minute=6, at_once=10, at=now.timestamp())
