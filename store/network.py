"""The network: whom the office works with, what they offer, and where nobody offers anything."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from store.database import Row, one, rows

# What somebody can come to, or could again.
IS_OFFERED = "status IN ('published', 'paused')"


@dataclass(frozen=True, slots=True)
class OffersSomething:
    """One offer of a partner: where it takes place, as far as anybody knows."""

    id: int
    title: str
    district: str


@dataclass(frozen=True, slots=True)
class Partner:
    """An organization with all the office knows of it; contacts as in `organizations`."""

    id: int
    name: str
    phone: str | None
    email: str | None
    website: str | None
    last_contact_on: date | None
    translates: bool
    languages: tuple[str, ...]
    offers: tuple[OffersSomething, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which partners somebody looks for; all by default."""

    district_id: int | None = None
    language: str = ""
    is_idle: bool = False
    translates: bool = False


# A partner speaks what it says of itself, and what is spoken at its offers.
FITTING = f"""
FROM organization g
WHERE (:district_id IS NULL OR g.id IN (
    SELECT o.organization_id FROM offer o JOIN venue v ON v.id = o.venue_id
    WHERE v.district_id = :district_id AND o.{IS_OFFERED}))
  AND (:language = '' OR g.id IN (
    SELECT organization_id FROM organization_language WHERE language = :language
    UNION
    SELECT o.organization_id FROM offer_language l JOIN offer o ON o.id = l.offer_id
    WHERE l.language = :language AND o.{IS_OFFERED}))
  AND (NOT :is_idle OR g.id NOT IN (SELECT organization_id FROM offer WHERE {IS_OFFERED}))
  AND (NOT :translates OR g.translates)
"""
COLUMNS = "g.id, g.name, g.phone, g.email, g.website, g.last_contact_on, g.translates"


def partners(db: Database, wanted: Wanted, *, first: int, most: int) -> list[Partner]:
    """Partners that fit, by name: at most so many, from the one with this number (from 0) on."""
    sql = f"SELECT {COLUMNS} {FITTING} ORDER BY g.name COLLATE NOCASE LIMIT :most OFFSET :first"
    return _partners(db, rows(db, sql, most=most, first=first, **_named(wanted)))


def count(db: Database, wanted: Wanted) -> int:
    """How many partners fit."""
    [found] = rows(db, f"SELECT count(*) AS n {FITTING}", **_named(wanted))
    return int(found["n"])


def get(db: Database, organization_id: int) -> Partner:
    """The partner with this id. Raises NotFound."""
    row = one(db, f"SELECT {COLUMNS} FROM organization g WHERE g.id = ?", organization_id)
    return _partners(db, [row])[0]


def with_email(db: Database) -> list[Partner]:
    """Everybody who can be written to, by name."""
    sql = f"SELECT {COLUMNS} FROM organization g WHERE coalesce(g.email, '') <> '' ORDER BY g.name"
    return _partners(db, rows(db, sql))


def languages(db: Database) -> list[str]:
    """Every language that is spoken at some partner or some offer."""
    sql = "SELECT language FROM organization_language UNION SELECT language FROM offer_language"
    return [row["language"] for row in rows(db, f"{sql} ORDER BY language")]


def districts_without_offers(db: Database) -> list[str]:
    """Names of the districts where nothing is published or paused, by name."""
    sql = (
        "SELECT name FROM district WHERE id NOT IN (SELECT v.district_id FROM offer o"
        f" JOIN venue v ON v.id = o.venue_id WHERE v.district_id IS NOT NULL AND o.{IS_OFFERED})"
        " ORDER BY name"
    )
    return [row["name"] for row in rows(db, sql)]


def _named(wanted: Wanted) -> Row:
    return {name: getattr(wanted, name) for name in Wanted.__slots__}


def _partners(db: Database, found: list[Row]) -> list[Partner]:
    ids = json.dumps([row["id"] for row in found])
    offers, spoken = _offers(db, ids), _languages(db, ids)
    return [
        Partner(
            **{
                **row,
                "last_contact_on": _day(row["last_contact_on"]),
                "translates": bool(row["translates"]),
            },
            languages=tuple(spoken.get(row["id"], ())),
            offers=tuple(offers.get(row["id"], ())),
        )
        for row in found
    ]


def _offers(db: Database, ids: str) -> dict[int, list[OffersSomething]]:
    sql = (
        "SELECT o.organization_id, o.id, t.title, coalesce(d.name, '') AS district"
        " FROM offer o JOIN offer_text t ON t.offer_id = o.id AND t.language = 'de'"
        " JOIN venue v ON v.id = o.venue_id LEFT JOIN district d ON d.id = v.district_id"
        f" WHERE o.{IS_OFFERED} AND o.organization_id IN (SELECT value FROM json_each(?))"
        " ORDER BY t.title"
    )
    found: dict[int, list[OffersSomething]] = {}
    for row in rows(db, sql, ids):
        found.setdefault(row.pop("organization_id"), []).append(OffersSomething(**row))
    return found


def _languages(db: Database, ids: str) -> dict[int, list[str]]:
    return _grouped(
        rows(
            db,
            "SELECT organization_id, language FROM organization_language"
            " WHERE organization_id IN (SELECT value FROM json_each(?)) ORDER BY language",
            ids,
        )
    )


def _grouped(found: Iterable[Row]) -> dict[int, list[str]]:
    grouped: dict[int, list[str]] = {}
    for row in found:
        grouped.setdefault(row["organization_id"], []).append(row["language"])
    return grouped


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
