"""Lines: the buses and trams of the town, by the name that stands on their front."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from store import placements, stops
from store.database import insert, one, rows, transaction
from store.errors import NotFound
from store.placements import Placement

MEANS = ("bus", "tram", "subway", "train", "ferry")


@dataclass(frozen=True, slots=True)
class Line:
    """A line; `means` is what runs on it, because bus 1 and tram 1 are two."""

    id: int
    name: str
    means: str

    def label(self) -> str:
        """Its name so that it cannot be another: bus 29."""
        return f"{self.means} {self.name}"


@dataclass(frozen=True, slots=True)
class Counted:
    """A line as it stands in a list: how many stops it has, and how many vehicles carry a code."""

    line: Line
    stops: int
    vehicles: int


def get(db: Database, line_id: int) -> Line:
    """The line with this id. Raises NotFound."""
    return Line(**one(db, "SELECT * FROM line WHERE id = ?", line_id))


def everywhere(db: Database) -> list[Line]:
    """All lines: by name, 2 before 10."""
    return _in_order(Line(**row) for row in rows(db, "SELECT * FROM line"))


def counted(db: Database) -> list[Counted]:
    """All lines as they stand in a list, by name."""
    sql = """SELECT n.*,
    (SELECT count(DISTINCT stop_id) FROM line_stop WHERE line_id = n.id) AS stops,
    (SELECT count(*) FROM placement_line l JOIN placement p ON p.id = l.placement_id
     WHERE l.line_id = n.id AND p.state NOT IN ('retired', 'merged')) AS vehicles FROM line n"""
    found = [
        Counted(Line(row["id"], row["name"], row["means"]), row["stops"], row["vehicles"])
        for row in rows(db, sql)
    ]
    return sorted(found, key=lambda one: (stops.by_number(one.line.name), one.line.means))


def meant(db: Database, typed: str) -> list[Line]:
    """The lines somebody may mean by `29` or `bus 29`; several where two have the name."""
    wanted = " ".join(typed.split()).casefold()
    return [
        line for line in everywhere(db) if wanted in (line.name.casefold(), line.label().casefold())
    ]


def called(db: Database, line: Line) -> str:
    """What somebody may type for a line: its name, where no other has it."""
    return line.name if len(meant(db, line.name)) == 1 else line.label()


def for_placement(db: Database, placement_id: int) -> list[Line]:
    """The lines a vehicle with a code runs, by name."""
    sql = """SELECT n.* FROM placement_line l JOIN line n ON n.id = l.line_id
    WHERE l.placement_id = ?"""
    return _in_order(Line(**row) for row in rows(db, sql, placement_id))


def vehicles(db: Database, line_id: int) -> list[Placement]:
    """What runs this line and still carries its code, by name."""
    sql = "SELECT placement_id FROM placement_line WHERE line_id = ?"
    found = [placements.get(db, row["placement_id"]) for row in rows(db, sql, line_id)]
    return sorted((one for one in found if one.is_live()), key=lambda one: (one.name, one.id))


def put_on(db: Database, placement_id: int, line_ids: Iterable[int]) -> None:
    """Say which lines a vehicle with a code runs, and no others."""
    with transaction(db):
        db.execute("DELETE FROM placement_line WHERE placement_id = ?", [placement_id])
        for line_id in sorted(set(line_ids)):
            insert(db, "placement_line", {"placement_id": placement_id, "line_id": line_id})


def middle(db: Database, line_ids: Sequence[int]) -> tuple[float, float]:
    """The middle of these lines' stops (lat, lon): where a vehicle is when nobody knows.

    Raises NotFound for lines without a stop in town.
    """
    found = stops.of_lines(db, line_ids)
    if not found:
        raise NotFound("these lines have no stop in town")
    lats, lons = [stop.lat for stop in found], [stop.lon for stop in found]
    return round(sum(lats) / len(found), 6), round(sum(lons) / len(found), 6)


def _in_order(found: Iterable[Line]) -> list[Line]:
    return sorted(found, key=lambda line: (stops.by_number(line.name), line.means))
