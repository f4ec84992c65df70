"""People we know by name: key persons, pilots and coordinators of this office."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlite_utils import Database

from store import moments
from store.database import Row, one, rows, transaction
from store.errors import Taken

Role = Literal["key_person", "pilot", "coordinator"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a role; `email` is in small letters and empty where we know none.

    `language` is the prefix of the one they chose; empty: what their browser prefers.
    """

    id: int
    role: Role
    name: str
    email: str
    trained_until_on: date | None
    confidential_since_on: date | None
    is_enrolled: bool
    is_revoked: bool
    language: str

    def may_sign_in(self) -> bool:
        """Whether this person went through an invitation and was not revoked since."""
        return self.is_enrolled and not self.is_revoked

    def may_act(self, on: date) -> bool:
        """Whether this person may do today what the role is for; dates gate all but the office."""
        if self.is_revoked:
            return False
        return self.role == "coordinator" or (self.is_trained(on) and self.is_confidential(on))

    def is_trained(self, on: date) -> bool:
        """Whether the training covers this day, its last one included."""
        return self.trained_until_on is not None and on <= self.trained_until_on

    def is_confidential(self, on: date) -> bool:
        """Whether confidentiality was promised by this day."""
        return self.confidential_since_on is not None and self.confidential_since_on <= on


# No secret is ever part of the record: what is not loaded cannot be shown or logged.
SELECT = """
SELECT id, role, name, coalesce(email, '') AS email, trained_until_on, confidential_since_on,
       enrolled_at IS NOT NULL AS is_enrolled, revoked_at IS NOT NULL AS is_revoked, language
FROM person
"""


def get(db: Database, person_id: int) -> Person:
    """The person with this id, revoked or not. Raises NotFound."""
    return _person(one(db, f"{SELECT} WHERE id = ?", person_id))


def everyone(db: Database) -> list[Person]:
    """All people of this office by name, those who were put out included."""
    return [_person(row) for row in rows(db, f"{SELECT} ORDER BY name COLLATE NOCASE, id")]


def find_by_email(db: Database, email: str) -> Person | None:
    """The person with this address, unless revoked; None if there is nobody."""
    sql = f"{SELECT} WHERE email = ? AND revoked_at IS NULL"
    found = rows(db, sql, normalised(email))
    return _person(found[0]) if found else None


def welcome(db: Database, *, role: Role, name: str, email: str, now: datetime) -> Person:
    """Take in somebody new, who cannot sign in yet. Raises Taken if the address is in use."""
    with transaction(db):
        person_id = db.execute(
            "INSERT INTO person (role, name, created_at) VALUES (?, ?, ?) RETURNING id",
            [role, name, moments.written(now)],
        ).fetchone()[0]
        if email:
            write_to(db, person_id, email=email)
    return get(db, person_id)


def write_to(db: Database, person_id: int, *, email: str) -> None:
    """Note the address a person signs in with. Raises Taken if somebody else has it."""
    with transaction(db):
        owner = find_by_email(db, email)
        if owner is not None and owner.id != person_id:
            raise Taken(f"person {owner.id} has this e-mail address")
        db.table("person").update(person_id, {"email": normalised(email)})


def train(db: Database, person_id: int, *, until_on: date) -> Person:
    """Note that a person was trained, and until when (inclusive) that holds."""
    with transaction(db):
        db.table("person").update(person_id, {"trained_until_on": until_on.isoformat()})
    return get(db, person_id)


def bind(db: Database, person_id: int, *, since_on: date) -> Person:
    """Note that a person has promised confidentiality on this day."""
    with transaction(db):
        db.table("person").update(person_id, {"confidential_since_on": since_on.isoformat()})
    return get(db, person_id)


def qualify(
    db: Database,
    person_id: int,
    *,
    trained_until_on: date | None,
    confidential_since_on: date | None,
) -> Person:
    """Note both dates that gate a person; None takes a date back. Raises NotFound."""
    dates = {
        "trained_until_on": trained_until_on and trained_until_on.isoformat(),
        "confidential_since_on": confidential_since_on and confidential_since_on.isoformat(),
    }
    with transaction(db):
        person = get(db, person_id)
        db.table("person").update(person.id, dates)
    return get(db, person_id)


def speak_with(db: Database, person_id: int, *, language: str) -> None:
    """Note the language (a prefix) somebody chose; empty: what their browser prefers."""
    with transaction(db):
        db.table("person").update(person_id, {"language": language})


def revoke(db: Database, person_id: int, *, now: datetime) -> Person:
    """Put a person out for good, at once and everywhere; the address is free again."""
    with transaction(db):
        db.execute(
            "UPDATE person SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?",
            [moments.written(now), person_id],
        )
    return get(db, person_id)


def normalised(email: str) -> str:
    """An address as we keep and compare it."""
    return email.strip().lower()


def _person(row: Row) -> Person:
    return Person(
        id=row["id"],
        role=row["role"],
        name=row["name"],
        email=row["email"],
        trained_until_on=_day(row["trained_until_on"]),
        confidential_since_on=_day(row["confidential_since_on"]),
        is_enrolled=bool(row["is_enrolled"]),
        is_revoked=bool(row["is_revoked"]),
        language=row["language"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
