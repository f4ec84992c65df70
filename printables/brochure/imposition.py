"""Imposition: the pages of a booklet on the sheets it is stitched from, two on either side.

pikepdf takes each page over as it is: inks, fonts and drawings. pypdfium2 does so, too, but begins
every side by setting an RGB black, which a print shop's check complains about.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from pikepdf import Array, Page, Pdf, Rectangle

from printables.sheets import BLEED_MM, MARK_FREE_MM, MARK_PT, PT_PER_MM, REGISTRATION, Box, Sheet

# Half of an A4, so that the sheet is one.
PAGE_MM = (148.5, 210.0)
PAGE = Sheet(*PAGE_MM, for_print=True, has_marks=False)
SHEET = Sheet(2 * PAGE_MM[0], PAGE_MM[1], for_print=True)
PAGES_A_SHEET = 4

PDF_VERSION = "1.6"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: the numbers of its two pages, counted from 1."""

    left: int
    right: int


def sides(pages: int, *, opens_from_the_right: bool) -> Iterator[Side]:
    """Every side of a booklet, the outermost sheet first, its outside before its inside."""
    for outer in range(1, pages // 2 + 1):
        inner = pages + 1 - outer
        is_turned = (outer % 2 == 0) != opens_from_the_right
        yield Side(outer, inner) if is_turned else Side(inner, outer)


def missing(pages: int) -> int:
    """How many pages more make whole sheets."""
    return -pages % PAGES_A_SHEET


def impose(booklet: bytes, marks: bytes, *, opens_from_the_right: bool) -> bytes:
    """The pages (each a trim with its bleed) on A4 sheets, the page `marks` on top of each side.

    The press that the pages were meant for, if any, is that of the sheets.
    """
    with Pdf.open(BytesIO(booklet)) as pages, Pdf.open(BytesIO(marks)) as drawn, Pdf.new() as made:
        assert missing(len(pages.pages)) == 0, "a booklet is made of whole sheets"
        # What is taken over of a page is what its trim box holds.
        drawn.pages[0].TrimBox = Array(SHEET.media_box())
        for side in sides(len(pages.pages), opens_from_the_right=opens_from_the_right):
            sheet = _bare(made)
            _put(sheet, pages.pages[side.left - 1], is_left=True)
            _put(sheet, pages.pages[side.right - 1], is_left=False)
            sheet.add_overlay(drawn.pages[0], Rectangle(*SHEET.media_box()))
        if intents := pages.Root.get("/OutputIntents"):
            made.Root.OutputIntents = made.copy_foreign(pages.make_indirect(intents))
        made.remove_unreferenced_resources()
        written = BytesIO()
        made.save(written, min_version=PDF_VERSION)
    return written.getvalue()


def marks_svg() -> str:
    """Where to cut and, dashed, where to fold, outside the bleed."""
    fold, mark = SHEET.border_mm + PAGE_MM[0], SHEET.border_mm - BLEED_MM - MARK_FREE_MM
    dash, bottom = mark / 3, SHEET.page_mm[1] - mark
    strokes = "".join(f"M{fold:g} {top:g}v{dash:g}m0 {dash:g}v{dash:g}" for top in (0.0, bottom))
    stroke = f'stroke="{REGISTRATION}" stroke-width="{MARK_PT / PT_PER_MM:.4f}"'
    return SHEET.marks().replace("</svg>", f'<path d="{strokes}" fill="none" {stroke}/></svg>')


def _bare(made: Pdf) -> Page:
    """A new sheet with its boxes."""
    sheet = made.add_blank_page(page_size=SHEET.media_box()[2:])
    sheet.BleedBox, sheet.TrimBox = Array(SHEET.bleed_box()), Array(SHEET.trim_box())
    return sheet


def _put(sheet: Page, page: Page, *, is_left: bool) -> None:
    """A page in its half of the sheet, cut off at the fold: its neighbour begins there."""
    fold = SHEET.border_mm + PAGE_MM[0]
    left, right = (PAGE.bleed_mm, 0.0) if is_left else (0.0, PAGE.bleed_mm)
    width, height = PAGE.page_mm
    page.TrimBox = Array(_points(PAGE.bleed_mm - left, 0.0, width - PAGE.bleed_mm + right, height))
    low, high = SHEET.border_mm - BLEED_MM, SHEET.page_mm[1] - SHEET.border_mm + BLEED_MM
    begin, end = (fold - PAGE_MM[0] - left, fold) if is_left else (fold, fold + PAGE_MM[0] + right)
    sheet.add_overlay(page, Rectangle(*_points(begin, low, end, high)))


def _points(left: float, bottom: float, right: float, top: float) -> Box:
    one, two, three, four = (round(mm * PT_PER_MM, 3) for mm in (left, bottom, right, top))
    return one, two, three, four
