"""Placements as the desk lists them: searched, filtered, counted, and gathered on a plan."""

from collections import Counter
from dataclasses import astuple, dataclass
from datetime import datetime

from sqlite_utils import Database

from store import codes, moments
from store.database import Row, one, rows

CONDITIONS = (
    "lost",
    "pasted_over",
    "drafted",
    "printed",
    "placed",
    "checked",
    "retired",
    "merged",
)

# Somebody who finds one pasted over changes nothing about its state: it hangs, and has to be seen
# to. Seeing it again ends that.
CONDITION = """CASE WHEN p.state IN ('placed', 'checked') AND (
  SELECT i.found FROM inspection i WHERE i.placement_id = p.id AND i.at >= p.state_at
  ORDER BY i.at DESC, i.id DESC LIMIT 1) = 'pasted_over' THEN 'pasted_over' ELSE p.state END"""

SELECT = f"""
SELECT p.id, p.code, p.name, p.kind, coalesce(d.name, '') AS district,
       coalesce(c.name, '') AS campaign, {CONDITION} AS condition, p.state_at,
       (SELECT max(i.at) FROM inspection i WHERE i.placement_id = p.id) AS inspected_at
FROM placement p LEFT JOIN district d ON d.id = p.district_id
LEFT JOIN campaign c ON c.id = p.campaign_id
"""

# Without a chosen condition what is over for good stays out of the way.
WHERE = f"""
(:condition = '' AND p.state NOT IN ('retired', 'merged') OR ({CONDITION}) = :condition)
AND (:kind = '' OR p.kind = :kind)
AND (:district_id = 0 OR p.district_id = :district_id)
AND (:campaign_id = 0 OR p.campaign_id = :campaign_id)
AND (:words = '' OR p.name LIKE :name ESCAPE '\\' OR p.code LIKE :code)
"""


# One or two symbols stand in the codes of half the town.
LEAST_OF_A_CODE = 3


@dataclass(frozen=True, slots=True)
class Filter:
    """Which placements somebody asks for; empty or 0 is any. `words` stand in a name or code."""

    words: str = ""
    condition: str = ""
    kind: str = ""
    district_id: int = 0
    campaign_id: int = 0

    def is_empty(self) -> bool:
        """Whether nothing was asked for."""
        return not any(astuple(self))

    def values(self) -> Row:
        """What the conditions in `WHERE` ask for by name."""
        code = codes.normalise(self.words)
        return {
            "words": self.words,
            "name": f"%{_tolerant(self.words)}%",
            "code": f"%{code}%" if len(code) >= LEAST_OF_A_CODE else "",
            "condition": self.condition,
            "kind": self.kind,
            "district_id": self.district_id,
            "campaign_id": self.campaign_id,
        }


@dataclass(frozen=True, slots=True)
class Line:
    """A placement in a list; `inspected_at` is None where nobody went to look yet."""

    id: int
    code: str
    name: str
    kind: str
    district: str
    campaign: str
    condition: str
    state_at: datetime
    inspected_at: datetime | None


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the earth, in degrees (WGS84)."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Gathered:
    """Placements near each other: their middle, and how many are in which condition.

    `id`, `name` and `code` are those of one of them: of the only one, where it is one.
    """

    lat: float
    lon: float
    conditions: Counter[str]
    id: int
    name: str
    code: str

    def total(self) -> int:
        """How many there are."""
        return self.conditions.total()


def of(db: Database, placement_id: int) -> Line:
    """A placement as it stands in a list. Raises NotFound."""
    return _line(one(db, f"{SELECT} WHERE p.id = ?", placement_id))


def lines(db: Database, wanted: Filter, *, first: int, most: int) -> list[Line]:
    """At most so many of the placements asked for, by name, from number `first` (0-based) on."""
    sql = f"{SELECT} WHERE {WHERE} ORDER BY p.name, p.id LIMIT :most OFFSET :first"
    return [_line(row) for row in rows(db, sql, **wanted.values(), first=first, most=most)]


def by_condition(db: Database, wanted: Filter) -> Counter[str]:
    """How many of the placements asked for are in which condition, the ended ones left out.

    Asks for every condition, whichever one `wanted` names.
    """
    asked = {**wanted.values(), "condition": ""}
    sql = f"""SELECT {CONDITION} AS condition, count(*) AS n FROM placement p WHERE {WHERE}
    GROUP BY 1"""
    return Counter({row["condition"]: row["n"] for row in rows(db, sql, **asked)})


