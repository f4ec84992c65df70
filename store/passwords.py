"""Passwords: argon2id over a keyed digest, so that they can be guessed only with the pepper."""

import hmac
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlite_utils import Database

from store import people
from store.database import rows, transaction
from store.people import Person
from store.pepper import derived

# What OWASP's Password Storage Cheat Sheet asks for at least: 20 MB and about 35 ms of one core.
# Stronger ones would hold up the scans that share the process with a sign-in.
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)

# Compared where nobody has the name, so that names cannot be told apart by the time it takes.
NOBODYS = HASHER.hash("")


def choose(db: Database, person_id: int, *, email: str, password: str, pepper: bytes) -> None:
    """Let a person sign in with this address and password from now on, and with no others.

    Raises Taken if somebody else has the address.
    """
    password_hash = HASHER.hash(_keyed(password, pepper))
    with transaction(db):
        people.write_to(db, person_id, email=email)
        db.table("person").update(person_id, {"password_hash": password_hash})


def is_chosen(db: Database, person_id: int) -> bool:
    """Whether a person has a password."""
    return _hash(db, person_id) is not None


def owner(db: Database, *, email: str, password: str, pepper: bytes) -> Person | None:
    """The person who may sign in with this address and password, or None.

    Unknown addresses, people who may not sign in and wrong passwords take the same time.
    """
    person = people.find_by_email(db, email)
    known = _hash(db, person.id) if person and person.may_sign_in() else None
    is_right = _is_right(known or NOBODYS, password, pepper)
    return person if known and is_right else None


def is_of(db: Database, person_id: int, *, password: str, pepper: bytes) -> bool:
    """Whether this is the person's password: for somebody who is signed in to prove it again."""
    known = _hash(db, person_id)
    return known is not None and _is_right(known, password, pepper)


def _hash(db: Database, person_id: int) -> str | None:
    found = rows(db, "SELECT password_hash FROM person WHERE id = ?", person_id)
    return str(found[0]["password_hash"]) if found and found[0]["password_hash"] else None


def _is_right(known: str, password: str, pepper: bytes) -> bool:
    try:
        return HASHER.verify(known, _keyed(password, pepper))
    except VerifyMismatchError:
        return False


def _keyed(password: str, pepper: bytes) -> str:
    # An ü can be typed as one sign or as two: both are the same password.
    typed = unicodedata.normalize("NFC", password).encode()
    return hmac.new(derived(pepper, "passwords"), typed, "sha256").hexdigest()
