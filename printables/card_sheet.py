"""Cards or stickers on an A4: what an office prints by itself or has printed, and cuts to pieces.

Five rows of 55 mm leave 22 mm of an A4's height, too little for a bleed between them: so a card's
colour runs over its edge sideways, into the gutter between the columns and into the margins.
"""

from dataclasses import dataclass
from itertools import product

from printables.sheets import BLEED_MM, MARK_FREE_MM, MARK_PT, PT_PER_MM, REGISTRATION, Box

PAGE_MM = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class CardSheet:
    """A sheet of cards, `width_mm` × `height_mm` each, for cutting with a guillotine.

    `bleed_down_mm` is how far their colour runs over them above and below.
    """

    width_mm: float = 85.0
    height_mm: float = 55.0
    column_gutter_mm: float = 8.0
    row_gutter_mm: float = 2.0
    columns: int = 2
    rows: int = 5
    bleed_down_mm: float = 0.0

    @property
    def page_mm(self) -> tuple[float, float]:
        """The sheet: width and height."""
        return PAGE_MM

    @property
    def for_print(self) -> bool:
        """Cards are paper: there is no file of them for screens."""
        return True

    @property
    def cards(self) -> int:
        """How many fit on a sheet."""
        return self.columns * self.rows

    @property
    def lefts_mm(self) -> list[float]:
        """Where the columns begin."""
        return _spread(PAGE_MM[0], self.width_mm, self.column_gutter_mm, self.columns)

    @property
    def tops_mm(self) -> list[float]:
        """Where the rows begin."""
        return _spread(PAGE_MM[1], self.height_mm, self.row_gutter_mm, self.rows)

    def corners_mm(self) -> list[tuple[float, float]]:
        """Left and top of each card, row by row."""
        return [(left, top) for top, left in product(self.tops_mm, self.lefts_mm)]

    def media_box(self) -> Box:
        """The whole sheet in points."""
        return _points(0, 0, *PAGE_MM)

    def bleed_box(self) -> Box:
        """All cards with the colour that runs over their sides, in points."""
        left, top = self.lefts_mm[0] - BLEED_MM, self.tops_mm[0] - self.bleed_down_mm
        return _points(left, top, PAGE_MM[0] - left, PAGE_MM[1] - top)

    def trim_box(self) -> Box:
        """All cards, from the first cut to the last, in points."""
        left, top = self.lefts_mm[0], self.tops_mm[0]
        return _points(left, top, PAGE_MM[0] - left, PAGE_MM[1] - top)

    def marks(self) -> str:
        """Where to cut, at the four edges of the sheet, as an SVG of its size."""
        width, height = PAGE_MM
        across = self.lefts_mm[0] - BLEED_MM - MARK_FREE_MM
        down = self.tops_mm[0] - self.bleed_down_mm - MARK_FREE_MM
        lines = [
            f"M{x:g} 0v{down:g}M{x:g} {height - down:g}v{down:g}"
            for left in self.lefts_mm
            for x in (left, left + self.width_mm)
        ]
        lines += [
            f"M0 {y:g}h{across:g}M{width - across:g} {y:g}h{across:g}"
            for top in self.tops_mm
            for y in (top, top + self.height_mm)
        ]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}">'
            f'<path d="{"".join(lines)}" fill="none" stroke="{REGISTRATION}" '
            f'stroke-width="{MARK_PT / PT_PER_MM:.4f}"/></svg>'
        )


def _spread(page: float, size: float, gutter: float, count: int) -> list[float]:
    """Where so many pieces begin that stand in the middle of the page with gutters between."""
    first = (page - count * size - (count - 1) * gutter) / 2
    return [first + number * (size + gutter) for number in range(count)]


def _points(left: float, bottom: float, right: float, top: float) -> Box:
    one, two, three, four = (round(mm * PT_PER_MM, 3) for mm in (left, bottom, right, top))
    return one, two, three, four
