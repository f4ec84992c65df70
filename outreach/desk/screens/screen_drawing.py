"""The drawing around a screen's preview: all in millimetres, so that everything is to scale."""

from collections.abc import Iterator
from dataclasses import dataclass

from store.screen_profiles import CONTROLS_FROM_CM, CONTROLS_TO_CM, REACH_CM, Profile

# What stands below is floor and legs; the ruler begins here, in cm.
FROM_CM = 70
RULER_MM = 90.0
LABELS_MM = 190.0
HEADROOM_MM = 20.0
FLOOR_ROOM_MM = 10.0

# ISO/IEC 7810 ID-1: everybody has one to hold against the glass.
CARD_MM = (85.6, 54.0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where things stand, in mm from the upper left corner of the picture."""

    profile: Profile

    @property
    def a_px(self) -> float:
        """How many millimetres a pixel of the screen is."""
        return 1 / self.profile.px_a_mm()

    @property
    def screen(self) -> tuple[float, float]:
        """Width and height of the screen's picture."""
        return self.profile.width_px * self.a_px, self.profile.height_px * self.a_px

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the whole drawing."""
        return RULER_MM + self.screen[0] + LABELS_MM, self._tall_mm

    @property
    def left(self) -> float:
        """Where the screen begins, to the right of the ruler."""
        return RULER_MM

    @property
    def top(self) -> float:
        """Where the screen begins, from above."""
        return self.y(self.profile.lower_edge_cm) - self.screen[1]

    def y(self, above_floor_cm: float) -> float:
        """How far down a height above the floor lies."""
        return self._tall_mm - FLOOR_ROOM_MM - (above_floor_cm - FROM_CM) * 10

    def ticks(self) -> Iterator[tuple[int, float]]:
        """Every tenth centimetre of the ruler: its height above the floor and where it lies."""
        for cm in range(FROM_CM, int(self._top_cm) + 1, 10):
            yield cm, self.y(cm)

    def zones(self) -> Iterator[tuple[str, float, float, float]]:
        """What a hand is for where: its name, from and to in cm, and where that begins."""
        yield "controls", CONTROLS_FROM_CM, CONTROLS_TO_CM, self.y(CONTROLS_TO_CM)
        yield "reach", CONTROLS_TO_CM, REACH_CM, self.y(REACH_CM)

    def card(self) -> tuple[float, float]:
        """A bank card, to check the size with."""
        return CARD_MM

    @property
    def _tall_mm(self) -> float:
        return HEADROOM_MM + (self._top_cm - FROM_CM) * 10 + FLOOR_ROOM_MM

    @property
    def _top_cm(self) -> float:
        return max(self.profile.lower_edge_cm + self.screen[1] / 10, REACH_CM)
