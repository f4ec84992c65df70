"""Venues: the door a person has to find."""

from dataclasses import dataclass

from sqlite_utils import Database

from store.database import one, rows, transaction
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


@dataclass(frozen=True, slots=True)
class Address:
    """What an envelope says; `street` with the house number."""

    name: str
    street: str
    postcode: str
    town: str


SELECT = """
SELECT v.id, v.name, v.street, v.postcode, v.town, coalesce(d.name, '') AS district, v.lat, v.lon,
       v.located, v.directions, v.step_free, v.toilet, v.hearing_loop, v.quiet
FROM venue v LEFT JOIN district d ON d.id = v.district_id
"""


def get(db: Database, venue_id: int) -> Venue:
    """The venue with this id. Raises NotFound."""
    return Venue(**one(db, f"{SELECT} WHERE v.id = ?", venue_id))


def find_at(db: Database, address: Address) -> Venue | None:
    """The venue at this address, if we know it."""
    sql = f"{SELECT} WHERE v.name = ? AND v.street = ? AND v.postcode = ? AND v.town = ?"
    found = rows(db, sql, address.name, address.street, address.postcode, address.town)
    return Venue(**found[0]) if found else None


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


def locate(db: Database, venue_id: int, *, lat: float, lon: float, how: str) -> None:
    """Give the venue its point on earth; `how` is `by_hand` or `by_register`."""
    with transaction(db):
        db.table("venue").update(venue_id, {"lat": lat, "lon": lon, "located": how})


def describe(db: Database, venue_id: int, *, directions: str, facts: dict[str, Fact]) -> None:
    """Say how to find the door and what the house offers (names in `facts.OF_VENUE`)."""
    with transaction(db):
        db.table("venue").update(venue_id, {"directions": directions, **facts})
