"""How much a phone may send, and how often a staff card may be tried."""

from datetime import datetime

from store import allowances
from store.database import Database

# A week without a network is some twenty entries; each may be tried again.
ENTRIES_A_MINUTE = 30
ENTRIES_AT_ONCE = 60

# For the whole town: whoever guesses is not told from anybody else. A secret has 128 bits.
CARDS_A_MINUTE = 20
CARDS_AT_ONCE = 40


def may_send(db: Database, device_id: int, *, now: datetime) -> bool:
    """Whether this phone may send one more entry."""
    return allowances.take(
        db,
        f"hand-off {device_id}",
        per_minute=ENTRIES_A_MINUTE,
        at_once=ENTRIES_AT_ONCE,
        at=now.timestamp(),
    )


def may_try_a_card(db: Database, *, now: datetime) -> bool:
    """Whether one more staff card may be tried in this town."""
    return allowances.take(
        db,
        "staff card",
        per_minute=CARDS_A_MINUTE,
        at_once=CARDS_AT_ONCE,
        at=now.timestamp(),
    )
