"""Staff cards: a printed secret and six chosen digits let a key person's phones hand off.

Neither does alone: a card that was found opens nothing without the digits, and the digits are of no
use without the card. Ten wrong ones in all, ever, and the card is dead, with all its phones.
"""

import hmac
import math
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2.exceptions import VerifyMismatchError
from sqlite_utils import Database

from store import devices, moments, people, tokens
from store.database import Row, one, rows, transaction
from store.errors import NotFound, StoreError, WrongStep
from store.passwords import HASHER
from store.people import Person
from store.pepper import derived

SECRET_BYTES = 16
PIN_DIGITS = 6
MOST_WRONG_PINS = 10
MOST_GUESSED = frozenset({"123456", "654321", *(digit * PIN_DIGITS for digit in "0123456789")})


class WrongPin(StoreError):
    """Not the digits of this card; `tries_left` is 0 once this was the try that ended it."""

    def __init__(self, tries_left: int) -> None:
        super().__init__(f"wrong PIN, {tries_left} tries left")
        self.tries_left = tries_left


class TooSoon(StoreError):
    """After a wrong PIN the next one is not even looked at for `wait_seconds`."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(f"wait {wait_seconds} s after a wrong PIN")
        self.wait_seconds = wait_seconds


class WeakPin(StoreError):
    """Not six digits, or what everybody tries first: one digit six times, 123456, 654321."""


@dataclass(frozen=True, slots=True)
class StaffCard:
    """A key person's open card; `district` is empty where the workplace lies in none."""

    id: int
    person: Person
    workplace: str
    district: str
    issued_at: datetime
    has_pin: bool
    wrong_pins: int

    def tries_left(self) -> int:
        """How many wrong PINs this card still stands, the one that ends it included."""
        return MOST_WRONG_PINS - self.wrong_pins


SELECT = """
SELECT s.id, s.person_id, s.workplace, coalesce(d.name, '') AS district, s.issued_at, s.pin_hash,
       s.wrong_pins, s.wrong_at
FROM staff_card AS s LEFT JOIN district AS d ON d.id = s.district_id
WHERE s.ended_at IS NULL
"""


def issue(
    db: Database, person_id: int, *, workplace: str, district_id: int | None, now: datetime
) -> str:
    """Make a new card for a key person; returns its secret, 128 bits which are not kept here.

    An older card is dead from here on, and its phones with it. Raises NotFound, and WrongStep for
    somebody who is no key person or was put out.
    """
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with transaction(db):
        person = people.get(db, person_id)
        if person.role != "key_person" or person.is_revoked:
            raise WrongStep(f"person {person_id} gets no staff card")
        end(db, person_id, now=now)
        db.execute("UPDATE person SET enrolled_at = NULL WHERE id = ?", [person_id])
        db.table("staff_card").insert(
            {
                "person_id": person_id,
                "secret_hash": tokens.hashed(secret),
                "workplace": workplace,
                "district_id": district_id,
                "issued_at": moments.written(now),
            }
        )
    return secret


def of_person(db: Database, person_id: int) -> StaffCard | None:
    """The open card of a person, or None."""
    found = rows(db, f"{SELECT} AND s.person_id = ?", person_id)
    return _card(db, found[0]) if found else None


def enrol(
    db: Database, secret: str, *, pin: str, device_name: str, pepper: bytes, now: datetime
) -> str:
    """Let a phone hand off; returns the token it keeps. Outside a transaction.

    The first PIN typed becomes the card's; each later phone must type the same. Raises NotFound for
    a card that is unknown or dead, WeakPin, TooSoon, and WrongPin after it was counted.
    """
    card = _open(db, secret, now=now)
    if not re.fullmatch(r"[0-9]{6}", pin) or pin in MOST_GUESSED:
        raise WeakPin("not six digits, or a PIN that is guessed first")
    keyed = _keyed(secret, pin, pepper)
    if card["pin_hash"] is None:
        _choose(db, card["id"], HASHER.hash(keyed))
        # Another phone may have been first: then that PIN counts.
        card = _open(db, secret, now=now)
    is_right = _is_right(card["pin_hash"], keyed)
    with transaction(db):
        # The slow hash holds up no writer; whoever guessed meanwhile makes this try wait.
        card = _open(db, secret, now=now)
        if is_right:
            return _begin_device(db, card["person_id"], name=device_name, now=now)
        tries_left = _count_wrong(db, card, now=now)
    raise WrongPin(tries_left)


def end(db: Database, person_id: int, *, now: datetime) -> None:
    """End a person's card, if there is one, and all their phones at once."""
    with transaction(db):
        db.execute(
            "UPDATE staff_card SET ended_at = ?, pin_hash = NULL"
            " WHERE person_id = ? AND ended_at IS NULL",
            [moments.written(now), person_id],
        )
        devices.end_all(db, person_id, now=now)


def _open(db: Database, secret: str, *, now: datetime) -> Row:
    """The card with this secret. Raises NotFound, also for a dead one, and TooSoon."""
    card = one(db, f"{SELECT} AND s.secret_hash = ?", tokens.hashed(secret))
    if people.get(db, card["person_id"]).is_revoked:
        raise NotFound(f"staff card {card['id']} belongs to somebody who was put out")
    if card["wrong_at"] is not None:
        wait = timedelta(seconds=2 ** card["wrong_pins"])
        left = moments.read(card["wrong_at"]) + wait - now
        if left > timedelta(0):
            # A clock that was set back must not lock a card for longer than the rule says.
            raise TooSoon(math.ceil(min(left, wait).total_seconds()))
    return card


def _choose(db: Database, card_id: int, pin_hash: str) -> None:
    with transaction(db):
        db.execute(
            "UPDATE staff_card SET pin_hash = ? WHERE id = ? AND pin_hash IS NULL",
            [pin_hash, card_id],
        )


def _begin_device(db: Database, person_id: int, *, name: str, now: datetime) -> str:
    db.execute(
        "UPDATE person SET enrolled_at = coalesce(enrolled_at, ?) WHERE id = ?",
        [moments.written(now), person_id],
    )
    return devices.begin(db, person_id, name=name, now=now)


def _count_wrong(db: Database, card: Row, *, now: datetime) -> int:
    """Count a wrong PIN; how many tries are left. The tenth ends the card."""
    wrong: int = card["wrong_pins"] + 1
    counted = {"wrong_pins": wrong, "wrong_at": moments.written(now)}
    db.table("staff_card").update(card["id"], counted)
    if wrong == MOST_WRONG_PINS:
        end(db, card["person_id"], now=now)
    return MOST_WRONG_PINS - wrong


def _is_right(pin_hash: str, keyed: str) -> bool:
    try:
        return HASHER.verify(pin_hash, keyed)
    except VerifyMismatchError:
        return False


def _keyed(secret: str, pin: str, pepper: bytes) -> str:
    # With the card's secret in it, nobody who takes both database and pepper can try out the
    # million PINs: people use theirs elsewhere, too.
    key = derived(pepper, "staff card pins")
    return hmac.new(key, f"{secret} {pin}".encode(), "sha256").hexdigest()


def _card(db: Database, row: Row) -> StaffCard:
    return StaffCard(
        id=row["id"],
        person=people.get(db, row["person_id"]),
        workplace=row["workplace"],
        district=row["district"],
        issued_at=moments.read(row["issued_at"]),
        has_pin=row["pin_hash"] is not None,
        wrong_pins=row["wrong_pins"],
    )
