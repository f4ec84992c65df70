"""The town on a map of the report: a disc for each district, the larger the more requests."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from printables.charts import About, number
from printables.drawing import Medium, Point, text
from store.small_numbers import Shown

WIDE, MARGIN = 760.0, 90.0
LEAST, LARGEST = 5.0, 44.0
MOST_HIGH = 440.0


@dataclass(frozen=True, slots=True)
class Place:
    """A district at its middle, in degrees; `n` is what its disc stands for."""

    name: str
    lat: float
    lon: float
    n: Shown


def svg(about: About, places: Sequence[Place], medium: Medium) -> str:
    """The map, north up; a hidden number is a ring without a size."""
    points, high = _on_paper(places)
    most = max((place.n or 0 for place in places), default=0) or 1
    strokes = "".join(
        _disc(place, at, most, about, medium) for place, at in zip(places, points, strict=True)
    )
    return about.framed(strokes, WIDE, high, medium)


def _on_paper(places: Sequence[Place]) -> tuple[list[Point], float]:
    """Where each place lies, and how high the map is; distances are true in both directions."""
    if not places:
        return [], MARGIN
    middle = sum(place.lat for place in places) / len(places)
    flat = [(place.lon * cos(radians(middle)), -place.lat) for place in places]
    left, top = (min(values) for values in zip(*flat, strict=True))
    wide = max(x for x, _ in flat) - left or 1e-9
    high = max(y for _, y in flat) - top or 1e-9
    scale = min((WIDE - 2 * MARGIN) / wide, (MOST_HIGH - 2 * MARGIN) / high)
    indent = (WIDE - wide * scale) / 2
    points = [(indent + (x - left) * scale, MARGIN + (y - top) * scale) for x, y in flat]
    return points, high * scale + 2 * MARGIN


def _disc(place: Place, at: Point, most: int, about: About, medium: Medium) -> str:
    size = LEAST + (LARGEST - LEAST) * sqrt((place.n or 0) / most)
    ring = f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{size:.1f}"'
    if place.n is None:
        ring += f' fill="none" stroke="{medium.ink}" stroke-width="1.5" stroke-dasharray="3 3"/>'
    else:
        ring += f' fill="{medium.house}" fill-opacity="0.35" stroke="{medium.house}"/>'
    said = about.hidden if place.n is None else number(place.n)
    below = (at[0], at[1] + size + 17)
    return ring + text(below, f"{place.name}: {said}", fill=medium.ink, anchor="middle")
