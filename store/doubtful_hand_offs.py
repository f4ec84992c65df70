"""Hand-offs with something odd about them: kept like all others, until somebody has looked."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from store import moments
from store.database import rows, transaction
from store.errors import Taken
from store.hand_offs import Doubt, Kind


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A hand-off somebody at the desk should look at: the same `entry` as another, or an odd code.

    `key_person` is a name; `referral_id` is None where only a card was given.
    """

    id: int
    entry: str
    why: Doubt
    key_person: str
    kind: Kind
    typed_code: str
    referral_id: int | None
    handed_off_at: datetime
    received_at: datetime


def needing_a_look(db: Database) -> list[Doubtful]:
    """Hand-offs with something odd about them, the oldest first."""
    sql = """
    SELECT h.id, c.entry, h.needs_a_look AS why, p.name AS key_person, h.kind, h.typed_code,
           h.referral_id, h.handed_off_at, h.received_at
    FROM hand_off AS h JOIN receipt AS c ON c.receipt = h.receipt
    JOIN person AS p ON p.id = h.person_id
    WHERE h.needs_a_look IS NOT NULL ORDER BY h.received_at, h.id
    """
    return [
        Doubtful(
            **row | {name: moments.read(row[name]) for name in ("handed_off_at", "received_at")}
        )
        for row in rows(db, sql)
    ]


def settle(db: Database, hand_off_id: int) -> None:
    """Take a hand-off from the list of those to look at; what it says stays as it is.

    Raises Taken if it does not stand there any more.
    """
    with transaction(db):
        sql = "UPDATE hand_off SET needs_a_look = NULL WHERE id = ? AND needs_a_look IS NOT NULL"
        if db.execute(sql, [hand_off_id]).rowcount == 0:
            raise Taken(f"hand-off {hand_off_id} was settled before")
