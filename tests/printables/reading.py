"""Reads a finished PDF back, as a phone, a press, a screen reader and a person's copy would."""

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2
import zxingcpp
from PIL.Image import Image

PT_PER_MM = 72 / 25.4
COLOUR_OPERATORS = {"g", "G", "rg", "RG", "k", "K", "cs", "CS", "scn", "SCN", "sc", "SC"}


def picture(pdf: bytes, *, dpi: int = 100, page: int = 0) -> Image:
    """The first page, or another, as seen."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[page].render(scale=dpi / 72).to_pil()


def codes(pdf: bytes, *, page: int = 0, dpi: int = 100) -> list[zxingcpp.Barcode]:
    """The codes that a phone finds on the first page, or another."""
    return codes_in(picture(pdf, page=page, dpi=dpi))


def codes_in(picture: Image) -> list[zxingcpp.Barcode]:
    """The codes that a phone finds in a picture."""
    return list(zxingcpp.read_barcodes(picture))


def text(pdf: bytes, *, page: int = 0) -> str:
    """The words of a page in single letters, as one copies or searches them."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = document[page].get_textpage().get_text_range()
    return " ".join(unicodedata.normalize("NFKC", found).split())


def boxes_mm(pdf: bytes, *, page: int = 0) -> dict[str, list[float]]:
    """Media, bleed and trim box of a page in mm."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return {
            name: [round(float(edge) / PT_PER_MM, 1) for edge in document.pages[page][name]]
            for name in ("/MediaBox", "/BleedBox", "/TrimBox")
        }


def colours(pdf: bytes) -> set[tuple[str, ...]]:
    """Every colour and colour space that the page or a drawing on it sets."""
    with pikepdf.open(BytesIO(pdf)) as document:
        page = document.pages[0]
        return {
            (str(operator), *map(str, operands))
            for content in _contents(page, page.Resources)
            for operands, operator in pikepdf.parse_content_stream(content)
            if str(operator) in COLOUR_OPERATORS
        }


def _contents(content: pikepdf.Object, resources: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield content
    for kind in ("/XObject", "/Pattern"):
        for inner in resources.get(kind, {}).values():
            if isinstance(inner, pikepdf.Stream) and "/Resources" in inner:
                yield from _contents(inner, inner.Resources)


def fonts(pdf: bytes) -> dict[str, bool]:
    """The fonts' names, without their subset's prefix, and whether they are in the file."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return {
            re.sub(r"^/[A-Z]{6}\+", "", str(thing.FontName)): "/FontFile2" in thing
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        }
