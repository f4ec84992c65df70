"""Timetables: all lines of the town at once, taken over from a transport company's feed."""

from dataclasses import dataclass

from sqlite_utils import Database

from store import stops
from store.database import insert, rows, transaction
from store.stops import Stop

# A stop keeps its number from one timetable to the next if it did not move farther than this.
SAME_STOP_M = 400.0


@dataclass(frozen=True, slots=True)
class Place:
    """A stop of a new timetable: the middle of its platforms, in degrees (WGS84)."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Courses:
    """A line of a new timetable; each of one or two courses is a row of indices of its places."""

    name: str
    means: str
    courses: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Timetable:
    """Everything that runs in town."""

    places: tuple[Place, ...]
    lines: tuple[Courses, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a timetable brought; `kept` are lines it does not know that a vehicle of ours runs."""

    lines: int
    stops: int
    kept: tuple[str, ...]


def replace(db: Database, timetable: Timetable) -> Loaded:
    """Let this timetable take the place of the former one, all or nothing.

    Lines and stops that stay keep their ids; a line that a placement names stays with its last
    course, because paper with its name is still on the road.
    """
    with transaction(db):
        known = {(row["name"], row["means"]): row["id"] for row in rows(db, "SELECT * FROM line")}
        ids = {one: known.get((one.name, one.means)) for one in timetable.lines}
        kept = _leave_out(db, stay={line_id for line_id in ids.values() if line_id})
        stop_ids = _take_in_places(db, timetable.places)
        for line, line_id in ids.items():
            _write(db, line, line_id or _new_line(db, line), stop_ids)
        db.execute("DELETE FROM stop WHERE id NOT IN (SELECT stop_id FROM line_stop)")
    return Loaded(len(timetable.lines), len(timetable.places), kept)


def _leave_out(db: Database, *, stay: set[int]) -> tuple[str, ...]:
    """Remove the lines that run no more; tells those that stay because a placement names them."""
    sql = """SELECT n.id, n.name, EXISTS (SELECT 1 FROM placement_line WHERE line_id = n.id)
    AS is_named FROM line n ORDER BY n.id"""
    gone = [row for row in rows(db, sql) if row["id"] not in stay]
    for row in gone:
        if not row["is_named"]:
            db.execute("DELETE FROM line_stop WHERE line_id = ?", [row["id"]])
            db.execute("DELETE FROM line WHERE id = ?", [row["id"]])
    return tuple(row["name"] for row in gone if row["is_named"])


def _take_in_places(db: Database, places: tuple[Place, ...]) -> list[int]:
    """The ids of these places: those of the stops they are already known as, or new ones."""
    known: dict[str, list[Stop]] = {}
    for row in rows(db, "SELECT * FROM stop"):
        known.setdefault(row["name"], []).append(Stop(**row))
    return [_take_in(db, place, known.get(place.name, [])) for place in places]


def _take_in(db: Database, place: Place, namesakes: list[Stop]) -> int:
    close = [stop for stop in namesakes if _metres(stop, place) <= SAME_STOP_M]
    if not close:
        sql = "INSERT INTO stop (name, lat, lon) VALUES (?, ?, ?) RETURNING id"
        return int(db.execute(sql, [place.name, place.lat, place.lon]).fetchone()[0])
    same = min(close, key=lambda stop: _metres(stop, place))
    namesakes.remove(same)
    if (same.lat, same.lon) != (place.lat, place.lon):
        sql = "UPDATE stop SET lat = ?, lon = ? WHERE id = ?"
        db.execute(sql, [place.lat, place.lon, same.id])
    return same.id


def _new_line(db: Database, line: Courses) -> int:
    sql = "INSERT INTO line (name, means) VALUES (?, ?) RETURNING id"
    return int(db.execute(sql, [line.name, line.means]).fetchone()[0])


def _write(db: Database, line: Courses, line_id: int, stop_ids: list[int]) -> None:
    db.execute("DELETE FROM line_stop WHERE line_id = ?", [line_id])
    for direction, course in enumerate(line.courses):
        for nth, place in enumerate(course):
            row = {"line_id": line_id, "direction": direction, "nth": nth}
            insert(db, "line_stop", {**row, "stop_id": stop_ids[place]})


def _metres(stop: Stop, place: Place) -> float:
    return stops.metres_between((stop.lat, stop.lon), (place.lat, place.lon))
