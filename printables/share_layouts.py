"""Where everything stands on pictures to share, in pixels; type is in points, three to four pixels.

Seen on a phone, a picture is as wide as a hand: nothing is set smaller than a 36th of its width.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from printables.layout import Area

Kind = Literal["offer", "week", "campaign"]
Format = Literal["upright", "wide"]

MM_A_PX = 25.4 / 96


@dataclass(frozen=True, slots=True)
class ShareLayout:
    """A picture of so many pixels: its meadow below, the bench on it, and the texts' areas.

    The bench, our mark grown large, is `bench` wide and keeps `beside` off the end of the line.
    """

    width: int
    height: int
    meadow: int
    bench: int
    beside: int
    areas: Mapping[str, Area]


def _upright(bench: int, areas: Mapping[str, Area]) -> ShareLayout:
    foot = {
        "domain": Area(72, 1144, 936, 76, 48, 27),
        "phone": Area(72, 1220, 600, 72, 42, 27),
        "office": Area(72, 60, 936, 50, 27, 22.5),
    }
    return ShareLayout(1080, 1350, 240, bench, 72, foot | dict(areas))


def _wide(bench: int, areas: Mapping[str, Area]) -> ShareLayout:
    foot = {
        "domain": Area(56, 530, 620, 60, 36, 22.5),
        "phone": Area(690, 530, 454, 60, 36, 22.5),
        "office": Area(56, 36, 900, 38, 22.5, 18),
    }
    return ShareLayout(1200, 630, 130, bench, 40, foot | dict(areas))


LAYOUTS: Mapping[tuple[Kind, Format], ShareLayout] = {
    ("offer", "upright"): _upright(
        340,
        {
            "headline": Area(72, 128, 936, 336, 108, 45),
            "dates": Area(72, 490, 936, 260, 40, 27),
            "where": Area(72, 778, 560, 310, 34, 24),
        },
    ),
    ("offer", "wide"): _wide(
        200,
        {
            "headline": Area(56, 82, 1088, 152, 76, 33),
            "dates": Area(56, 256, 500, 230, 27, 22),
            "where": Area(596, 256, 340, 234, 25, 20),
        },
    ),
    ("week", "upright"): _upright(
        190,
        {
            "headline": Area(72, 124, 936, 206, 72, 36),
            "until": Area(72, 342, 936, 52, 30, 24),
            "dates": Area(72, 404, 936, 552, 34, 22.5),
        },
    ),
    ("week", "wide"): _wide(
        130,
        {
            "headline": Area(56, 74, 1088, 66, 42, 28),
            "until": Area(56, 150, 760, 38, 22, 18),
            "dates": Area(56, 194, 960, 298, 24, 18),
        },
    ),
    ("campaign", "upright"): _upright(
        460,
        {
            "headline": Area(72, 150, 936, 520, 108, 54),
            "where": Area(72, 700, 460, 370, 36, 27),
        },
    ),
    ("campaign", "wide"): _wide(
        290,
        {
            "headline": Area(56, 92, 1088, 180, 72, 36),
            "where": Area(56, 300, 760, 180, 30, 22.5),
        },
    ),
}
