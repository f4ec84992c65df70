"""Population: how many people of each group live in each district, as the office loaded it."""

from collections.abc import Mapping

from sqlite_utils import Database

from store.database import rows, transaction


def load(db: Database, people: Mapping[tuple[int, str], int]) -> None:
    """Put these numbers (district id and group → people) in the place of all earlier ones."""
    with transaction(db):
        db.execute("DELETE FROM population")
        db.conn.executemany(
            "INSERT INTO population (district_id, people_group, people) VALUES (?, ?, ?)",
            [(district_id, group, n) for (district_id, group), n in people.items()],
        )


def by_group(db: Database) -> dict[str, dict[int, int]]:
    """Group → district id → people; what nobody loaded is left out."""
    found: dict[str, dict[int, int]] = {}
    for row in rows(db, "SELECT * FROM population ORDER BY people_group, district_id"):
        found.setdefault(row["people_group"], {})[row["district_id"]] = row["people"]
    return found
