"""Venues: the door a person has to find."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from store import search
from store.database import one, rows, transaction
from store.errors import Taken
from store.facts import Fact


@dataclass(frozen=True, slots=True)
class Venue:
    """A place with its door; `lat` and `lon` in degrees (WGS84), None while nobody placed it."""

    id: int
    name: str
    street: str
    postcode: str
    town: str
    district: str
    lat: float | None
    lon: float | None
    located: str
    directions: str
    step_free: Fact
    toilet: Fact
    hearing_loop: Fact
    quiet: Fact

    def label(self) -> str:
        """Name and address in one line, as somebody chooses it from a list."""
        return Address(self.name, self.street, self.postcode, self.town).label()


@dataclass(frozen=True, slots=True)
class Address:
    """What an envelope says; `street` with the house number."""

    name: str
    street: str
    postcode: str
    town: str

    def label(self) -> str:
        """All of it in one line."""
        town = f"{self.postcode} {self.town}".strip()
        return ", ".join(filter(None, [self.name, self.street, town]))


LABEL = (
    "concat_ws(', ', v.name, nullif(v.street, ''), nullif(trim(v.postcode || ' ' || v.town), ''))"
)

SELECT = """
SELECT v.id, v.name, v.street, v.postcode, v.town, coalesce(d.name, '') AS district, v.lat, v.lon,
       v.located, v.directions, v.step_free, v.toilet, v.hearing_loop, v.quiet
FROM venue v LEFT JOIN district d ON d.id = v.district_id
"""


def get(db: Database, venue_id: int) -> Venue:
    """The venue with this id. Raises NotFound."""
    return Venue(**one(db, f"{SELECT} WHERE v.id = ?", venue_id))


def by_ids(db: Database, ids: Iterable[int]) -> list[Venue]:
    """These venues, in any order."""
    sql = f"{SELECT} WHERE v.id IN (SELECT value FROM json_each(?))"
    return [Venue(**row) for row in rows(db, sql, json.dumps(list(ids)))]


def find_at(db: Database, address: Address) -> Venue | None:
    """The venue at this address, if we know it."""
    sql = f"{SELECT} WHERE v.name = ? AND v.street = ? AND v.postcode = ? AND v.town = ?"
    found = rows(db, sql, address.name, address.street, address.postcode, address.town)
    return Venue(**found[0]) if found else None


def like(db: Database, typed: str, *, most: int) -> list[str]:
    """Labels with these letters in them, for choosing while typing; by name."""
    sql = (
        f"SELECT {LABEL} AS label FROM venue v WHERE instr(lower({LABEL}), lower(?))"
        " ORDER BY label LIMIT ?"
    )
    return [row["label"] for row in rows(db, sql, typed, most)]


def meant(db: Database, typed: str) -> list[Venue]:
    """The venues that were meant by a label, or by a name that several may have."""
    sql = f"{SELECT} WHERE {LABEL} = :typed COLLATE NOCASE OR v.name = :typed COLLATE NOCASE"
    found = [Venue(**row) for row in rows(db, f"{sql} ORDER BY v.id", typed=typed)]
    exact = [venue for venue in found if venue.label().casefold() == typed.casefold()]
    return exact[:1] or found


def at(db: Database, address: Address, *, district_id: int | None = None) -> Venue:
    """The venue at this address, made if it is new."""
    with transaction(db):
        db.execute(
            "INSERT INTO venue (name, street, postcode, town, district_id) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            [address.name, address.street, address.postcode, address.town, district_id],
        )
        row = one(
            db,
            f"{SELECT} WHERE v.name = ? AND v.street = ? AND v.postcode = ? AND v.town = ?",
            address.name,
            address.street,
            address.postcode,
            address.town,
        )
    return Venue(**row)


def not_located(db: Database) -> list[Venue]:
    """Venues without coordinates, for placing by hand; by postcode and street."""
    return [
        Venue(**row)
        for row in rows(
            db, f"{SELECT} WHERE v.located = 'not_yet' ORDER BY v.postcode, v.street, v.name"
        )
    ]


def located(db: Database) -> list[Venue]:
    """Venues with coordinates, by name."""
    sql = f"{SELECT} WHERE v.lat IS NOT NULL ORDER BY v.name, v.id"
    return [Venue(**row) for row in rows(db, sql)]


def locate(db: Database, venue_id: int, *, lat: float, lon: float, how: str) -> None:
    """Give the venue its point on earth; `how` is `by_hand` or `by_register`."""
    with transaction(db):
        db.table("venue").update(venue_id, {"lat": lat, "lon": lon, "located": how})


def describe(db: Database, venue_id: int, *, directions: str, facts: dict[str, Fact]) -> None:
    """Say how to find the door and what the house offers (names in `facts.OF_VENUE`)."""
    with transaction(db):
        db.table("venue").update(venue_id, {"directions": directions, **facts})


def readdress(db: Database, venue_id: int, address: Address, *, district_id: int | None) -> None:
    """Set name and address, and make the offers there findable by them.

    Raises Taken if another venue has this name and address.
    """
    columns = {name: getattr(address, name) for name in Address.__slots__}
    sql = "SELECT id FROM venue WHERE (name, street, postcode, town) = (?, ?, ?, ?) AND id <> ?"
    if namesakes := rows(db, sql, *columns.values(), venue_id):
        raise Taken(f"venue {namesakes[0]['id']} has this name and address")
    with transaction(db):
        db.table("venue").update(venue_id, {**columns, "district_id": district_id})
        search.index_where(db, venue_id=venue_id)


def lose(db: Database, venue_id: int) -> None:
    """Take the point on earth away again: nobody knows it for sure."""
    with transaction(db):
        nowhere = {"lat": None, "lon": None, "located": "not_yet"}
        db.table("venue").update(venue_id, nowhere)
