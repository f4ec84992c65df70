"""Organizations: who makes an offer and can be asked about it."""

from dataclasses import dataclass

from sqlite_utils import Database

from store.database import one, rows, transaction


@dataclass(frozen=True, slots=True)
class Organization:
    """A club, parish, office or neighbours' group; contacts as E.164, address, URL or None."""

    id: int
    name: str
    phone: str | None
    email: str | None
    website: str | None


SELECT = "SELECT id, name, phone, email, website FROM organization"


def called(db: Database, name: str) -> Organization | None:
    """The organization with exactly this name, if we know it."""
    found = rows(db, f"{SELECT} WHERE name = ?", name)
    return Organization(**found[0]) if found else None


def named(
    db: Database,
    name: str,
    *,
    phone: str | None = None,
    email: str | None = None,
    website: str | None = None,
) -> Organization:
    """The organization with this name, made with these contacts if it is new."""
    with transaction(db):
        db.execute(
            "INSERT INTO organization (name, phone, email, website) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            [name, phone, email, website],
        )
        return Organization(**one(db, f"{SELECT} WHERE name = ?", name))
