"""Charts: values in, SVG out, the same for a page and a PDF; and each as a table to be read aloud.

Few, large, labelled where the eye is, and never told by colour alone. None is a hidden number (see
`store.small_numbers`): it is hatched and of no size, and says `hidden` in words. In a PDF they
stand in `<img alt>` (`pages.data_url(chart.svg(…))`), because tagged PDFs refuse inline SVG.
Bars, columns and matrices are here; what runs over time is in `courses`.
"""

from dataclasses import dataclass

from babel.numbers import format_decimal

from printables.drawing import SIZE, Medium, Point, bar, framed, hatched, line, text, width_of

Number = float | None

# A page's whole width, and that of a phone.
WIDE = 760.0
NARROW = 358.0

# The desk and its report speak German.
LOCALE = "de"

THICK = 22.0
GAP = 14.0
ROUND_HIGH = 190.0
FAINT = 0.13
PALE = 0.38

# Shades of a matrix, each light enough for ink on it or dark enough for the ground's colour.
SHADES = (0.07, 0.18, 0.32, 0.85, 1.0)
DARK_FROM = 0.85
SQUARE = 40.0


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The numbers of a chart in words, row by row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class About:
    """What every chart says of itself: `key` is its id on the page, `summary` one sentence.

    `header` heads the columns of its table, as many as it shall have; `hidden` is what a hidden
    number is called.
    """

    key: str
    title: str
    summary: str
    header: tuple[str, ...]
    hidden: str

    def said(self, value: Number) -> str:
        """A value in words."""
        return self.hidden if value is None else number(value)

    def alt(self) -> str:
        """What stands for the picture where it is an `<img>`."""
        return f"{self.title}. {self.summary}"

    def framed(self, strokes: str, width: float, height: float, medium: Medium) -> str:
        """The strokes as a whole picture."""
        named = {"key": self.key, "title": self.title, "summary": self.summary}
        return framed(strokes, width, height, medium=medium, **named)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `note` follows its number, and a quiet one is of less interest."""

    label: str
    value: Number
    note: str = ""
    is_quiet: bool = False


def number(value: float) -> str:
    """A number as it is written: 1.234 or 0,4; from ten on nobody needs its decimals."""
    rounded = round(value) if value >= 10 else round(value, 1)
    return str(format_decimal(rounded, locale=LOCALE))


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars beneath each other. With a `whole` each is seen as a part of it: a funnel."""

    about: About
    bars: tuple[Bar, ...]
    whole: Number = None

    def table(self) -> ChartTable:
        """Label, number and note of each bar."""
        rows = [(one.label, self.about.said(one.value), one.note) for one in self.bars]
        return ChartTable(self.about.header, tuple(row[: len(self.about.header)] for row in rows))

    def svg(self, medium: Medium, *, width: float = WIDE) -> str:
        """The chart this wide; labels stand above their bars where there is no room beside."""
        beside = max((width_of(one.label) for one in self.bars), default=0) + GAP
        left, above = (beside, 0.0) if beside < width * 0.4 else (0.0, SIZE * 1.5)
        room = (
            width - left - max((width_of(self._words(one)) for one in self.bars), default=0) - GAP
        )
        step = above + THICK + GAP
        strokes = ""
        for n, one in enumerate(self.bars):
            foot = SIZE if above else GAP / 2 + THICK * 0.74
            strokes += text((0, step * n + foot), one.label, fill=medium.ink)
            strokes += self._bar(one, (left, step * n + (above or GAP / 2)), room, medium)
        return self.about.framed(strokes, width, step * len(self.bars), medium)

    def _bar(self, one: Bar, at: Point, room: float, medium: Medium) -> str:
        scale = room / max([1.0, *(other.value or 0 for other in self.bars), self.whole or 0])
        whole = (self.whole or 0) * scale
        strokes = bar(at, whole, THICK, fill=medium.house, opacity=FAINT) if whole else ""
        long = room / 4 if one.value is None else max(one.value * scale, 1.5)
        strokes += _block(one, at, long, THICK, medium)
        beyond = (at[0] + max(long, whole) + 8, at[1] + THICK * 0.74)
        said = self.about.said(one.value)
        strokes += text(beyond, said, fill=medium.ink, is_bold=not one.is_quiet)
        after = (beyond[0] + width_of(said) + 6, beyond[1])
        return strokes + (text(after, one.note, fill=medium.ink) if one.note else "")

    def _words(self, one: Bar) -> str:
        return f"{self.about.said(one.value)} {one.note}".strip()


