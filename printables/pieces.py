"""The pieces of paper there are: how large, from how far away each is read, how it is laid out.

A new one is an entry here and its areas in `layouts`, or, where it looks like no other, a template.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from printables.card_sheet import CardSheet
from printables.layout import Layout
from printables.layouts import LAYOUTS
from printables.qr import ErrorLevel

Shape = Literal["portrait", "landscape", "square"]

# A module of 4 mm is read from a metre: a symbol of 25 of them from ten times its size.
MODULE_MM_A_METRE = 4.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A kind of paper: its trim in mm, and the symbol on it with the distance it is read from.

    `safety_mm` is how far words keep off the cut, `languages` how many it speaks, `dates` how many
    dates it has room for, `on_sheet` how many stand on an A4 where it is made in numbers. One with
    a `scale` is the tall poster, so much larger than on an A4; others have a layout. One that
    `is_black` needs one ink, on whatever printer an office has.
    """

    name: str
    width_mm: float
    height_mm: float
    distance_m: float
    symbol_mm: float
    error: ErrorLevel = "Q"
    safety_mm: float = 5.0
    languages: int = 2
    dates: int = 3
    scale: float = 0.0
    on_sheet: CardSheet | None = None
    is_black: bool = False

    @property
    def shape(self) -> Shape:
        """How it lies or stands."""
        if self.width_mm == self.height_mm:
            return "square"
        return "landscape" if self.width_mm > self.height_mm else "portrait"

    @property
    def fold_mm(self) -> float:
        """Where it is folded, from above; 0 for what lies flat."""
        return self.height_mm / 2 if self.name in LAYOUTS and self.layout.faces == 2 else 0.0

    @property
    def layout(self) -> Layout:
        """Where everything stands on it. Raises KeyError for the tall poster, which has its own."""
        return LAYOUTS[self.name]

    def needed_mm(self, modules: int) -> float:
        """How large a symbol of so many modules a side must be to be read from its distance."""
        return modules * MODULE_MM_A_METRE * self.distance_m


def _tall(
    name: str, size: tuple[float, float], distance_m: float, error: ErrorLevel = "Q"
) -> Piece:
    """A tall poster of a DIN size, with a symbol ten times smaller than its distance."""
    symbol_mm = distance_m * 100
    scale = size[0] / 210
    return Piece(name, *size, distance_m, symbol_mm, error, safety_mm=8 * scale, scale=scale)


CITY_LIGHT = Piece("city-light", 1185, 1750, 4, 400, scale=5.2, safety_mm=60, dates=5)
CARDS = CardSheet(bleed_down_mm=1)
SLIP = Piece("slip", 105, 148, 0.3, 30, safety_mm=6, is_black=True)
STICKERS = CardSheet(74, 74, columns=2, rows=3, row_gutter_mm=8, bleed_down_mm=3)

_ALL = (
    Piece("poster-a6", 105, 148, 0.5, 50, dates=0),
    Piece("poster-a5", 148, 210, 0.6, 60),
    _tall("poster-a4", (210, 297), 1),
    _tall("poster-a3", (297, 420), 1.5),
    _tall("poster-a2", (420, 594), 2),
    _tall("poster-a1", (594, 841), 3),
    CITY_LIGHT,
    _tall("bus-a4", (210, 297), 1),
    Piece("bus-a4-landscape", 297, 210, 1, 100),
    _tall("bus-a3", (297, 420), 1.5, error="H"),
    Piece("bus-a3-landscape", 420, 297, 1.5, 150, "H"),
    Piece("side-window", 500, 150, 1, 92, "H"),
    Piece("ceiling", 600, 300, 1.5, 150, safety_mm=10),
    Piece("stop-notice", 210, 297, 0.8, 80, dates=7),
    Piece("sticker", 74, 74, 0.5, 42, "H", 3, languages=1, dates=0, on_sheet=STICKERS),
    Piece("bench-plaque", 100, 70, 0.6, 48, "H", 3, dates=0),
    Piece("table-tent", 210, 297, 0.6, 60),
    Piece("tear-off", 210, 297, 0.3, 26),
    Piece("pocket-card", 85, 55, 0.3, 30, safety_mm=3, dates=0, on_sheet=CARDS),
    SLIP,
)
PIECES: Mapping[str, Piece] = {piece.name: piece for piece in _ALL}
