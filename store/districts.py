"""Districts: the parts of the town people name when asked where they live."""

from dataclasses import dataclass

from sqlite_utils import Database

from store.database import rows, transaction


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
