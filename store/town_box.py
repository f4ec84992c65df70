"""Where the town lies, as far as its own doors tell: it has no border here."""

from math import cos, radians
from statistics import median

from sqlite_utils import Database

from store.database import rows
from store.placement_lists import Box
from store.stops import METRES_A_DEGREE

# The last stops of a line lie a little outside the last venue.
MARGIN_M = 3_000.0

# A venue that was placed in another country by mistake does not make the town as large as that.
FARTHEST_M = 40_000.0


def middle(db: Database, *, town: str) -> tuple[float, float] | None:
    """Where most of the town's doors are (lat, lon): its centre; None while none is placed."""
    points = _points(db, town)
    if not points:
        return None
    return median(lat for lat, _ in points), median(lon for _, lon in points)


def of(db: Database, *, town: str) -> Box | None:
    """The box of the town's venues, or for want of one of its placements, with a margin.

    A venue is the town's if its address or its district says so. None while nothing is placed.
    """
    centre = middle(db, town=town)
    if centre is None:
        return None
    high, wide = _degrees(FARTHEST_M, centre[0])
    near = [
        (lat, lon)
        for lat, lon in _points(db, town)
        if abs(lat - centre[0]) <= high and abs(lon - centre[1]) <= wide
    ]
    lats, lons = [lat for lat, _ in near], [lon for _, lon in near]
    up, along = _degrees(MARGIN_M, centre[0])
    return Box(min(lats) - up, min(lons) - along, max(lats) + up, max(lons) + along)


def _points(db: Database, town: str) -> list[tuple[float, float]]:
    sql = """SELECT lat, lon FROM venue WHERE lat IS NOT NULL
    AND (town = ? OR district_id IS NOT NULL)"""
    found = rows(db, sql, town) or rows(db, "SELECT lat, lon FROM placement")
    return [(row["lat"], row["lon"]) for row in found]


def _degrees(metres: float, lat: float) -> tuple[float, float]:
    high = metres / METRES_A_DEGREE
    return high, high / max(0.1, cos(radians(lat)))
