"""The poster: an invitation, what is on next, and the code of the place it hangs at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from printables import bench, pages, qr, wording
from printables.bench import Bench
from printables.fitting import Place
from printables.sheets import Sheet
from store.palette import Palette, light_css, paper_css

Size = Literal["A4", "A3"]

# In a print file black is one ink: four would blur the code where the plates are a hair apart.
BLACK_AND_WHITE = {
    True: ("device-cmyk(0 0 0 1)", "device-cmyk(0 0 0 0)"),
    False: ("#000000", "#ffffff"),
}

# The bench in A4 mm: down to the green, and from the code's ground to beyond the cut.
LEGS = 13.0
REACH = 15.0


@dataclass(frozen=True, slots=True)
class Format:
    """A size's trim in mm, how much larger than an A4 it is, and its symbol in A4 mm."""

    width_mm: float
    height_mm: float
    scale: float
    symbol: float


ROOT_2 = 2**0.5  # from one DIN size to the next

# A symbol of 100 mm is read from 1 m, one of 150 mm from 1.5 m.
FORMATS: dict[Size, Format] = {
    "A4": Format(210, 297, scale=1.0, symbol=100),
    "A3": Format(297, 420, scale=ROOT_2, symbol=150 / ROOT_2),
}

# Type on an A4, in points. A floor keeps a place's smallest words at 8 points or more.
PLACES = {
    "here": Place(start_pt=12, floor_pt=9),
    "headline": Place(start_pt=65, floor_pt=60.5),
    "dates": Place(start_pt=16, floor_pt=11),
    "invitation": Place(start_pt=12.5, floor_pt=9.5),
    "call": Place(start_pt=12, floor_pt=8),
    "phone": Place(start_pt=16, floor_pt=11),
    "address": Place(start_pt=17, floor_pt=11),
    "foot": Place(start_pt=9, floor_pt=8),
}


@dataclass(frozen=True, slots=True)
class PosterDate:
    """Something that is on: when, what and where."""

    on: date
    starts_at: time
    title: str
    venue: str


@dataclass(frozen=True, slots=True)
class Poster:
    """What a poster says. `code` as it is printed (K7M-2X), `url` as the symbol holds it."""

    place: str
    code: str
    url: str
    domain: str
    phone: str
    office: str
    sponsor: str
    dates: tuple[PosterDate, ...]
    languages: tuple[str, str]
    palette: Palette
    size: Size = "A4"
    for_print: bool = True


def render(poster: Poster) -> bytes:
    """The poster as a PDF of one page.

    Raises CannotPrint with a sentence where a text is too long or has a letter our fonts lack.
    """
    # Not at the top: who only knows what stands on a poster, as a server does, needs no WeasyPrint.
    from printables import pdf

    return pdf.render(
        lambda sizes: _page(poster, sizes),
        sheet=_sheet(poster),
        style="poster.css",
        places=_places(FORMATS[poster.size]),
    )


def _page(poster: Poster, sizes: Mapping[str, float]) -> str:
    first, second = (wording.speak(prefix) for prefix in poster.languages)
    return pages.html(
        "poster.html",
        poster=poster,
        sheet=_sheet(poster),
        format=FORMATS[poster.size],
        sizes=sizes,
        first=first,
        second=second,
        bench=_bench(poster),
        colours=paper_css(poster.palette) if poster.for_print else light_css(poster.palette),
        drawings=_drawings(poster, mirrored=first.language.direction == "rtl"),
    )


def _drawings(poster: Poster, *, mirrored: bool) -> dict[str, str]:
    """The pictures of a poster as addresses, in the colours of its file."""
    from printables.pdf import data_url

    ink = poster.palette.paper() if poster.for_print else poster.palette.light()
    black, white = BLACK_AND_WHITE[poster.for_print]
    around = _bench(poster).svg(house=ink["house"], sun=ink["sun"], white=white, mirrored=mirrored)
    return {
        "code": data_url(qr.symbol(poster.url).svg(dark=black, light="none")),
        "bench": data_url(around),
        "mark": data_url(bench.mark(ink["on-house"])),
        "marks": data_url(_sheet(poster).marks()) if poster.for_print else "",
    }


def _sheet(poster: Poster) -> Sheet:
    chosen = FORMATS[poster.size]
    return Sheet(chosen.width_mm, chosen.height_mm, for_print=poster.for_print)


def _bench(poster: Poster) -> Bench:
    symbol = qr.symbol(poster.url)
    module = symbol.module_mm(FORMATS[poster.size].symbol)
    ground, quiet = module * symbol.modules_across, module * qr.QUIET
    return Bench(ground, quiet, legs=LEGS, reach=REACH)


def _places(chosen: Format) -> dict[str, Place]:
    return {
        name: Place(place.start_pt * chosen.scale, place.floor_pt * chosen.scale)
        for name, place in PLACES.items()
    }
