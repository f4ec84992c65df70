"""The installer's sheet: what hangs where, how high, how it is fixed, and what to check.

One A4 page for who puts a piece up. It has the code in letters, to compare, and no symbol: who
scanned a sheet in a hand would be counted as somebody at the place.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from babel.numbers import format_decimal

from printables import bench, pages, qr
from printables.fitting import Place
from printables.office.fixing import Fixing, fixing_of
from printables.office.piece_names import names
from printables.office.words import LANGUAGE, _
from printables.pieces import PIECES, Piece
from printables.sheets import Sheet
from printables.tall import UNDER_CODE
from store.palette import Palette, light_css

PAGE = Sheet(210, 297, for_print=False)

# The drawing: one centimetre of the wall on paper, and how much of the wall there is.
MM_A_CM = 0.5
WALL_CM = 220

PLACES = {
    "head": Place(start_pt=12, floor_pt=8.5),
    "code": Place(start_pt=34, floor_pt=20),
    "what": Place(start_pt=11, floor_pt=8.5),
    "how": Place(start_pt=11, floor_pt=8.5),
    "wall": Place(start_pt=9, floor_pt=8),
    "list": Place(start_pt=11, floor_pt=8.5),
    "foot": Place(start_pt=12, floor_pt=8.5),
}


@dataclass(frozen=True, slots=True)
class InstallerSheet:
    """What the sheet says. `code` as it is printed (K7M-2X), `piece` the name of what hangs there;
    `at` in degrees (latitude, longitude; WGS84), None for a vehicle, `url` what the piece's symbol
    holds.
    """

    place: str
    district: str
    at: tuple[float, float] | None
    code: str
    url: str
    domain: str
    piece: str
    office: str
    phone: str
    palette: Palette


@dataclass(frozen=True, slots=True)
class Hung:
    """A piece on the wall, in cm above the floor: its lower and upper edge, and its code."""

    from_cm: float
    to_cm: float
    width_cm: float
    code_cm: float


def render(sheet: InstallerSheet) -> bytes:
    """The sheet as a PDF of one page, tagged and in RGB.

    Raises CannotPrint with a sentence where a text is too long or has a letter our fonts lack.
    """
    # Not at the top: who only knows what a sheet says, as a server does, needs no WeasyPrint.
    from printables import pdf

    return pdf.render(
        lambda sizes: _page(sheet, sizes), sheet=PAGE, style="installer_sheet.css", places=PLACES
    )


def hung(piece: Piece, fixing: Fixing, url: str) -> Hung | None:
    """Where a piece hangs whose code is in the middle of where it may be; None if it lies."""
    if fixing.code_to_cm == 0:
        return None
    code_cm = (fixing.code_from_cm + fixing.code_to_cm) / 2
    from_cm = round(code_cm - _code_above_edge_mm(piece, url) / 10)
    return Hung(from_cm, from_cm + piece.height_mm / 10, piece.width_mm / 10, code_cm)


def _code_above_edge_mm(piece: Piece, url: str) -> float:
    """From a piece's lower edge to the middle of its code."""
    if piece.scale:
        return UNDER_CODE * piece.scale + _ground_mm(piece, piece.symbol_mm, url) / 2
    strips = piece.layout.strips
    symbol_mm = strips.main_symbol_mm if strips else piece.symbol_mm
    return piece.layout.foot_mm + _ground_mm(piece, symbol_mm, url) / 2


def _ground_mm(piece: Piece, symbol_mm: float, url: str) -> float:
    symbol = qr.symbol(url, error=piece.error)
    return symbol.module_mm(symbol_mm) * symbol.modules_across


def _page(sheet: InstallerSheet, sizes: Mapping[str, float]) -> str:
    piece = PIECES[sheet.piece]
    fixing = fixing_of(piece.name)
    return pages.html(
        "installer_sheet.html",
        sheet=sheet,
        piece=piece,
        called=names()[piece.name],
        fixing=fixing,
        hung=hung(piece, fixing, sheet.url),
        page=PAGE,
        sizes=sizes,
        language=LANGUAGE,
        _=_,
        number=_number,
        scale=MM_A_CM,
        wall_cm=WALL_CM,
        colours=light_css(sheet.palette),
        mark=pages.data_url(bench.mark(sheet.palette.light()["house"])),
    )


def _number(value: float, pattern: str = "0.#") -> str:
    return format_decimal(value, format=pattern, locale=LANGUAGE.locale)
