"""The fonts on paper: IBM Plex Sans for Latin and Cyrillic, its sister for Arabic."""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from html import unescape

import fontpkg
import uharfbuzz

from printables.errors import MissingGlyph

FAMILIES = ("IBM Plex Sans", "IBM Plex Sans Arabic")
WEIGHTS = (400, 600)

# Where the words of a page stand.
BETWEEN_TAGS = re.compile("(?<=>)[^<>]+(?=<)")


@cache
def css() -> str:
    """The @font-face rules for every family and weight, fonts included, and the stack of them."""
    faces = (_face(family, weight) for family in FAMILIES for weight in WEIGHTS)
    stack = ",".join(f"'{family}'" for family in FAMILIES)
    return "".join(faces) + f"html{{font-family:{stack}}}"


def check(texts: Iterable[str]) -> None:
    """Make sure that every character of these texts can be drawn. Raises MissingGlyph."""
    for text in texts:
        if strange := missing(text):
            raise MissingGlyph(" ".join(text.split()), strange[0])


def missing(text: str) -> str:
    """The characters of a text that cannot be drawn, each once."""
    found = (sign for sign in text if not (sign.isspace() or ord(sign) in _drawable()))
    return "".join(dict.fromkeys(found))


def without_missing(markup: str) -> str:
    """A page without the characters that cannot be drawn, and … for a text that has no other.

    For what many have written: the title of one must not keep the others from being printed.
    """
    return BETWEEN_TAGS.sub(lambda found: drawable(found[0]), composed(markup))


def drawable(text: str) -> str:
    """A text without the characters that cannot be drawn, and … for one that has no other."""
    whole = composed(text)
    strange = missing(whole)
    if not strange:
        return whole
    left = "".join(sign for sign in whole if sign not in strange)
    return left if any(map(str.isalnum, unescape(left))) else "…"


def composed(text: str) -> str:
    """The text with letters and their accents as one character each, as fonts hold them."""
    return unicodedata.normalize("NFC", text)


@cache
def _drawable() -> frozenset[int]:
    return frozenset().union(*(_file(family, WEIGHTS[0]).unicodes for family in FAMILIES))


def _face(family: str, weight: int) -> str:
    font = b64encode(_static(_file(family, weight), weight)).decode("ascii")
    source = f"data:font/ttf;base64,{font}"
    return f"@font-face{{font-family:'{family}';font-weight:{weight};src:url({source})}}"


def _file(family: str, weight: int) -> uharfbuzz.Face:
    return uharfbuzz.Face(fontpkg.path(family, weight=weight).read_bytes())


def _static(face: uharfbuzz.Face, weight: int) -> bytes:
    """The one weight of a variable font: WeasyPrint would cut it out anew for every piece.

    That takes it 40 ms a weight and piece; here it is 9 ms once.
    """
    everything = uharfbuzz.SubsetInput()
    everything.keep_everything()
    everything.pin_all_axes_to_default(face)
    everything.pin_axis_location(face, "wght", weight)
    return bytes(uharfbuzz.subset(face, everything).blob.data)
