"""How large a symbol has to be for the distance it is read from, before anything is printed.

Three lights: green is large enough, amber is read from nearer than the piece is meant for, red is
too small even for those who step closer.
"""

from dataclasses import dataclass
from typing import Literal

from printables import qr
from printables.pieces import Piece

Light = Literal["green", "amber", "red"]

# Nobody stands to the centimetre: what is short by a seventh is made up for without noticing.
GREEN_FROM = 0.85
# The rule (ten to one) is made for old cameras. One of today shows 1,920 pixels of 70 degrees: at
# three fifths of the rule that are three pixels a module, the fewest a reader can do with.
AMBER_FROM = 0.6


@dataclass(frozen=True, slots=True)
class Size:
    """A symbol's size and what its distance asks for, in mm and m."""

    symbol_mm: float
    needed_mm: float
    distance_m: float

    @property
    def light(self) -> Light:
        """Whether that is enough."""
        share = self.symbol_mm / self.needed_mm
        if share >= GREEN_FROM:
            return "green"
        return "amber" if share >= AMBER_FROM else "red"

    def sentence(self) -> str:
        """What is short, in words."""
        return (
            f"symbol {self.symbol_mm:.0f} mm, read from {self.distance_m:g} m: "
            f"needs {self.needed_mm:.0f} mm"
        )


def size_on(piece: Piece, url: str) -> Size:
    """How large an address's symbol will be on a piece."""
    modules = qr.symbol(url, error=piece.error).modules
    return Size(piece.symbol_mm, piece.needed_mm(modules), piece.distance_m)
