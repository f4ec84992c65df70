"""The trial scan: a finished file is looked at as a phone would, before anybody prints it.

Green: large enough, and read in every trial. Amber: a little small, or not read in every trial.
Red: much too small, or not read at all.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pypdfium2
import zxingcpp
from PIL import Image, ImageDraw

from printables import qr
from printables.pieces import Piece
from printables.qr import Symbol
from printables.sizing import Light, Size

QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)

# A page is looked at with so many pixels a module: few, to be quick, but more than a reader needs.
PX_A_MODULE = 4
PT_PER_MM = 72 / 25.4

# The trials: a corner covered (a tenth of the symbol), grey on grey, and held at a slant.
COVERED = 0.1**0.5
GREYS = (100, 165)
SLANT_DEGREES = 7


@dataclass(frozen=True, slots=True)
class Trial:
    """What came out for a file: the size of its smallest code, None where one cannot be read, and
    the trials in which one was not read."""

    size: Size | None
    failed: tuple[str, ...] = ()

    @property
    def light(self) -> Light:
        """Whether it may hang."""
        if self.size is None:
            return "red"
        return "amber" if self.failed and self.size.light == "green" else self.size.light

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is not green, each in words."""
        if self.size is None:
            return ("the code in the finished file cannot be read",)
        small = () if self.size.light == "green" else (self.size.sentence(),)
        return (*small, *(f"not read {name}" for name in self.failed))


def scan(pdf: bytes, *, piece: Piece, urls: Iterable[str]) -> Trial:
    """Look at all pages of a file on which these addresses must be read."""
    symbols = {_capitals(url): qr.symbol(url, error=piece.error) for url in urls}
    return scan_for(pdf, piece=piece, symbols=symbols)


def scan_for(pdf: bytes, *, piece: Piece, symbols: Mapping[str, Symbol]) -> Trial:
    """Look at all pages of a file on which these symbols must be read as what they are named by."""
    expected = {text: symbol.modules for text, symbol in symbols.items()}
    modules = max(expected.values())
    px_a_mm = PX_A_MODULE * modules / piece.symbol_mm
    found = [
        (picture, code)
        for picture in _pages(pdf, px_a_mm)
        for code in zxingcpp.read_barcodes(picture, formats=QR)
    ]
    if {code.text for _, code in found} != set(expected):
        return Trial(None)
    smallest = min((code for _, code in found), key=_width)
    size = Size(_width(smallest) / px_a_mm, piece.needed_mm(modules), piece.distance_m)
    failed = (name for name, spoil in SPOILT.items() if not _all_read(found, spoil))
    return Trial(size, tuple(failed))


def _capitals(url: str) -> str:
    """An address as its symbol says it."""
    scheme, separator, rest = url.partition("://")
    return scheme.lower() + separator + rest.upper()


def _pages(pdf: bytes, px_a_mm: float) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        scale = px_a_mm / PT_PER_MM
        return [page.render(scale=scale, grayscale=True).to_pil() for page in document]


def _width(code: zxingcpp.Barcode) -> float:
    """Its side in pixels, whichever way up it is."""
    one, other = code.position.top_left, code.position.top_right
    return float(((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5)


def _all_read(
    found: list[tuple[Image.Image, zxingcpp.Barcode]], spoil: Callable[[Image.Image], Image.Image]
) -> bool:
    """Whether every code is still read when its picture was spoilt so."""
    for page, code in found:
        picture = spoil(_upright(page, code))
        read = zxingcpp.read_barcodes(picture, formats=QR)
        if [one.text for one in read] != [code.text]:
            return False
    return True


def _upright(page: Image.Image, code: zxingcpp.Barcode) -> Image.Image:
    """The symbol alone with its quiet zone, right side up."""
    xs, ys = zip(*_corners(code), strict=True)
    quiet = PX_A_MODULE * qr.QUIET
    edges = (min(xs) - quiet, min(ys) - quiet, max(xs) + quiet, max(ys) + quiet)
    return page.crop(edges).rotate(code.orientation)


def _corners(code: zxingcpp.Barcode) -> list[tuple[int, int]]:
    at = code.position
    return [
        (corner.x, corner.y)
        for corner in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    ]


def _covered(picture: Image.Image) -> Image.Image:
    """A tenth of the symbol lies under a sticker, at the corner that helps a reader least."""
    spoilt, quiet = picture.copy(), PX_A_MODULE * qr.QUIET
    end = picture.width - quiet
    start = end - round((end - quiet) * COVERED)
    ImageDraw.Draw(spoilt).rectangle((start, start, end, end), fill=128)
    return spoilt


def _faded(picture: Image.Image) -> Image.Image:
    dark, light = GREYS
    return picture.point(lambda value: dark + round(value * (light - dark) / 255))


def _slanted(picture: Image.Image) -> Image.Image:
    larger = picture.resize((picture.width * 2, picture.height * 2))
    return larger.rotate(SLANT_DEGREES, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


SPOILT: dict[str, Callable[[Image.Image], Image.Image]] = {
    "with a tenth of it covered": _covered,
    "at low contrast": _faded,
    "held at a slant": _slanted,
}
