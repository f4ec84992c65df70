"""The bench around a code: the mark grown large, its two arcs the frame, a sun behind it.

The code stands on the bench's back. The arcs pass over the corners of its quiet zone, so a sticker
pasted over it cuts through the drawing; straight above, below and beside the symbol the four
modules stay free. Lengths are in the units of the drawing (a poster's A4 millimetres).
"""

from dataclasses import dataclass
from pathlib import Path

MARK = Path(__file__).parents[1] / "store" / "mark.svg"

STURDY = 4.8
FINE = 2.6
SEAT = 4.6
OVERHANG = 8.0
SKY = 16.0

# How high above the ground's edge each arm passes.
HIGH = 12.0
LOW = 3.4


@dataclass(frozen=True, slots=True)
class Bench:
    """A bench around a symbol on its white ground.

    `ground` is the ground's side, `quiet` the part of it on each side that stays free; the legs
    are as long as said, and the seat reaches so far beyond the ground.
    """

    ground: float
    quiet: float
    legs: float
    reach: float

    @property
    def width(self) -> float:
        """From the end of its seat to the edge it runs to."""
        return OVERHANG + STURDY + self.ground + self.reach

    @property
    def height(self) -> float:
        """From the sun's top to its feet."""
        return SKY + self.ground + SEAT + self.legs

    def svg(self, *, house: str, sun: str, white: str, mirrored: bool) -> str:
        """The drawing in any CSS colours; mirrored where people read from the right."""
        view = f"{-OVERHANG - STURDY:g} {-SKY:g} {self.width:g} {self.height:g}"
        flip = f' transform="matrix(-1 0 0 1 {self.ground + self.reach - OVERHANG - STURDY:g} 0)"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">'
            f"<g{flip if mirrored else ''}>"
            f'<circle cx="{self.ground * 0.745:g}" cy="8.5" r="24" fill="{sun}"/>'
            f'<path fill="{white}" d="{self._back()}"/>'
            f'<path fill="{house}" d="{self._left_arm()}"/>'
            f'<path fill="{house}" d="{self._right_arm()}"/>'
            f'<path fill="{house}" d="{self._seat()}"/></g></svg>'
        )

    @property
    def _foot(self) -> float:
        return self.ground + SEAT + self.legs

    def _back(self) -> str:
        """The white ground: what lies under the arms and above the seat."""
        side = self.ground
        return (
            f"M0 {side:g}V{self.quiet:g}C0 -2 {side * 0.14:g} -8 {side * 0.31:g} -10"
            f"C{side * 0.38:g} -7 {side * 0.43:g} {-LOW} {side * 0.5:g} {-LOW}"
            f"C{side * 0.86:g} {-LOW} {side:g} -3 {side:g} {self.quiet:g}V{side:g}z"
        )

    def _left_arm(self) -> str:
        side, foot, tip = self.ground, self._foot, self.ground * 0.63
        return (
            f"M{-STURDY} {foot:g}V{self.quiet:g}"
            f"C{-STURDY} -6 {side * 0.2:g} {-HIGH - FINE} {tip:g} {-HIGH - FINE}"
            f"a{FINE / 2} {FINE / 2} 0 0 1 0 {FINE}"
            f"C{side * 0.22:g} {-HIGH} 0 -3 0 {self.quiet:g}V{foot:g}z"
        )

    def _right_arm(self) -> str:
        side, foot, tip = self.ground, self._foot, self.ground * 0.5
        return (
            f"M{side + STURDY:g} {foot:g}V{self.quiet:g}"
            f"C{side + STURDY:g} -6 {side * 0.88:g} {-LOW - FINE} {tip:g} {-LOW - FINE}"
            f"a{FINE / 2} {FINE / 2} 0 0 0 0 {FINE}"
            f"C{side * 0.86:g} {-LOW} {side:g} -3 {side:g} {self.quiet:g}V{foot:g}z"
        )

    def _seat(self) -> str:
        right = self.ground + self.reach
        return (
            f"M{right:g} {self.ground:g}H{-STURDY - OVERHANG + SEAT / 2}"
            f"a{SEAT / 2} {SEAT / 2} 0 0 0 0 {SEAT}H{right:g}z"
        )


def mark(colour: str) -> str:
    """The office's mark in one CSS colour."""
    return MARK.read_text("utf-8").replace("currentColor", colour)
