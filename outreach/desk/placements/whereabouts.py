"""Where something hangs: from what somebody typed to a point on earth."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import cos, hypot, radians
from typing import Literal

from store.venues import Venue

Point = tuple[float, float]
Trouble = Literal["empty", "unknown", "several", "no_point", "far_away"]

DEGREES = r"([-+]?\d{1,3}(?:[.,]\d+))\s*°?\s*[NOE]?"
TWO_NUMBERS = re.compile(rf"{DEGREES}\s*[;,\s]\s*{DEGREES}", re.IGNORECASE)
METRES_A_DEGREE = 111_320
# A town with all around it; farther away a sign was lost, or the two numbers changed places.
FARTHEST_M = 60_000


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The doors this office knows, by what people call them, and the middle of its town."""

    doors: dict[str, set[Point]] = field(default_factory=dict)
    middle: Point | None = None

    @classmethod
    def of(cls, venues: Iterable[Venue], *, town: str) -> "Whereabouts":
        """What these located venues tell; the town's middle is that of its own ones."""
        doors: dict[str, set[Point]] = {}
        points: list[Point] = []
        for venue in venues:
            assert venue.lat is not None and venue.lon is not None
            point = (venue.lat, venue.lon)
            for words in _called(venue):
                doors.setdefault(_plain(words), set()).add(point)
            if venue.town == town:
                points.append(point)
        return cls(doors, _middle(points))

    def find(self, typed: str) -> Point | Trouble:
        """The point somebody means: two numbers in degrees, or a known venue's name or address."""
        numbers = TWO_NUMBERS.fullmatch(typed.strip())
        if numbers:
            return self.at(numbers[1], numbers[2])
        if not typed.strip():
            return "empty"
        points = self.doors.get(_plain(typed), set())
        if len(points) == 1:
            return next(iter(points))
        return "several" if points else "unknown"

    def at(self, lat: str, lon: str) -> Point | Trouble:
        """The point with these degrees (WGS84), with a decimal point or comma."""
        try:
            point = float(lat.replace(",", ".")), float(lon.replace(",", "."))
        except ValueError:
            return "no_point"
        if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
            return "no_point"
        is_far = self.middle is not None and metres(self.middle, point) > FARTHEST_M
        return "far_away" if is_far else point


def metres(one: Point, other: Point) -> float:
    """The distance of two points in one town, through the air."""
    up = (one[0] - other[0]) * METRES_A_DEGREE
    along = (one[1] - other[1]) * METRES_A_DEGREE * cos(radians(one[0]))
    return hypot(up, along)


def _called(venue: Venue) -> list[str]:
    """How somebody may name this door; what is empty names nothing."""
    street, name = venue.street, venue.name
    long = f"{street} {venue.postcode} {venue.town}" if street else ""
    short = f"{street} {venue.town}" if street else ""
    named = f"{name} {street}" if street else ""
    return [words for words in (name, street, short, long, named) if words]


def _plain(words: str) -> str:
    folded = words.casefold().replace("straße", "strasse").replace("str.", "strasse")
    return "".join(letter for letter in folded if letter.isalnum())


def _middle(points: list[Point]) -> Point | None:
    if not points:
        return None
    lats, lons = sorted(lat for lat, _ in points), sorted(lon for _, lon in points)
    return lats[len(lats) // 2], lons[len(lons) // 2]
