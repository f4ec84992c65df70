"""Where everything stands on the pieces that are not the tall poster, in mm of the trimmed piece.

Left is where reading begins: in Arabic everything is mirrored. A text has its area alone; type
shrinks from the first size in points to the second, below which it is an error. Where the code to
type stands beside the domain, both have the domain's type.
"""

from collections.abc import Mapping

from printables.layout import Area, Layout, Strips

ROOT_2 = 2**0.5

POSTER_A6 = Layout(
    beside_mm=7,
    foot_mm=30,
    meadow_mm=20,
    areas={
        "here": Area(6, 5, 93, 4.6, 8),
        "headline": Area(6, 10.5, 93, 20, 26, 10.5),
        "second": Area(6, 31.5, 93, 11, 10.5, 8),
        "domain": Area(36, 121, 34.5, 6, 10),
        "typed": Area(72, 121, 24, 6, 10),
        "call": Area(6, 129.6, 46, 4, 8),
        "phone": Area(6, 133.6, 46, 7, 13),
        "foot": Area(54, 130, 45, 14, 8),
    },
)

POSTER_A5 = Layout(
    beside_mm=9,
    foot_mm=31,
    meadow_mm=16,
    areas={
        "here": Area(8, 6.5, 132, 5, 9.5),
        "headline": Area(8, 12.5, 132, 30, 40, 17),
        "dates": Area(8, 45, 132, 43, 12, 10.7),
        "second": Area(8, 94, 46, 38, 11, 8),
        "promise": Area(8, 133, 46, 18, 8.5),
        "call": Area(8, 158, 46, 5, 9.5),
        "phone": Area(8, 163.5, 46, 8, 15, 9),
        "domain": Area(64, 184, 42.5, 7, 12),
        "typed": Area(108, 184, 29, 7, 12),
        "foot": Area(24, 197, 116, 9.5, 8.5),
    },
)

BUS_A4 = Layout(
    beside_mm=14,
    foot_mm=40,
    meadow_mm=22,
    areas={
        "here": Area(12, 9, 200, 6, 12, 9),
        "headline": Area(12, 17, 122, 46, 50, 21),
        "dates": Area(12, 68, 122, 48, 15, 10.7),
        "second": Area(12, 121, 122, 22, 15.3, 9),
        "promise": Area(12, 146, 122, 10, 9.5),
        "call": Area(12, 163, 60, 6, 11),
        "phone": Area(12, 169.5, 122, 11, 22, 11),
        "domain": Area(158, 175.5, 64.5, 9, 17, 9),
        "typed": Area(224, 175.5, 57, 9, 17, 9),
        "foot": Area(34, 191.5, 250, 12, 10),
    },
)

SIDE_WINDOW = Layout(
    beside_mm=12,
    foot_mm=17,
    meadow_mm=12,
    areas={
        "here": Area(12, 8, 178, 6, 12, 9),
        "headline": Area(12, 17, 180, 60, 66, 30),
        "second": Area(12, 84, 178, 40, 20, 11),
        "dates": Area(206, 17, 150, 52, 15, 10.7),
        "call": Area(206, 76, 150, 6, 12),
        "phone": Area(206, 82, 150, 12, 26, 14),
        "domain": Area(206, 98, 90, 10, 19, 10),
        "typed": Area(296, 98, 60, 10, 19, 10),
        "promise": Area(206, 112, 150, 10, 9.5),
        "foot": Area(28, 139.6, 320, 9, 8.5),
    },
)

CEILING = Layout(
    beside_mm=22,
    foot_mm=56,
    meadow_mm=28,
    areas={
        "here": Area(18, 12, 340, 10, 20, 12),
        "headline": Area(18, 25, 340, 92, 100, 50),
        "dates": Area(18, 122, 340, 66, 21.4, 15),
        "second": Area(18, 196, 210, 44, 24, 13),
        "promise": Area(18, 248, 340, 14, 14, 10),
        "call": Area(244, 199, 114, 9, 17, 10),
        "phone": Area(244, 208, 114, 16, 34, 16),
        "domain": Area(390, 252, 98.5, 14, 25, 12),
        "typed": Area(490, 252, 86, 14, 25, 12),
        "foot": Area(48, 277, 520, 17, 14, 10),
    },
)

STOP_NOTICE = Layout(
    beside_mm=13,
    foot_mm=41,
    meadow_mm=18,
    areas={
        "here": Area(12, 10, 186, 12, 26, 13),
        "headline": Area(12, 22, 186, 22, 36, 18),
        "dates": Area(12, 47, 186, 90, 13.5, 10.7),
        "second": Area(12, 152, 68, 44, 17, 9.5),
        "promise": Area(12, 200, 68, 16, 9.5),
        "call": Area(12, 232, 68, 6, 12),
        "phone": Area(12, 238, 68, 12, 22, 11),
        "domain": Area(96, 261, 60.5, 9, 16, 9),
        "typed": Area(158, 261, 37, 9, 16, 9),
        "foot": Area(28, 281.5, 170, 11, 9),
    },
)

