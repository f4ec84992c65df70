"""Stops: where one gets on and off a bus or tram, each with all its platforms."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, hypot, radians

from sqlite_utils import Database

from store.database import Row, rows

# How far north or south one comes with so many degrees; the same for every town.
METRES_A_DEGREE = 111_195.0

# From a stop this far away nobody has to look for the door.
NEAR_M = 500.0

# A notice hangs at its stop if it is no farther from the middle of the platforms.
AT_THE_STOP_M = 100.0

METRES = """2 * 6371000 * asin(sqrt(
  pow(sin(radians({lat} - s.lat) / 2), 2) +
  cos(radians(s.lat)) * cos(radians({lat})) * pow(sin(radians({lon} - s.lon) / 2), 2)))"""


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop with the middle of its platforms, in degrees (WGS84)."""

    id: int
    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class NearStop:
    """A stop so many metres away (as the crow flies), with the lines that halt there."""

    stop: Stop
    metres: float
    line_names: tuple[str, ...]


def near(db: Database, *, lat: float, lon: float, most: int) -> list[NearStop]:
    """The nearest stops of a point within a short walk, at most so many, the nearest first."""
    high, wide = _reach(NEAR_M, lat)
    sql = f"""
    SELECT s.id, s.name, s.lat, s.lon, {METRES.format(lat=":lat", lon=":lon")} AS metres
    FROM stop s WHERE s.lat BETWEEN :lat - :high AND :lat + :high
    AND s.lon BETWEEN :lon - :wide AND :lon + :wide AND metres <= :within
    ORDER BY metres, s.id LIMIT :most
    """
    asked = {"lat": lat, "lon": lon, "high": high, "wide": wide, "within": NEAR_M, "most": most}
    return [_near_stop(db, row) for row in rows(db, sql, **asked)]


def offers_near(
    db: Database, line_id: int, *, direction: int, within_m: float
) -> dict[int, tuple[int, float]]:
    """What is near the stops of a line: published offer → its nearest stop and the metres to it."""
    high, wide = _reach(within_m, _lat_of(db, line_id))
    sql = f"""
    WITH here AS (SELECT DISTINCT s.id, s.lat, s.lon
      FROM line_stop l JOIN stop s ON s.id = l.stop_id
      WHERE l.line_id = :line AND l.direction = :direction),
    -- SQLite takes the other columns from the row that has the minimum.
    nearest AS (SELECT v.id AS venue_id, s.id AS stop_id,
        min({METRES.format(lat="v.lat", lon="v.lon")}) AS metres
      FROM here s CROSS JOIN venue v ON v.lat BETWEEN s.lat - :high AND s.lat + :high
      AND v.lon BETWEEN s.lon - :wide AND s.lon + :wide GROUP BY v.id)
    SELECT o.id, n.stop_id, n.metres FROM nearest n JOIN offer o ON o.venue_id = n.venue_id
    WHERE o.status = 'published' AND n.metres <= :within ORDER BY n.metres, o.id
    """
    asked = {"line": line_id, "direction": direction, "high": high, "wide": wide}
    found = rows(db, sql, **asked, within=within_m)
    return {row["id"]: (row["stop_id"], row["metres"]) for row in found}


def without_notice(db: Database, line_id: int) -> list[Stop]:
    """The stops of a line at which no notice of ours hangs or is meant to, in the line's order."""
    noticed = _noticed(db, line_id)
    return [stop for stop in once_each(db, line_id) if stop.id not in noticed]


def once_each(db: Database, line_id: int) -> list[Stop]:
    """Every stop of a line once: in the order of its course, then those of the way back only."""
    sql = """SELECT s.* FROM line_stop l JOIN stop s ON s.id = l.stop_id WHERE l.line_id = ?
    GROUP BY s.id ORDER BY min(l.direction * 10000 + l.nth)"""
    return [Stop(**row) for row in rows(db, sql, line_id)]