def in_box(db: Database, wanted: Filter, box: Box, *, most: int) -> list[Line]:
    """At most so many of the placements asked for that lie in a box: first what needs seeing to."""
    sql = f"""{SELECT} WHERE {WHERE} AND p.lat BETWEEN :south AND :north
    AND p.lon BETWEEN :west AND :east
    ORDER BY condition NOT IN ('lost', 'pasted_over'), p.name, p.id LIMIT :most"""
    edges = {"south": box.south, "north": box.north, "west": box.west, "east": box.east}
    return [_line(row) for row in rows(db, sql, **wanted.values(), **edges, most=most)]


def count(db: Database, wanted: Filter) -> int:
    """How many placements were asked for."""
    sql = f"SELECT count(*) AS n FROM placement p WHERE {WHERE}"
    return int(rows(db, sql, **wanted.values())[0]["n"])


def gathered(
    db: Database, wanted: Filter, *, box: Box, height: float, width: float
) -> list[Gathered]:
    """The placements of a box, those of one cell of a grid together; its cells in degrees."""
    sql = f"""
    SELECT floor(p.lat / :height) AS line, floor(p.lon / :width) AS place,
           {CONDITION} AS condition, count(*) AS n, sum(p.lat) AS lat, sum(p.lon) AS lon,
           min(p.id) AS id, min(p.name) AS name, min(p.code) AS code
    FROM placement p WHERE p.lat BETWEEN :south AND :north AND p.lon BETWEEN :west AND :east
    AND {WHERE} GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2
    """
    edges = {"south": box.south, "north": box.north, "west": box.west, "east": box.east}
    cells: dict[tuple[float, float], list[Row]] = {}
    for row in rows(db, sql, **wanted.values(), **edges, height=height, width=width):
        cells.setdefault((row["line"], row["place"]), []).append(row)
    return [_together(found) for found in cells.values()]


def extent(db: Database, wanted: Filter) -> Box | None:
    """Where the placements asked for lie; None without any.

    One that was placed in another country by mistake does not make the town a dot.
    """
    sql = f"""
    WITH wanted AS (SELECT p.lat, p.lon FROM placement p WHERE {WHERE}),
    middle AS (SELECT avg(lat) AS lat, avg(lon) AS lon FROM wanted)
    SELECT min(w.lat) AS south, min(w.lon) AS west, max(w.lat) AS north, max(w.lon) AS east
    FROM wanted w, middle m WHERE abs(w.lat - m.lat) < 0.5 AND abs(w.lon - m.lon) < 0.8
    """
    [row] = rows(db, sql, **wanted.values())
    return None if row["south"] is None else Box(**row)


def spots(db: Database) -> list[tuple[str, float, float]]:
    """Name and place (lat, lon) of every placement that is not over."""
    sql = "SELECT name, lat, lon FROM placement WHERE state NOT IN ('retired', 'merged')"
    return [(row["name"], row["lat"], row["lon"]) for row in rows(db, sql)]


def places_of_districts(db: Database) -> dict[str, list[tuple[float, float]]]:
    """For each district where its venues and placements are (lat, lon): it has no border here."""
    sql = """
    SELECT d.name, v.lat, v.lon FROM district d JOIN venue v ON v.district_id = d.id
    WHERE v.lat IS NOT NULL
    UNION SELECT d.name, p.lat, p.lon FROM district d JOIN placement p ON p.district_id = d.id
    ORDER BY 1
    """
    found: dict[str, list[tuple[float, float]]] = {}
    for row in rows(db, sql):
        found.setdefault(row["name"], []).append((row["lat"], row["lon"]))
    return found


def _tolerant(words: str) -> str:
    """The words for LIKE, which knows capital letters of English only: any other fits all."""
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return "".join(letter if letter.isascii() else "_" for letter in escaped)


def _line(row: Row) -> Line:
    at, seen = moments.read(row["state_at"]), row["inspected_at"]
    return Line(**{**row, "state_at": at, "inspected_at": moments.read(seen) if seen else None})


def _together(found: list[Row]) -> Gathered:
    conditions = Counter({row["condition"]: row["n"] for row in found})
    total, first = conditions.total(), found[0]
    return Gathered(
        lat=sum(row["lat"] for row in found) / total,
        lon=sum(row["lon"] for row in found) / total,
        conditions=conditions,
        id=first["id"],
        name=first["name"],
        code=first["code"],
    )
