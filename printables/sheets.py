"""A sheet of paper: what the print shop cuts to size, with bleed and marks around it.

WeasyPrint's own crop marks lie inside the bleed, are RGB and get covered. So the page is the trim
and a border around it, on which we set the marks and the boxes ourselves.
"""

from dataclasses import dataclass

BLEED_MM = 3.0
SLUG_MM = 7.0
MARK_FREE_MM = 2.0
MARK_PT = 0.25
PT_PER_MM = 72 / 25.4

# All inks at once, so that every plate of the press gets its marks.
REGISTRATION = "device-cmyk(1 1 1 1)"

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A piece's trimmed size in mm; for the print shop with bleed and marks, else bare.

    Some print shops want the bleed alone. `fold_mm` is where it is folded, from above.
    """

    width_mm: float
    height_mm: float
    for_print: bool
    has_marks: bool = True
    fold_mm: float = 0.0

    @property
    def bleed_mm(self) -> float:
        """How far colour runs beyond the cut."""
        return BLEED_MM if self.for_print else 0.0

    @property
    def border_mm(self) -> float:
        """From the edge of the page to the cut."""
        return self.bleed_mm + (SLUG_MM if self.for_print and self.has_marks else 0.0)

    @property
    def page_mm(self) -> tuple[float, float]:
        """The page with everything around the piece: width and height."""
        return self.width_mm + 2 * self.border_mm, self.height_mm + 2 * self.border_mm

    def media_box(self) -> Box:
        """The whole page in points."""
        return self._box(inset_mm=0)

    def bleed_box(self) -> Box:
        """The piece with its bleed, in points."""
        return self._box(inset_mm=self.border_mm - self.bleed_mm)

    def trim_box(self) -> Box:
        """The piece as it is cut, in points."""
        return self._box(inset_mm=self.border_mm)

    def marks(self, *, ink: str = REGISTRATION) -> str:
        """The eight crop marks as an SVG of the page's size; they keep off the bleed."""
        width, height = self.page_mm
        lines = "".join(
            f"M{x} {at}h{self._mark_mm}M{at_x} {y}v{self._mark_mm}"
            for x, at_x in ((0.0, self.border_mm), (width - self._mark_mm, width - self.border_mm))
            for y, at in ((0.0, self.border_mm), (height - self._mark_mm, height - self.border_mm))
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
            f'<path d="{lines}{self._fold()}" fill="none" stroke="{ink}" '
            f'stroke-width="{MARK_PT / PT_PER_MM:.4f}"/></svg>'
        )

    def _fold(self) -> str:
        """Two dashes at either end of the fold, where a cut would have one line."""
        if not self.fold_mm:
            return ""
        dash, at = self._mark_mm / 3, self.border_mm + self.fold_mm
        right = self.page_mm[0] - self._mark_mm
        return "".join(f"M{x:g} {at:g}h{dash:g}m{dash:g} 0h{dash:g}" for x in (0.0, right))

    @property
    def _mark_mm(self) -> float:
        return self.border_mm - self.bleed_mm - MARK_FREE_MM

    def _box(self, *, inset_mm: float) -> Box:
        width, height = self.page_mm
        corners = (inset_mm, inset_mm, width - inset_mm, height - inset_mm)
        left, bottom, right, top = (round(mm * PT_PER_MM, 3) for mm in corners)
        return left, bottom, right, top


class OwnPaper(Sheet):
    """What an office prints by itself: its page is the piece, so nothing bleeds and none is cut."""

    __slots__ = ()

    @property
    def bleed_mm(self) -> float:
        """How far colour runs beyond the edge of the page: nowhere."""
        return 0.0
