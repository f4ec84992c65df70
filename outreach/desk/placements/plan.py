"""The plan of the town: what part of it is shown, and where on the paper everything stands.

We draw it ourselves from coordinates, so that it needs no tile server and works without a network.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, log2, radians
from typing import Any, Self

from store.placement_lists import Box, Gathered

Point = tuple[float, float]

# The paper's own units; on a phone one is about half a pixel, on a desk more than one.
WIDTH, HEIGHT = 640, 520
MARGIN = 40
CELL = 70
METRES_A_DEGREE = 111_320
LEAST_METRES_WIDE = 1_000
FINEST_METRES_WIDE = 250
# The farthest places of a district would make its shape reach across its neighbours.
KEPT_OF_A_SHAPE = 0.85
NAME_ABOVE = 30


@dataclass(frozen=True, slots=True)
class View:
    """A part of the town: its middle in degrees, and how many metres fit the paper's width."""

    lat: float
    lon: float
    metres_wide: float

    @classmethod
    def around(cls, box: Box) -> Self:
        """The part that shows this box whole."""
        lat, lon = (box.south + box.north) / 2, (box.west + box.east) / 2
        wide = (box.east - box.west) * METRES_A_DEGREE * cos(radians(lat))
        high = (box.north - box.south) * METRES_A_DEGREE
        share = WIDTH / (WIDTH - 2 * MARGIN)
        needed = max(wide * share, high * WIDTH / (HEIGHT - 2 * MARGIN))
        return cls(lat, lon, max(needed, LEAST_METRES_WIDE))

    @classmethod
    def parse(cls, args: Mapping[str, str], whole: Self) -> Self:
        """The part an address asks for, never more than twice the whole; else the whole."""
        try:
            lat, lon, wide = (float(args[name]) for name in ("lat", "lon", "wide"))
        except (KeyError, ValueError):
            return whole
        if not (abs(lat) <= 85 and abs(lon) <= 180 and wide == wide):
            return whole
        return cls(lat, lon, min(max(wide, FINEST_METRES_WIDE), 2 * whole.metres_wide))

    def zoomed(self, factor: float) -> Self:
        """The same middle, so many times closer."""
        wide = max(self.metres_wide / factor, FINEST_METRES_WIDE)
        return type(self)(self.lat, self.lon, wide)

    def moved(self, along: float, up: float) -> Self:
        """As close as now, moved by these shares of the paper: to the east, to the north."""
        lat = self.lat + up * HEIGHT * self._degrees_high
        return type(self)(lat, self.lon + along * WIDTH * self._degrees_wide, self.metres_wide)

    def closer_to(self, lat: float, lon: float) -> Self:
        """What opens when somebody opens a bunch of placements there."""
        return type(self)(lat, lon, max(self.metres_wide / 4, FINEST_METRES_WIDE))

    def is_finest(self) -> bool:
        """Whether it cannot get closer."""
        return self.metres_wide <= FINEST_METRES_WIDE

    def level(self, whole: Self) -> int:
        """How many times it was doubled, for people to read."""
        return max(0, round(log2(whole.metres_wide / self.metres_wide)))

    def address(self) -> dict[str, str]:
        """What an address has to say to come back here."""
        return {
            "lat": f"{self.lat:.5f}",
            "lon": f"{self.lon:.5f}",
            "wide": f"{self.metres_wide:.0f}",
        }

    def box(self) -> Box:
        """The part of the earth it shows."""
        high, wide = HEIGHT / 2 * self._degrees_high, WIDTH / 2 * self._degrees_wide
        return Box(self.lat - high, self.lon - wide, self.lat + high, self.lon + wide)

    def cell(self) -> tuple[float, float]:
        """Height and width, in degrees, of what is drawn as one mark."""
        return CELL * self._degrees_high, CELL * self._degrees_wide

    def place(self, lat: float, lon: float) -> Point:
        """Where a point on earth stands on the paper."""
        x = WIDTH / 2 + (lon - self.lon) / self._degrees_wide
        return round(x, 1), round(HEIGHT / 2 - (lat - self.lat) / self._degrees_high, 1)

    @property
    def _degrees_high(self) -> float:
        return self.metres_wide / WIDTH / METRES_A_DEGREE

    @property
    def _degrees_wide(self) -> float:
        return self._degrees_high / cos(radians(self.lat))


@dataclass(frozen=True, slots=True)
class Mark:
    """One placement, or a bunch of them, on the paper; `radius` is that of a bunch."""

    x: float
    y: float
    radius: float
    of: Gathered


@dataclass(frozen=True, slots=True)
class Shape:
    """A district as a shape around most of its places; `edge` as SVG writes points.

    Its name stands at `x` and `y`, above the shape, where no placement covers it.
    """

    name: str
    edge: str
    x: float
    y: float


def marks(view: View, gathered: Iterable[Gathered]) -> list[Mark]:
    """What stands on the paper, small things last so that none is covered."""
    drawn = [Mark(*view.place(one.lat, one.lon), _radius(one.total()), one) for one in gathered]
    return sorted(drawn, key=lambda mark: (-mark.of.total(), mark.y, mark.x))


def shapes(view: View, places: Mapping[str, Sequence[Point]]) -> list[Shape]:
    """The districts whose middle can be seen."""
    middles = {name: _middle(view, points) for name, points in places.items()}
    return [
        _shape(view, name, places[name], middle)
        for name, middle in middles.items()
        if 0 < middle[0] < WIDTH and 0 < middle[1] < HEIGHT
    ]


def scale_bar(view: View) -> tuple[int, float]:
    """A round number of metres, and how long it is on the paper."""
    most = view.metres_wide / 4
    steps = [n * 10**power for power in range(1, 6) for n in (1, 2, 5)]
    length = max([step for step in steps if step <= most], default=10)
    return length, round(length / view.metres_wide * WIDTH, 1)


def hull(points: Iterable[Point]) -> list[Point]:
    """The smallest shape without dents around these points (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return _half(ordered) + _half(ordered[::-1])


def _half(ordered: list[Point]) -> list[Point]:
    edge: list[Point] = []
    for point in ordered:
        while len(edge) > 1 and _turn(edge[-2], edge[-1], point) <= 0:
            edge.pop()
        edge.append(point)
    return edge[:-1]


def _turn(one: Point, two: Point, three: Point) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])


def _middle(view: View, points: Sequence[Point]) -> Point:
    return view.place(_median([lat for lat, _ in points]), _median([lon for _, lon in points]))


def _shape(view: View, name: str, points: Sequence[Point], middle: Point) -> Shape:
    on_paper = [view.place(*point) for point in points]
    x, y = middle
    near = sorted(on_paper, key=lambda at: (at[0] - x) ** 2 + (at[1] - y) ** 2)
    kept = near[: max(3, round(len(near) * KEPT_OF_A_SHAPE))]
    edge = " ".join(f"{at:.0f},{down:.0f}" for at, down in hull(kept))
    top = min(down for _, down in kept)
    return Shape(name, edge, x, max(top - NAME_ABOVE, NAME_ABOVE))


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _radius(total: int) -> float:
    return 20 + min(total.bit_length(), 10) * 1.2


def told(view: View, whole: View) -> dict[str, Any]:
    """Where one can go from here: closer, farther, to the four sides, and back to the whole."""
    return {
        "closer": None if view.is_finest() else view.zoomed(2),
        "farther": None if view.metres_wide >= 2 * whole.metres_wide else view.zoomed(0.5),
        "north": view.moved(0, 0.5),
        "south": view.moved(0, -0.5),
        "west": view.moved(-0.5, 0),
        "east": view.moved(0.5, 0),
    }
