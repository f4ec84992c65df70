"""Districts: the parts of the town people name when asked where they live."""

from dataclasses import dataclass
from math import cos, radians

from sqlite_utils import Database

from store.database import rows, transaction

# About a kilometre, in degrees of latitude: who lives farther off calls it another part of town.
NEAR_DEG = 0.009


@dataclass(frozen=True, slots=True)
class District:
    """A part of the town."""

    id: int
    name: str


def named(db: Database, name: str) -> District:
    """The district with this name, made if it is new."""
    with transaction(db):
        db.execute("INSERT INTO district (name) VALUES (?) ON CONFLICT DO NOTHING", [name])
        return District(**rows(db, "SELECT id, name FROM district WHERE name = ?", name)[0])


def everywhere(db: Database) -> list[District]:
    """All districts, by name."""
    return [District(**row) for row in rows(db, "SELECT id, name FROM district ORDER BY name")]


def middle(db: Database, name: str) -> tuple[float, float] | None:
    """The middle of a district's venues (lat, lon), for want of a border; None without any."""
    sql = (
        "SELECT avg(v.lat) AS lat, avg(v.lon) AS lon FROM venue v"
        " JOIN district d ON d.id = v.district_id WHERE d.name = ?"
    )
    [found] = rows(db, sql, name)
    return None if found["lat"] is None else (found["lat"], found["lon"])


def near(db: Database, *, lat: float, lon: float) -> District | None:
    """The district of the nearest venue within a kilometre, for want of a border; None without."""
    sql = """SELECT d.id, d.name, abs(v.lat - :lat) AS north, abs(v.lon - :lon) * :narrow AS east
    FROM venue v JOIN district d ON d.id = v.district_id
    WHERE v.lat BETWEEN :lat - :near AND :lat + :near AND east <= :near
    ORDER BY north * north + east * east, d.id LIMIT 1"""
    found = rows(db, sql, lat=lat, lon=lon, near=NEAR_DEG, narrow=cos(radians(lat)))
    return District(found[0]["id"], found[0]["name"]) if found else None
