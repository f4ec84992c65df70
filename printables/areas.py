"""Pieces laid out by areas: every text has its room, and the code stands on its bench.

One template draws them all: one by one, on their head where a piece is folded, or in numbers on an
A4.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from printables import pages, qr
from printables.bench import SEAT, STURDY, Bench
from printables.card_sheet import CardSheet
from printables.fitting import Place, Sizes
from printables.layout import Layout
from printables.pieces import Piece
from printables.poster import Poster
from printables.sheets import BLEED_MM, Sheet

STYLE = "areas.css"


@dataclass(frozen=True, slots=True)
class Cell:
    """One piece on the page: its corner in mm, what it says, and whether it stands on its head."""

    left: float
    top: float
    poster: Poster
    is_turned: bool = False
    is_first: bool = True


@dataclass(frozen=True, slots=True)
class Drawing:
    """The bench with its code; lengths in mm from the end of the line and from below."""

    symbol_mm: float
    modules: int
    layout: Layout
    bleed_mm: float

    @property
    def scale(self) -> float:
        """How long a unit of the bench is."""
        return self.symbol_mm / self.layout.units

    @property
    def ground_mm(self) -> float:
        """The side of the symbol's white ground."""
        return self.symbol_mm / self.modules * (self.modules + 2 * qr.QUIET)

    @property
    def bench(self) -> Bench:
        """The bench in its own units; its seat ends with the bleed, its feet in the meadow."""
        legs = (self.layout.foot_mm - self.layout.meadow_mm) / self.scale - SEAT
        quiet = self.symbol_mm / self.modules * qr.QUIET / self.scale
        reach = (self.layout.beside_mm + self.bleed_mm) / self.scale
        return Bench(self.ground_mm / self.scale, quiet, legs=max(legs, 0.0), reach=reach)

    @property
    def size_mm(self) -> tuple[float, float]:
        """The whole bench."""
        return self.bench.width * self.scale, self.bench.height * self.scale

    @property
    def below_mm(self) -> float:
        """From the lower edge to its feet."""
        return self.layout.foot_mm - (SEAT + self.bench.legs) * self.scale

    @property
    def begins_mm(self) -> float:
        """From the end of the line to the outside of its far leg."""
        return self.layout.beside_mm + self.ground_mm + STURDY * self.scale


def places(piece: Piece) -> dict[str, Place]:
    """Where words stand on this piece, and how large they may be."""
    strips = piece.layout.strips
    areas = {**piece.layout.areas, **(strips.areas if strips else {})}
    return {name: area.place() for name, area in areas.items()}


def page(poster: Poster, sizes: Sizes) -> str:
    """One of its kind as HTML."""
    return _html([_cells(poster)], poster.sheet(), sizes)


def sheets(posters: Sequence[Poster], sizes: Sizes) -> str:
    """As many as there are, on one A4 after the other."""
    sheet = posters[0].kind().on_sheet
    assert sheet is not None, "who asks for a sheet has looked whether there is one"
    full = [posters[at : at + sheet.cards] for at in range(0, len(posters), sheet.cards)]
    laid = [
        [Cell(*corner, poster) for corner, poster in zip(sheet.corners_mm(), one, strict=False)]
        for one in full
    ]
    return _html(laid, sheet, sizes)


def _cells(poster: Poster) -> list[Cell]:
    sheet, piece = poster.sheet(), poster.kind()
    at = sheet.border_mm
    if piece.layout.faces == 1:
        return [Cell(at, at, poster)]
    half = piece.height_mm / piece.layout.faces
    # On a screen nobody walks around the table.
    return [
        Cell(at, at + half, poster),
        Cell(at, at, poster.turned(), is_turned=poster.for_print, is_first=False),
    ]


def _html(laid: list[list[Cell]], sheet: Sheet | CardSheet, sizes: Sizes) -> str:
    poster = laid[0][0].poster
    first, _ = poster.wordings()
    return pages.html(
        "areas.html",
        title_of=first.say,
        poster=poster,
        language=first.language,
        pages=laid,
        sheet=sheet,
        trim=(poster.kind().width_mm, poster.kind().height_mm / poster.kind().layout.faces),
        bleed=_bleed(sheet),
        layout=poster.kind().layout,
        strip_ground=poster.symbol().module_mm(poster.kind().symbol_mm)
        * poster.symbol().modules_across,
        sizes=sizes,
        colours=poster.colours(),
        drawn=lambda cell: _drawn(cell.poster),
        marks=_marks(sheet, poster),
        mark=pages.data_url(poster.mark_svg()),
    )


def _marks(sheet: Sheet | CardSheet, poster: Poster) -> str:
    """Where to cut, as an address; empty for a screen, and for who wants the bleed alone."""
    if isinstance(sheet, CardSheet):
        return pages.data_url(sheet.marks())
    has_marks = sheet.for_print and sheet.has_marks
    return pages.data_url(sheet.marks(ink=poster.mark_ink())) if has_marks else ""


def _bleed(sheet: Sheet | CardSheet) -> tuple[float, float]:
    """How far colour runs over the cut: above and below, and at the sides."""
    if isinstance(sheet, CardSheet):
        return sheet.bleed_down_mm, BLEED_MM
    return sheet.bleed_mm, sheet.bleed_mm


def _drawn(poster: Poster) -> dict[str, Any]:
    """The pictures of one piece, and how large they are."""
    piece, symbol = poster.kind(), poster.symbol()
    strips = piece.layout.strips
    size = strips.main_symbol_mm if strips else piece.symbol_mm
    drawing = Drawing(size, symbol.modules, piece.layout, poster.sheet().bleed_mm)
    return {
        "drawing": drawing,
        "bench": pages.data_url(poster.bench_svg(drawing.bench)),
        "code": poster.code_picture(),
        "cuts": pages.data_url(_cuts(poster)) if strips else "",
    }


def _cuts(poster: Poster) -> str:
    """Where strips are torn off and cut apart, as an SVG of their side; WeasyPrint would draw each
    dot of a dotted border by itself.

    In a file for screens there is one strip.
    """
    piece, strips = poster.kind(), poster.kind().layout.strips
    assert strips is not None
    width, high = piece.width_mm - strips.left_mm, piece.height_mm / strips.count
    shown = strips.count if poster.for_print else 1
    apart = "".join(f"M0 {number * high:g}H{width:g}" for number in range(1, shown))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {piece.height_mm:g}">'
        f'<path d="M0 0V{shown * high:g}{apart}" fill="none" stroke="{poster.black()}" '
        f'stroke-width="0.15" stroke-dasharray="0.6 1.2"/></svg>'
    )
