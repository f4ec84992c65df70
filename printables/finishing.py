"""Last touches to a PDF before it is written: what WeasyPrint leaves out or does otherwise."""

import re
import unicodedata
from functools import cache
from itertools import chain
from typing import Any

import pydyf

from printables import profiles
from printables.card_sheet import CardSheet
from printables.sheets import Sheet

# A line of a font's map from glyphs to letters, where two letters share a glyph.
PAIR = re.compile(rb"<([0-9a-f]{8})>$")


def set_boxes(pdf: Any, sheet: Sheet | CardSheet) -> None:
    """WeasyPrint caps the bleed and may begin the page below zero; a press needs exact boxes."""
    for page in _objects(pdf, "Type", "/Page"):
        page["MediaBox"] = pydyf.Array(sheet.media_box())
        page["BleedBox"] = pydyf.Array(sheet.bleed_box())
        page["TrimBox"] = pydyf.Array(sheet.trim_box())


def set_output_intent(pdf: Any, icc: bytes) -> None:
    """Say which press the inks were meant for: its profile, as PDF/X-4 names it."""
    profile = pydyf.Stream([icc], pydyf.Dictionary({"N": 4, "Alternate": "/DeviceCMYK"}), True)
    pdf.add_object(profile)
    name = pydyf.String(profiles.name(icc))
    intent = {"Type": "/OutputIntent", "S": "/GTS_PDFX", "OutputConditionIdentifier": name}
    intent |= {"Info": name, "DestOutputProfile": profile.reference}
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent)])


def name_languages(pdf: Any, articles: list[str | None], spans: list[str | None]) -> None:
    """Give each `<article>` and `<span>` its language, in their order: a voice changes with it."""
    # What a line says is tagged as a span, too; that one holds a number.
    tagged = [one for one in _objects(pdf, "S", "/Span") if int not in map(type, one["K"])]
    for element, language in chain(
        zip(_objects(pdf, "S", "/Art"), articles, strict=True), zip(tagged, spans, strict=True)
    ):
        if language:
            element["Lang"] = pydyf.String(language)


def spell_ligatures(pdf: Any) -> None:
    """Let two Arabic letters that share a glyph read back as the one Unicode has for the pair.

    Every Arabic font draws lam-alef so, ours some more. Poppler and PDFium turn two letters around
    that come from one glyph of a right-to-left line; a single one cannot be turned.
    """
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream) and b"endcmap" in thing.stream:
            thing.stream = [PAIR.sub(_single, part) for part in thing.stream]


def _single(found: re.Match[bytes]) -> bytes:
    letters = bytes.fromhex(found[1].decode("ascii")).decode("utf-16-be")
    single = _ligatures().get(letters, letters)
    return f"<{single.encode('utf-16-be').hex()}>".encode("ascii")


@cache
def _ligatures() -> dict[str, str]:
    """Pairs of Arabic letters → the compatibility character for both, its isolated form first."""
    forms = [chr(point) for point in range(0xFEFF, 0xFB4F, -1)]
    return {unicodedata.normalize("NFKC", form): form for form in forms}


def _objects(pdf: Any, key: str, value: str) -> list[Any]:
    return [thing for thing in pdf.objects if isinstance(thing, dict) and thing.get(key) == value]
