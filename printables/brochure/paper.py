"""The brochure as a file: tagged pages for screens, or a booklet on sheets for the printer."""

from collections.abc import Callable
from functools import partial

from printables import bench, code_picture, fonts, pages, pdf, qr, wording
from printables.bench import Bench
from printables.brochure import imposition, order
from printables.brochure.contents import Brochure, readable
from printables.brochure.words import Times
from printables.fitting import Place, Sizes
from printables.pdf import Numbers
from printables.poster import BLACK_AND_WHITE
from printables.sheets import Sheet
from store.palette import light_css, paper_css

STYLE = "brochure.css"
MARKS = "booklet_marks.css"

Part = Callable[[Brochure, Numbers, int], str]

# Each offer's code is read from a hand's breadth above the page, the cover's from across a table.
CODE_MM = 27.0
COVER_CODE_MM = 50.0

# The bench in millimetres of the cover: down to the green, and from the code to beyond the cut.
LEGS = 9.0
REACH = 12.0

# What stands on the cover, in points.
COVER = {
    "title": Place(start_pt=38, floor_pt=20),
    "days": Place(start_pt=14, floor_pt=11),
    "aside": Place(start_pt=13, floor_pt=10),
    "foot": Place(start_pt=10, floor_pt=8),
}
LARGE_COVER = {
    "title": Place(start_pt=38, floor_pt=22),
    "days": Place(start_pt=18, floor_pt=14),
    "aside": Place(start_pt=16, floor_pt=14),
    "foot": Place(start_pt=14, floor_pt=12),
}


def render(brochure: Brochure) -> bytes:
    """The brochure as a PDF: A5 pages in their order, or four to each sheet of A4.

    What no font has is left out of it: `left_out` knows what. Raises CannotPrint with a sentence
    where a text on the cover is too long.
    """
    booklet = pdf.book(
        partial(_front, brochure, _cover_sizes(brochure)),
        [partial(part, brochure) for part in (_days, _indexes, _end_of(brochure))],
        sheet=_page(brochure),
        style=STYLE,
        icc=brochure.icc,
    )
    if not brochure.for_print:
        return booklet
    return imposition.impose(booklet, _marks(), opens_from_the_right=_is_mirrored(brochure))


def symbols(brochure: Brochure) -> dict[str, qr.Symbol]:
    """Every address that stands in it as a code → its symbol."""
    return {url: qr.page_symbol(url) for url in brochure.urls()}


def _front(brochure: Brochure, sizes: Sizes, numbers: Numbers) -> str:
    return _html(brochure, ("cover", "contents"), sizes=sizes, numbers=numbers)


def _days(brochure: Brochure, numbers: Numbers, before: int) -> str:
    return _html(brochure, ("days",), before=before)


def _indexes(brochure: Brochure, numbers: Numbers, before: int) -> str:
    return _html(brochure, ("indexes",), numbers=numbers, before=before)


def _end_of(brochure: Brochure) -> Part:
    """Notes until the sheets are full, who made it, whom to call at once."""
    alone = _html(brochure, ("end",))
    pages_of_it = pdf.page_count(alone, sheet=_page(brochure), style=STYLE)

    def end(brochure: Brochure, numbers: Numbers, before: int) -> str:
        notes = imposition.missing(before + pages_of_it) if brochure.for_print else 0
        return _html(brochure, ("end",), before=before, notes=notes)

    return end


def _cover_sizes(brochure: Brochure) -> Sizes:
    """The type of the cover, which alone has fixed places."""
    fitted = pdf.settled(
        lambda sizes: _html(brochure, ("cover",), sizes=sizes),
        sheet=_page(brochure),
        style=STYLE,
        places=LARGE_COVER if brochure.is_large else COVER,
    )
    return {name: place.start_pt for name, place in fitted.items()}


def _html(
    brochure: Brochure,
    parts: tuple[str, ...],
    *,
    sizes: Sizes | None = None,
    numbers: Numbers | None = None,
    before: int = 0,
    notes: int = 0,
) -> str:
    first, is_print = wording.speak(brochure.language), brochure.for_print
    page = pages.html(
        "brochure.html",
        brochure=brochure,
        parts=parts,
        before=before,
        notes=notes,
        sizes=sizes or {},
        numbers=numbers or {},
        sheet=_page(brochure),
        first=first,
        times=Times(first),
        order=order,
        readable=readable,
        speak=wording.speak,
        drawn=_drawn(brochure),
        colours=paper_css(brochure.palette) if is_print else light_css(brochure.palette),
        white=BLACK_AND_WHITE[is_print][1],
    )
    return fonts.without_missing(page)


def _page(brochure: Brochure) -> Sheet:
    return Sheet(*imposition.PAGE_MM, for_print=brochure.for_print, has_marks=False)


def _drawn(brochure: Brochure) -> dict[str, object]:
    """The drawings in the colours of the file: codes by address, the cover's bench, the mark."""
    look = brochure.palette.paper() if brochure.for_print else brochure.palette.light()
    white = BLACK_AND_WHITE[brochure.for_print][1]
    symbol = qr.page_symbol(brochure.url)
    module = symbol.module_mm(COVER_CODE_MM)
    cover = Bench(module * symbol.modules_across, module * qr.QUIET, legs=LEGS, reach=REACH)
    drawing = cover.svg(
        house=look["house"], sun=look["sun"], white=white, mirrored=_is_mirrored(brochure)
    )
    return {
        "bench": cover,
        "bench_url": pages.data_url(drawing),
        "mark": pages.data_url(bench.mark(look["on-house"])),
        "own_mark": pages.data_url(bench.mark(look["house"])),
        "code": lambda url: _code(url, for_print=brochure.for_print),
        "ground_mm": lambda url: _ground_mm(url),
    }


def _is_mirrored(brochure: Brochure) -> bool:
    return wording.speak(brochure.language).language.direction == "rtl"


def _code(url: str, *, for_print: bool) -> str:
    return code_picture.address(qr.page_symbol(url), for_print=for_print)


def _ground_mm(url: str) -> float:
    """A code with its quiet zone."""
    symbol = qr.page_symbol(url)
    return symbol.module_mm(CODE_MM) * symbol.modules_across


def _marks() -> bytes:
    page = pages.html("booklet_marks.html", marks=pages.data_url(imposition.marks_svg()))
    return pdf.flowed(page, sheet=imposition.SHEET, style=MARKS)