@dataclass(frozen=True, slots=True)
class Columns:
    """Bars beside each other, for the few steps of a round: the days of a week."""

    about: About
    bars: tuple[Bar, ...]

    def table(self) -> ChartTable:
        """Label and number of each column."""
        rows = tuple((one.label, self.about.said(one.value)) for one in self.bars)
        return ChartTable(self.about.header, rows)

    def svg(self, medium: Medium, *, width: float = WIDE) -> str:
        """The chart this wide, lower than wide."""
        floor = ROUND_HIGH - SIZE * 1.7
        strokes = line([(0, floor), (width, floor)], stroke=medium.ink, opacity=0.4)
        step = width / max(1, len(self.bars))
        strokes += "".join(
            self._column(one, (step * n, floor), step, medium) for n, one in enumerate(self.bars)
        )
        return self.about.framed(strokes, width, ROUND_HIGH, medium)

    def _column(self, one: Bar, at: Point, step: float, medium: Medium) -> str:
        (left, floor), thick = at, min(step * 0.62, 64)
        scale = (floor - SIZE * 1.6) / max([1.0, *(other.value or 0 for other in self.bars)])
        tall, middle = 40.0 if one.value is None else one.value * scale, left + step / 2
        strokes = _block(one, (middle - thick / 2, floor - tall), thick, tall, medium)
        if one.value is not None:
            above = (middle, floor - tall - 6)
            said = number(one.value)
            strokes += text(above, said, fill=medium.ink, anchor="middle", is_bold=not one.is_quiet)
        below = (middle, floor + SIZE * 1.2)
        return strokes + text(below, one.label, fill=medium.ink, anchor="middle")


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows by columns, the larger the darker, each with its number where there is room."""

    about: About
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[Number, ...], ...]

    def table(self) -> ChartTable:
        """Each row with its label first."""
        lines = zip(self.rows, self.values, strict=True)
        rows = tuple((label, *map(self.about.said, values)) for label, values in lines)
        return ChartTable(self.about.header, rows)

    def svg(self, medium: Medium, *, width: float = WIDE) -> str:
        """The chart this wide; a row's label stands above it where there is no room beside."""
        beside = max(map(width_of, self.rows), default=0) + GAP
        left, above = (beside, 0.0) if beside < width * 0.3 else (0.0, SIZE * 1.9)
        side, step = (width - left) / max(1, len(self.columns)), above + SQUARE
        top = SIZE * 1.6
        strokes = "".join(
            text((left + side * (n + 0.5), SIZE), label, fill=medium.ink, anchor="middle", size=14)
            for n, label in enumerate(self.columns)
        )
        for n, label in enumerate(self.rows):
            foot = top + step * n + (SIZE * 1.4 if above else SQUARE * 0.62)
            strokes += text((0, foot), label, fill=medium.ink)
            for m, value in enumerate(self.values[n]):
                at = left + side * m, top + step * n + above
                strokes += self._square(value, at, side, medium)
        return self.about.framed(strokes, width, top + step * len(self.rows), medium)

    def _square(self, value: Number, at: Point, side: float, medium: Medium) -> str:
        corner, wide, high = (at[0] + 1, at[1] + 1), side - 2, SQUARE - 2
        if value is None:
            return hatched(corner, wide, high, stroke=medium.ink)
        shade = self._shade(value)
        strokes = bar(corner, wide, high, fill=medium.house, opacity=shade) if shade else ""
        said = number(value)
        if width_of(said, 14) > side:
            return strokes
        fill = medium.ground if shade >= DARK_FROM else medium.ink
        middle = (at[0] + side / 2, at[1] + SQUARE * 0.62)
        return strokes + text(middle, said, fill=fill, anchor="middle", size=14)

    def _shade(self, value: float) -> float:
        most = max(known for line in self.values for known in line if known is not None)
        if value <= 0:
            return 0
        return SHADES[min(len(SHADES) - 1, int(value / most * len(SHADES)))]


def _block(one: Bar, at: Point, width: float, height: float, medium: Medium) -> str:
    """A bar of any direction, hatched where its number is hidden."""
    if one.value is None:
        return hatched(at, width, height, stroke=medium.ink)
    return bar(at, width, height, fill=medium.house, opacity=PALE if one.is_quiet else 1)
