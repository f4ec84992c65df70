"""Courses: how something ran day by day or week by week, beside how it ran before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10

from printables.charts import WIDE, About, ChartTable, Number, number
from printables.drawing import SIZE, Medium, Point, area, hatched, line, text, width_of

HIGH = 250.0
TOP = SIZE * 0.8
FLOOR = HIGH - SIZE * 1.9
HIDDEN_HIGH = 40.0
STEPS = (1.0, 2.0, 4.0, 6.0, 8.0, 10.0)


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of a course: what it is called, its value, and what it was before, if anything.

    `tick` is written under it; some of many have one.
    """

    label: str
    value: Number
    before: Number = None
    tick: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """How something ran, as a line over its area, with what ran before as a dashed line.

    `names` are those of the two lines, short, to stand at their ends; where the second is empty
    there is nothing before. A hidden value is a gap, hatched at the floor.
    """

    about: About
    moments: tuple[Moment, ...]
    names: tuple[str, str]

    def table(self) -> ChartTable:
        """Label, value and value before of each moment."""
        said, columns = self.about.said, len(self.about.header)
        rows = [
            (one.label, said(one.value), "–" if one.before is None else number(one.before))[
                :columns
            ]
            for one in self.moments
        ]
        return ChartTable(self.about.header, tuple(rows))

    def svg(self, medium: Medium, *, width: float = WIDE) -> str:
        """The chart this wide, lower than wide."""
        plot = _Plot.of(self, width)
        strokes = _levels(plot, medium)
        strokes += self._before(plot, medium) + self._now(plot, medium)
        strokes += "".join(_tick(plot.x(n), one, medium) for n, one in enumerate(self.moments))
        return self.about.framed(strokes + self._ends(plot, medium), width, HIGH, medium)

    def values(self) -> list[float]:
        """Every value there is, of now and before."""
        both = (value for one in self.moments for value in (one.value, one.before))
        return [value for value in both if value is not None]

    def _now(self, plot: "_Plot", medium: Medium) -> str:
        strokes = ""
        for points in plot.runs([one.value for one in self.moments]):
            strokes += area(points, FLOOR, fill=medium.house, opacity=0.16)
            strokes += line(points, stroke=medium.house, width=3)
        wide = max(plot.step, 6)
        return strokes + "".join(
            hatched(
                (plot.x(n) - wide / 2, FLOOR - HIDDEN_HIGH), wide, HIDDEN_HIGH, stroke=medium.ink
            )
            for n, one in enumerate(self.moments)
            if one.value is None
        )

    def _before(self, plot: "_Plot", medium: Medium) -> str:
        runs = plot.runs([one.before for one in self.moments]) if self.names[1] else ()
        return "".join(line(points, stroke=medium.ink, width=1.8, dash="5 4") for points in runs)

    def _ends(self, plot: "_Plot", medium: Medium) -> str:
        """The names of the lines where they end, apart enough to be read."""
        last = {
            name: plot.y(values[-1])
            for name, values in zip(self.names, self._each_line(), strict=True)
            if name and values
        }
        strokes, lowest = "", -SIZE
        for name, y in sorted(last.items(), key=lambda end: end[1]):
            lowest = max(y + 5, lowest + SIZE * 1.2)
            is_now = name == self.names[0]
            fill = medium.house if is_now else medium.ink
            strokes += text((plot.right + 8, lowest), name, fill=fill, is_bold=is_now)
        return strokes

    def _each_line(self) -> tuple[list[float], list[float]]:
        now = [one.value for one in self.moments if one.value is not None]
        return now, [one.before for one in self.moments if one.before is not None]


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where a course's points lie."""

    left: float
    right: float
    step: float
    most: float

    @classmethod
    def of(cls, course: Course, width: float) -> "_Plot":
        most = _round_above(max(course.values(), default=0))
        left = width_of(number(most)) + 8
        right = width - max(map(width_of, course.names)) - 12
        return cls(left, right, (right - left) / max(1, len(course.moments) - 1), most)

    def x(self, n: int) -> float:
        return self.left + self.step * n

    def y(self, value: float) -> float:
        return FLOOR - value * (FLOOR - TOP) / self.most

    def runs(self, values: Sequence[Number]) -> Iterator[list[Point]]:
        """The points of each stretch without a gap; one alone is a short stroke."""
        points: list[Point] = []
        for n, value in enumerate([*values, None]):
            if value is not None:
                points.append((self.x(n), self.y(value)))
            elif points:
                [(x, y), *more] = points
                yield points if more else [(x - 2, y), (x + 2, y)]
                points = []


def _levels(plot: _Plot, medium: Medium) -> str:
    """Thin lines at nothing, at half and at the top, with their numbers."""
    strokes = ""
    for value in (0.0, plot.most / 2, plot.most):
        y = plot.y(value)
        strokes += line([(plot.left, y), (plot.right, y)], stroke=medium.ink, opacity=0.28)
        strokes += text((plot.left - 8, y + 5), number(value), fill=medium.ink, anchor="end")
    return strokes


def _tick(x: float, one: Moment, medium: Medium) -> str:
    if not one.tick:
        return ""
    strokes = line([(x, FLOOR), (x, FLOOR + 5)], stroke=medium.ink)
    below = (x, FLOOR + SIZE * 1.5)
    return strokes + text(below, one.tick, fill=medium.ink, anchor="middle", size=14)


def _round_above(value: float) -> float:
    """The next number above that reads well, also halved."""
    if value <= 2:
        return 2
    power = 10.0 ** floor(log10(value))
    return next(step * power for step in STEPS if step * power >= value)
