"""The slip: what an office hands somebody who wants to go to one offer, in black on its own paper.

It says everything in two languages side by side: whoever carries it reads one half, and whoever is
asked for the way the other.
"""

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Literal

from printables import bench, code_picture, pages, qr, trial, wording
from printables.bench import Bench
from printables.errors import Unreadable
from printables.fitting import Sizes
from printables.layout import Area
from printables.pieces import SLIP
from printables.sheets import OwnPaper
from store.palette import BLACK, paper_css

STYLE = "slip.css"
# The address of a page is longer than that of a placement, so its symbol is larger.
PIECE = replace(SLIP, symbol_mm=34.0)
FORMATS = {"a6": OwnPaper(105, 148, for_print=True, has_marks=False)}
FORMATS["a4"] = OwnPaper(210, 297, for_print=True, has_marks=False)
Format = Literal["a6", "a4"]

# The bench is drawn for a symbol of 100 units, as on the poster, and stands on short legs.
UNITS = 100.0
LEGS = 9.0
BESIDE_MM = 7.0
BELOW_MM = 18.6

# Where each text stands, in mm from where reading begins; an office's printer leaves out the edge.
AREAS = {
    "office": Area(15, 6.6, 83, 4.2, 8.5, 8),
    "title": Area(7, 12.6, 91, 27, 24, 13),
    "facts": Area(7, 41, 91, 38, 10.5, 8),
    "along": Area(7, 84, 45, 28, 10.5, 8),
    "phone": Area(7, 113.4, 45, 17, 9.5, 8),
    "address": Area(7, 135.8, 91, 5.2, 11, 8),
}


@dataclass(frozen=True, slots=True)
class SlipDate:
    """When it is on."""

    on: date
    starts_at: time
    ends_at: time | None


@dataclass(frozen=True, slots=True)
class Slip:
    """What a slip says about an offer; `titles` and `languages` are one for each half.

    `stop` is the nearest one with its lines, empty where there is none; `address` is what the code
    says as one types it. Where one has to sign up, or a time is not confirmed,
    `call_first` asks to call.
    """

    titles: tuple[str, str]
    dates: tuple[SlipDate, ...]
    venue: str
    street: str
    stop: str
    phone: str
    url: str
    address: str
    office: str
    languages: tuple[str, str]
    call_first: bool = False

    def symbol(self) -> qr.Symbol:
        """Its code."""
        return qr.page_symbol(self.url)


def render(slip: Slip, *, format: Format = "a6") -> bytes:
    """The slip as a PDF of one page: an A6, or an A4 with four of them and lines to cut along.

    Raises CannotPrint with a sentence where a text is too long or has a letter our fonts lack.
    """
    from printables import pdf

    return pdf.render(
        lambda sizes: _page(slip, FORMATS[format], sizes),
        sheet=FORMATS[format],
        style=STYLE,
        places={name: area.place() for name, area in AREAS.items()},
    )


def released(slip: Slip, *, format: Format = "a6") -> bytes:
    """The slip as a PDF that phones can read. Raises Unreadable with a reason, and CannotPrint."""
    made = render(slip, format=format)
    told = trial.scan_for(made, piece=PIECE, symbols={slip.url: slip.symbol()})
    if told.light == "red":
        raise Unreadable("; ".join(told.reasons))
    return made


def _page(slip: Slip, sheet: OwnPaper, sizes: Sizes) -> str:
    inks, symbol = BLACK.paper(), slip.symbol()
    drawn = _bench(symbol)
    first, second = (wording.speak(prefix) for prefix in slip.languages)
    mirrored = first.language.direction == "rtl"
    return pages.html(
        "slip.html",
        slip=slip,
        sheet=sheet,
        corners=_corners(sheet),
        sizes=sizes,
        areas=AREAS,
        first=first,
        second=second,
        colours=paper_css(BLACK),
        ground=drawn.ground * _scale(),
        bench=(drawn.width * _scale(), drawn.height * _scale()),
        legs=(drawn.legs + bench.SEAT) * _scale(),
        beside=BESIDE_MM,
        below=BELOW_MM,
        drawings={
            "mark": pages.data_url(bench.mark(inks["house"])),
            "code": code_picture.address(symbol, for_print=True),
            "bench": pages.data_url(
                drawn.svg(
                    house=inks["house"], sun=inks["sun"], white=inks["ground"], mirrored=mirrored
                )
            ),
        },
    )


def _corners(sheet: OwnPaper) -> list[tuple[float, float]]:
    """Left and top of each slip on its page."""
    if sheet is FORMATS["a6"]:
        return [(0.0, 0.0)]
    return [(left, top) for top in (0.0, sheet.height_mm / 2) for left in (0.0, 105.0)]


def _scale() -> float:
    return PIECE.symbol_mm / UNITS


def _bench(symbol: qr.Symbol) -> Bench:
    module = symbol.module_mm(UNITS)
    ground, quiet = module * symbol.modules_across, module * qr.QUIET
    return Bench(ground, quiet, legs=LEGS, reach=BESIDE_MM / _scale())
