"""Passkeys: keys on people's own devices, of which we keep the public half."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from store import moments, people
from store.database import Row, insert, one, rows, transaction
from store.errors import LastWayIn, Taken
from store.people import Person


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What a device tells us of a new passkey: its name (base64url), key (COSE) and count."""

    credential: str
    public_key: bytes
    sign_count: int


@dataclass(frozen=True, slots=True)
class Passkey:
    """A person's passkey; `device` is where it was made, as in a list of sessions."""

    id: int
    person_id: int
    credential: str
    public_key: bytes
    device: str
    created_at: datetime
    used_at: datetime | None
    is_doubted: bool


SELECT = """
SELECT id, person_id, credential, public_key, device, created_at, used_at,
       doubted_at IS NOT NULL AS is_doubted
FROM passkey
"""


def for_person(db: Database, person_id: int) -> list[Passkey]:
    """The passkeys of a person, the oldest first; also those we doubt."""
    return [
        _passkey(row) for row in rows(db, f"{SELECT} WHERE person_id = ? ORDER BY id", person_id)
    ]


def named(db: Database, credential: str) -> Passkey:
    """The passkey with this name. Raises NotFound."""
    return _passkey(one(db, f"{SELECT} WHERE credential = ?", credential))


def add(db: Database, person_id: int, key: PublicKey, *, device: str, now: datetime) -> None:
    """Let a person sign in with this passkey from now on. Raises Taken for one we know already."""
    with transaction(db):
        if rows(db, f"{SELECT} WHERE credential = ?", key.credential):
            raise Taken("this passkey belongs to an account already")
        insert(
            db,
            "passkey",
            {
                "person_id": person_id,
                "credential": key.credential,
                "public_key": key.public_key,
                "sign_count": key.sign_count,
                "device": device,
                "created_at": moments.written(now),
            },
        )


def use(db: Database, passkey: Passkey, *, sign_count: int, now: datetime) -> Person | None:
    """The person whom this passkey lets in after it signed for the `sign_count`-th time.

    A key that counts must count upwards: one that does not may be a copy, and opens nothing ever
    again. Most never count and say 0. None if it is doubted, or its person may not sign in.
    """
    with transaction(db):
        used = db.execute(
            "UPDATE passkey SET sign_count = :count, used_at = :now WHERE id = :id"
            " AND doubted_at IS NULL AND (sign_count < :count OR (sign_count = 0 AND :count = 0))",
            {"count": sign_count, "now": moments.written(now), "id": passkey.id},
        )
        if not used.rowcount:
            _doubt(db, passkey.id, now=now)
            return None
        person = people.get(db, passkey.person_id)
        return person if person.may_sign_in() else None


def remove(db: Database, passkey_id: int, *, of: int) -> None:
    """Let a passkey of the person with the id `of` open nothing any more.

    Raises NotFound for anybody else's, and LastWayIn if that person could not come in without it.
    """
    with transaction(db):
        one(db, "SELECT id FROM passkey WHERE id = ? AND person_id = ?", passkey_id, of)
        if passkey_id == last_way_in(db, of):
            raise LastWayIn(f"person {of} has nothing but passkey {passkey_id}")
        db.execute("DELETE FROM passkey WHERE id = ?", [passkey_id])


def last_way_in(db: Database, person_id: int) -> int | None:
    """The id of the one passkey without which a person could not sign in, if it is so."""
    sql = (
        "SELECT passkey.id FROM passkey JOIN person ON person.id = person_id"
        " WHERE person_id = ? AND password_hash IS NULL AND doubted_at IS NULL"
    )
    found = rows(db, sql, person_id)
    return int(found[0]["id"]) if len(found) == 1 else None


def remove_all(db: Database, person_id: int) -> None:
    """Remove every passkey of a person who begins anew, or leaves."""
    with transaction(db):
        db.execute("DELETE FROM passkey WHERE person_id = ?", [person_id])


def _doubt(db: Database, passkey_id: int, *, now: datetime) -> None:
    db.execute(
        "UPDATE passkey SET doubted_at = coalesce(doubted_at, ?) WHERE id = ?",
        [moments.written(now), passkey_id],
    )


def _passkey(row: Row) -> Passkey:
    return Passkey(
        id=row["id"],
        person_id=row["person_id"],
        credential=row["credential"],
        public_key=bytes(row["public_key"]),
        device=row["device"],
        created_at=moments.read(row["created_at"]),
        used_at=moments.read(row["used_at"]) if row["used_at"] else None,
        is_doubted=bool(row["is_doubted"]),
    )
