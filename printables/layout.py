"""How a piece is laid out: the room of each text, and the bench with the code."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from printables.fitting import Place


@dataclass(frozen=True, slots=True)
class Area:
    """The room of one text: where it begins and ends in mm, its largest and smallest type."""

    left: float
    top: float
    width: float
    height: float
    start_pt: float
    floor_pt: float = 8.0

    def place(self) -> Place:
        """Its type, to be fitted."""
        return Place(self.start_pt, self.floor_pt)

    def scaled(self, factor: float) -> "Area":
        """The same on paper so much larger."""
        sides = (self.left, self.top, self.width, self.height, self.start_pt, self.floor_pt)
        return Area(*(side * factor for side in sides))


@dataclass(frozen=True, slots=True)
class Strips:
    """Strips to tear off, beneath each other at the end of the line, each with a small code.

    `areas` are told from a strip's own corner; `code` is where the symbol's ground begins.
    """

    count: int
    left_mm: float
    main_symbol_mm: float
    code: tuple[float, float]
    areas: Mapping[str, Area]


@dataclass(frozen=True, slots=True)
class Layout:
    """The areas, and the bench with the code: its ground keeps `beside_mm` off the end of the line
    and `foot_mm` off the lower edge.

    `units` is how many units of the bench's drawing the symbol has: more make a finer bench. Below
    is a meadow of `meadow_mm`. A piece with two faces is folded, and the second stands on its head.
    """

    beside_mm: float
    foot_mm: float
    meadow_mm: float
    areas: Mapping[str, Area]
    units: float = 100.0
    faces: int = 1
    strips: Strips | None = None

    def scaled(self, factor: float) -> "Layout":
        """The same on paper so much larger."""
        return replace(
            self,
            beside_mm=self.beside_mm * factor,
            foot_mm=self.foot_mm * factor,
            meadow_mm=self.meadow_mm * factor,
            areas={name: area.scaled(factor) for name, area in self.areas.items()},
        )
