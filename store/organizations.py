"""Organizations: who makes an offer and can be asked about it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from store import search
from store.database import one, rows, transaction
from store.errors import Taken


@dataclass(frozen=True, slots=True)
class Organization:
    """A club, parish, office or neighbours' group; contacts as E.164, address, URL or None."""

    id: int
    name: str
    phone: str | None
    email: str | None
    website: str | None


SELECT = "SELECT id, name, phone, email, website FROM organization"


def get(db: Database, organization_id: int) -> Organization:
    """The organization with this id. Raises NotFound."""
    return Organization(**one(db, f"{SELECT} WHERE id = ?", organization_id))


def by_ids(db: Database, ids: Iterable[int]) -> list[Organization]:
    """These organizations, in any order."""
    sql = f"{SELECT} WHERE id IN (SELECT value FROM json_each(?))"
    return [Organization(**row) for row in rows(db, sql, json.dumps(list(ids)))]


def called(db: Database, name: str) -> Organization | None:
    """The organization with exactly this name, if we know it."""
    found = rows(db, f"{SELECT} WHERE name = ?", name)
    return Organization(**found[0]) if found else None


def find(db: Database, name: str) -> Organization | None:
    """The organization with this name, in capitals or not."""
    found = rows(db, f"{SELECT} WHERE name = ? COLLATE NOCASE ORDER BY name <> ?", name, name)
    return Organization(**found[0]) if found else None


def like(db: Database, typed: str, *, most: int) -> list[str]:
    """Names with these letters in them, for choosing while typing; by name."""
    sql = "SELECT name FROM organization WHERE instr(lower(name), lower(?)) ORDER BY name LIMIT ?"
    return [row["name"] for row in rows(db, sql, typed, most)]


def describe(db: Database, organization: Organization) -> None:
    """Set the name and the contacts, and make its offers findable by the name.

    Raises Taken if another organization has this name.
    """
    columns = {name: getattr(organization, name) for name in ("name", "phone", "email", "website")}
    namesakes = rows(
        db,
        "SELECT id FROM organization WHERE name = ? AND id <> ?",
        organization.name,
        organization.id,
    )
    if namesakes:
        raise Taken(f"organization {namesakes[0]['id']} has this name")
    with transaction(db):
        db.table("organization").update(organization.id, columns)
        search.index_where(db, organization_id=organization.id)


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


def meet(db: Database, organization_id: int, *, on: date) -> None:
    """Note that somebody of the office has spoken with them; an earlier day changes nothing."""
    with transaction(db):
        db.execute(
            "UPDATE organization SET last_contact_on = max(coalesce(last_contact_on, ''), ?)"
            " WHERE id = ?",
            [on.isoformat(), organization_id],
        )


def know(db: Database, organization_id: int, *, languages: Iterable[str], translates: bool) -> None:
    """Set which languages (BCP 47) they speak there, and whether they translate offers."""
    with transaction(db):
        db.table("organization").update(organization_id, {"translates": translates})
        db.execute("DELETE FROM organization_language WHERE organization_id = ?", [organization_id])
        db.table("organization_language").insert_all(
            {"organization_id": organization_id, "language": language} for language in languages
        )
