"""Reads a finished PDF back, as a phone, a press, a screen reader and a person's copy would."""

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import zxingcpp
from PIL.Image import Image
from pypdfium2 import raw

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


def said_in(pdf: bytes, language: str) -> str:
    """All words that a voice speaks in this language because their own tag says so."""
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(words for sheet in document for words in _said_in(sheet, language))


def _said_in(sheet: pypdfium2.PdfPage, language: str) -> Iterator[str]:
    words, tree = _marked_words(sheet), raw.FPDF_StructTree_GetForPage(sheet)
    for n in range(raw.FPDF_StructTree_CountChildren(tree)):
        for element in _tags(raw.FPDF_StructTree_GetChildAtIndex(tree, n)):
            if _language(element) == language:
                told = [words.get(mark, "") for tag in _tags(element) for mark in _marks(tag)]
                yield " ".join("".join(told).split())
    raw.FPDF_StructTree_Close(tree)


def _marked_words(sheet: pypdfium2.PdfPage) -> dict[int, str]:
    """What stands in each marked content of a page."""
    found: dict[int, str] = {}
    told = sheet.get_textpage()
    for thing in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        mark, room = raw.FPDFPageObj_GetMarkedContentID(thing), (ctypes.c_ushort * 1000)()
        size = raw.FPDFTextObj_GetText(thing, told, room, 2000)
        found[mark] = found.get(mark, "") + bytes(room)[: size - 2].decode("utf-16-le")
    return found


def _tags(element: Any) -> Iterator[Any]:
    """A tag and all in it."""
    yield element
    for n in range(raw.FPDF_StructElement_CountChildren(element)):
        if child := raw.FPDF_StructElement_GetChildAtIndex(element, n):
            yield from _tags(child)


def _marks(element: Any) -> list[int]:
    count = raw.FPDF_StructElement_GetMarkedContentIdCount(element)
    ids = (raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, n) for n in range(count))
    return [mark for mark in ids if mark >= 0]


def _language(element: Any) -> str:
    room = ctypes.create_string_buffer(100)
    size = raw.FPDF_StructElement_GetLang(element, room, 100)
    return room.raw[: size - 2].decode("utf-16-le") if size else ""


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