STICKER = Layout(
    beside_mm=10.2,
    foot_mm=15,
    meadow_mm=13.8,
    units=140,
    areas={
        "headline": Area(4, 61, 66, 3.7, 9),
        "domain": Area(4, 64.7, 38, 3.4, 8),
        "typed": Area(42, 64.7, 28, 3.4, 8),
        "phone": Area(4, 67.9, 66, 3.4, 8),
    },
)

BENCH_PLAQUE = Layout(
    beside_mm=3.2,
    foot_mm=4,
    meadow_mm=2.9,
    units=200,
    areas={
        "headline": Area(4.5, 4.6, 28.5, 14.4, 14, 9),
        "second": Area(4.5, 19.5, 28.5, 7.2, 8.5),
        "domain": Area(4.5, 27, 28.5, 7.2, 8.5),
        "typed": Area(4.5, 34.2, 28.5, 4.2, 9),
        "phone": Area(4.5, 38.4, 28.5, 4.2, 9),
        "foot": Area(4.5, 43, 28.5, 10.3, 8),
        "sponsor": Area(4.5, 53.3, 28.5, 13.6, 8),
    },
)

TABLE_TENT = Layout(
    beside_mm=12,
    foot_mm=30,
    meadow_mm=16,
    faces=2,
    areas={
        "here": Area(10, 7.5, 150, 5, 10),
        "headline": Area(10, 14, 100, 32, 36, 15),
        "dates": Area(10, 50, 102, 38, 12, 10.7),
        "second": Area(10, 91, 100, 18, 11.5, 8.5),
        "call": Area(10, 112, 50, 5, 9.5),
        "phone": Area(10, 117, 60, 8, 16, 9),
        "domain": Area(124, 123, 42.5, 7, 11.5),
        "typed": Area(168, 123, 29, 7, 11.5),
        "foot": Area(27, 134.6, 174, 10, 8.5),
    },
)

POCKET_CARD = Layout(
    beside_mm=4,
    foot_mm=11.3,
    meadow_mm=10.2,
    units=140,
    areas={
        "headline": Area(4.5, 4.2, 34, 13, 13, 9),
        "second": Area(4.5, 17.2, 34, 7.2, 8.5),
        "domain": Area(4.5, 24.6, 34, 4, 8.5),
        "typed": Area(4.5, 28.5, 34, 4.2, 10),
        "phone": Area(4.5, 32.5, 34, 4.2, 10),
        "foot": Area(4.5, 37, 33.5, 6.9, 8),
        "sponsor": Area(4.5, 45.1, 76, 6.9, 8),
    },
)

TEAR_OFF = Layout(
    beside_mm=84,
    foot_mm=44,
    meadow_mm=22,
    areas={
        "here": Area(10, 9, 122, 6, 11, 9),
        "headline": Area(10, 17, 122, 50, 46, 21),
        "dates": Area(10, 72, 122, 62, 14, 10.7),
        "second": Area(10, 138, 122, 24, 14, 9),
        "call": Area(10, 233, 36, 5, 8),
        "phone": Area(10, 239.5, 34, 7, 13, 9),
        "promise": Area(10, 176, 32, 30, 9),
        "domain": Area(50, 258, 42.5, 8, 12, 8.5),
        "typed": Area(94, 258, 29, 8, 12, 8.5),
        "foot": Area(28, 279, 104, 13, 9),
    },
    strips=Strips(
        count=8,
        left_mm=138,
        main_symbol_mm=60,
        code=(1.5, 1.4),
        areas={
            "strip-headline": Area(37.5, 2.8, 31.5, 20, 10, 8),
            "strip-address": Area(37.5, 22.8, 31.5, 12.6, 9.5, 8),
        },
    ),
)

SLIP = Layout(
    beside_mm=7,
    foot_mm=27,
    meadow_mm=14,
    areas={
        "headline": Area(7, 8, 91, 18, 23, 13),
        "dates": Area(7, 28, 91, 48, 11.4, 10.7),
        "second": Area(7, 81, 46, 21, 10.5, 8),
        "promise": Area(7, 103, 46, 11, 8.5, 8),
        "call": Area(7, 118, 46, 4.4, 9, 8),
        "phone": Area(7, 122.4, 46, 7.6, 15, 9),
        "domain": Area(61.5, 123.4, 35, 4.8, 9.5, 8),
        "typed": Area(61.5, 128.2, 35, 4.8, 9.5, 8),
        "foot": Area(26, 135.8, 72, 8.4, 8.5, 8),
    },
)

LAYOUTS: Mapping[str, Layout] = {
    "poster-a6": POSTER_A6,
    "poster-a5": POSTER_A5,
    "bus-a4-landscape": BUS_A4,
    "bus-a3-landscape": BUS_A4.scaled(ROOT_2),
    "side-window": SIDE_WINDOW,
    "ceiling": CEILING,
    "stop-notice": STOP_NOTICE,
    "sticker": STICKER,
    "bench-plaque": BENCH_PLAQUE,
    "table-tent": TABLE_TENT,
    "tear-off": TEAR_OFF,
    "pocket-card": POCKET_CARD,
    "slip": SLIP,
}
