"""The tall poster, from A4 to the lit case at a tram stop: one drawing in every size."""

from printables import pages, qr
from printables.bench import SEAT, Bench
from printables.fitting import Place, Sizes
from printables.pieces import Piece
from printables.poster import Poster

STYLE = "poster.css"

# The bench in A4 mm: down to the green, and from the code's ground to beyond the cut.
LEGS = 13.0
REACH = 15.0

# From the lower edge to the ground of the code in A4 mm: the meadow, the legs and the seat.
UNDER_CODE = 16.5 + LEGS + SEAT

# The drawing keeps its words 8 mm off an A4's cut.
DRAWN_SAFETY = 8.0

# Type on an A4, in points. A floor keeps a place's smallest words at 8 points or more, and a
# campaign's sentence, which may have 120 letters, at a thirtieth of the height.
PLACES = {
    "here": Place(start_pt=12, floor_pt=9),
    "headline": Place(start_pt=65, floor_pt=28),
    "dates": Place(start_pt=16, floor_pt=11),
    "invitation": Place(start_pt=11.5, floor_pt=9.5),
    "call": Place(start_pt=12, floor_pt=8),
    "phone": Place(start_pt=16, floor_pt=11),
    "address": Place(start_pt=17, floor_pt=11),
    "foot": Place(start_pt=9, floor_pt=8),
}

# What they come to beside a code larger than 100 units: to begin there saves the layouts of trying.
BESIDE_A_LARGE_CODE = {
    "dates": Place(start_pt=14.7, floor_pt=11),
    "call": Place(start_pt=9.7, floor_pt=8),
}


def places(piece: Piece) -> dict[str, Place]:
    """Where words stand on a poster of this size, and how large they may be."""
    has_large_code = piece.symbol_mm > 101 * piece.scale
    return {
        name: Place(place.start_pt * piece.scale, place.floor_pt * piece.scale)
        for name, place in (PLACES | (BESIDE_A_LARGE_CODE if has_large_code else {})).items()
    }


def page(poster: Poster, sizes: Sizes) -> str:
    """The poster as HTML."""
    first, second = poster.wordings()
    return pages.html(
        "poster.html",
        poster=poster,
        sheet=poster.sheet(),
        scale=poster.kind().scale,
        edge=_edge(poster.kind()),
        sizes=sizes,
        first=first,
        second=second,
        bench=_bench(poster),
        colours=poster.colours(),
        drawings=_drawings(poster),
    )


def _edge(piece: Piece) -> float:
    """What is added above and below where a piece must keep its words farther off the cut."""
    return max(0.0, piece.safety_mm / piece.scale - DRAWN_SAFETY) * 2


def _drawings(poster: Poster) -> dict[str, str]:
    """The pictures of a poster as addresses, in the colours of its file."""
    sheet = poster.sheet()
    has_marks = sheet.for_print and sheet.has_marks
    return {
        "code": poster.code_picture(),
        "bench": pages.data_url(poster.bench_svg(_bench(poster))),
        "mark": pages.data_url(poster.mark_svg()),
        "marks": pages.data_url(sheet.marks()) if has_marks else "",
    }


def _bench(poster: Poster) -> Bench:
    symbol, piece = poster.symbol(), poster.kind()
    module = symbol.module_mm(piece.symbol_mm / piece.scale)
    ground, quiet = module * symbol.modules_across, module * qr.QUIET
    return Bench(ground, quiet, legs=LEGS, reach=REACH)
