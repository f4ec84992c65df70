"""Hand-off cards: a pocket card with a code of its own, given by somebody, answered by nobody else.

Who gave a card never learns who answered it: all that is linked is the code of their hand-off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from store import codes, moments, referrals
from store.database import insert, one, rows, transaction
from store.errors import Taken
from store.referrals import Consent, Referral, Wish
from store.sealing import Envelope

Answer = Literal["nothing", "call", "company"]


@dataclass(frozen=True, slots=True)
class Card:
    """One card of a print run; `holder_id` is the key person whose pack it lies in."""

    code: str
    holder_id: int | None
    answer: Answer | None

    def has_asked(self) -> bool:
        """Whether somebody asked with it; "nothing" may still be thought over."""
        return self.answer in ("call", "company")


def get(db: Database, code: str) -> Card:
    """The card with this code. Raises NotFound: never printed, or forgotten since."""
    sql = (
        "SELECT c.code, r.holder_id, c.answer FROM card c JOIN card_run r ON r.id = c.run_id"
        " WHERE c.code = ?"
    )
    return Card(**one(db, sql, code))


def holders_named(db: Database, name: str) -> list[int]:
    """Ids of the key persons of this name who are still with us."""
    sql = "SELECT id FROM person WHERE role = 'key_person' AND name = ? AND revoked_at IS NULL"
    return [row["id"] for row in rows(db, sql, name)]


def print_run(
    db: Database, *, count: int, languages: Sequence[str], holder_id: int | None, now: datetime
) -> list[str]:
    """Codes for so many new cards, which answer from now on: before their paper is there."""
    with transaction(db):
        run_id = db.execute(
            "INSERT INTO card_run (languages, holder_id, printed_at) VALUES (?, ?, ?) RETURNING id",
            [",".join(languages), holder_id, moments.written(now)],
        ).fetchone()[0]
        printed = [codes.issue(db, now=now) for _ in range(count)]
        for code in printed:
            insert(db, "card", {"code": code, "run_id": run_id})
    return printed


def call_off(db: Database, printed: Sequence[str]) -> None:
    """Take back a run that never became paper. Its codes are used up all the same."""
    with transaction(db):
        run_id = one(db, "SELECT run_id FROM card WHERE code = ?", printed[0])["run_id"]
        db.execute("DELETE FROM card WHERE run_id = ?", [run_id])
        db.execute("DELETE FROM card_run WHERE id = ?", [run_id])


def answer(db: Database, code: str, answer: Answer, *, now: datetime) -> None:
    """Note what somebody chose; the same again changes nothing, and "nothing" can be revised.

    Raises NotFound, and Taken once somebody asked with this card.
    """
    with transaction(db):
        card = get(db, code)
        if card.answer == answer:
            return
        if card.has_asked() or rows(db, "SELECT 1 FROM referral WHERE code = ?", code):
            raise Taken(f"somebody asked with card {code} already")
        db.execute(
            "UPDATE card SET answer = ?, answered_at = ? WHERE code = ?",
            [answer, moments.written(now), code],
        )
        _name_hand_off(db, card)


def ask(
    db: Database,
    keys: Database,
    code: str,
    wanted: Literal["call", "company"],
    *,
    record: str,
    wish: Wish,
    consent: Consent,
    envelope: Envelope,
    now: datetime,
) -> Referral:
    """Take in the request of somebody who holds this card. The same record again changes nothing.

    Raises NotFound, and Taken if somebody asked with this card already.
    """
    with transaction(db):
        answer(db, code, wanted, now=now)
        referral = referrals.ask(
            db,
            keys,
            record=record,
            wish=wish,
            consent=consent,
            envelope=envelope,
            code=code,
            now=now,
        )
        if referral.code != code:
            raise Taken(f"record {record} is the request of another code")
    return referral


def _name_hand_off(db: Database, card: Card) -> None:
    """Give the code to the longest waiting "card given" of its holder, who typed none.

    Which card it was is known only now, and only from whose pack it came.
    """
    db.execute(
        """
        UPDATE hand_off SET card_code = :code
        WHERE id = (SELECT id FROM hand_off
                    WHERE person_id = :holder AND kind = 'card' AND card_code IS NULL
                    ORDER BY handed_off_at, id LIMIT 1)
          AND NOT EXISTS (SELECT 1 FROM hand_off WHERE card_code = :code)
        """,
        {"code": card.code, "holder": card.holder_id},
    )