def courses(db: Database, line_id: int) -> tuple[tuple[Stop, ...], ...]:
    """The stops of each direction in their order; one course where it has no way back."""
    sql = """SELECT l.direction, s.* FROM line_stop l JOIN stop s ON s.id = l.stop_id
    WHERE l.line_id = ? ORDER BY l.direction, l.nth"""
    found: dict[int, list[Stop]] = {}
    for row in rows(db, sql, line_id):
        found.setdefault(row.pop("direction"), []).append(Stop(**row))
    return tuple(tuple(course) for course in found.values())


def directions(db: Database, line_id: int) -> int:
    """How many directions a line has: two, or one where it has no way back."""
    sql = "SELECT count(DISTINCT direction) AS n FROM line_stop WHERE line_id = ?"
    return int(rows(db, sql, line_id)[0]["n"])


def find_on(db: Database, stop_id: int, *, line_id: int) -> Stop | None:
    """The stop with this id, if this line halts there."""
    sql = """SELECT * FROM stop WHERE id = ?
    AND EXISTS (SELECT 1 FROM line_stop WHERE stop_id = stop.id AND line_id = ?)"""
    found = rows(db, sql, stop_id, line_id)
    return Stop(**found[0]) if found else None


def of_lines(db: Database, line_ids: Iterable[int]) -> list[Stop]:
    """Every stop of these lines, once."""
    found = {stop.id: stop for line_id in line_ids for stop in once_each(db, line_id)}
    return list(found.values())


def _noticed(db: Database, line_id: int) -> set[int]:
    high, wide = _reach(AT_THE_STOP_M, _lat_of(db, line_id))
    sql = f"""SELECT DISTINCT s.id FROM line_stop l JOIN stop s ON s.id = l.stop_id
    JOIN placement p ON p.kind = 'stop' AND p.lat BETWEEN s.lat - :high AND s.lat + :high
    AND p.lon BETWEEN s.lon - :wide AND s.lon + :wide
    WHERE l.line_id = :line AND p.state NOT IN ('retired', 'merged')
    AND {METRES.format(lat="p.lat", lon="p.lon")} <= :within"""
    asked = {"line": line_id, "high": high, "wide": wide, "within": AT_THE_STOP_M}
    return {row["id"] for row in rows(db, sql, **asked)}


def _near_stop(db: Database, row: Row) -> NearStop:
    sql = """SELECT DISTINCT n.name, n.means FROM line_stop l JOIN line n ON n.id = l.line_id
    WHERE l.stop_id = ?"""
    names = {found["name"] for found in rows(db, sql, row["id"])}
    metres = row.pop("metres")
    return NearStop(Stop(**row), metres, tuple(sorted(names, key=by_number)))


def by_number(name: str) -> tuple[int, str]:
    """What to sort the names of lines by: 2 before 10, and both before N1."""
    digits = name[: len(name) - len(name.lstrip("0123456789"))]
    return int(digits[:9]) if digits else 10**9, name


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two points (lat, lon) of one town; flat, which is exact enough there."""
    along = (one[1] - other[1]) * cos(radians(one[0]))
    return hypot(one[0] - other[0], along) * METRES_A_DEGREE


def _lat_of(db: Database, line_id: int) -> float:
    """How far north a line lies: a degree of longitude is shorter there."""
    sql = """SELECT coalesce(max(abs(s.lat)), 0) AS lat FROM line_stop l
    JOIN stop s ON s.id = l.stop_id WHERE l.line_id = ?"""
    return float(rows(db, sql, line_id)[0]["lat"])


def _reach(within_m: float, lat: float) -> tuple[float, float]:
    """So many metres in degrees of latitude and, a little too many, of longitude."""
    high = within_m / METRES_A_DEGREE
    # Nobody runs a bus at the poles; 80° keeps the division sound.
    return high, high / cos(radians(min(abs(lat) + 1, 80)))
