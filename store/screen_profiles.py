"""What a screen is made of: from it follow all sizes, so that nobody's eyes or arms are too short.

Sizes of type are angles at the eye, of targets millimetres, of heights centimetres above the floor
(EN 301 549, 5.1.4 and 8.3; DIN 18040-1); nothing is guessed in pixels.
"""

from dataclasses import dataclass
from math import ceil, floor, hypot, radians, tan
from typing import Literal

Name = Literal["bench-15", "library-21", "stele-32"]

MM_AN_INCH = 25.4
# What a capital H measures of the font size in the fonts a plain Debian has.
CAPITAL_H = 0.7

# Where a hand reaches from a wheelchair, in cm above the floor; above the last nothing is touched.
CONTROLS_FROM_CM = 85.0
CONTROLS_TO_CM = 105.0
REACH_CM = 122.0


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of device; `lower_edge_cm` is how high its picture begins above the floor."""

    name: Name
    diagonal_inch: float
    width_px: int
    height_px: int
    distance_cm: float
    lower_edge_cm: float
    is_outdoor: bool
    has_printer: bool
    radius_m: int

    def px_a_mm(self) -> float:
        """How many pixels make a millimetre; they are square."""
        return hypot(self.width_px, self.height_px) / (self.diagonal_inch * MM_AN_INCH)

    def px(self, *, mm: float) -> int:
        """Pixels that are at least so many millimetres."""
        return ceil(mm * self.px_a_mm())

    def font_px(self, *, degrees: float) -> int:
        """The font size whose capital H is seen under at least this angle."""
        height_mm = 2 * self.distance_cm * 10 * tan(radians(degrees) / 2)
        return ceil(height_mm * self.px_a_mm() / CAPITAL_H)

    def y_px(self, *, above_floor_cm: float) -> int:
        """How far from the upper edge of the picture a height above the floor lies."""
        top_cm = self.lower_edge_cm + self.height_px / self.px_a_mm() / 10
        return floor((top_cm - above_floor_cm) * 10 * self.px_a_mm())

    def is_portrait(self) -> bool:
        """Whether it stands upright."""
        return self.height_px > self.width_px


PROFILES: dict[str, Profile] = {
    profile.name: profile
    for profile in (
        Profile("bench-15", 15.6, 1920, 1080, 50, 82, True, False, 1_500),
        Profile("library-21", 21.5, 1920, 1080, 60, 84, False, True, 3_000),
        Profile("stele-32", 32, 1080, 1920, 70, 75, True, False, 1_500),
    )
}
