"""The fonts on paper: IBM Plex Sans for Latin and Cyrillic, its sister for Arabic."""

import unicodedata
from collections.abc import Iterable
from functools import cache

import fontpkg
from fontTools.ttLib import TTFont

from printables.errors import MissingGlyph

FAMILIES = ("IBM Plex Sans", "IBM Plex Sans Arabic")
WEIGHTS = (400, 600)


@cache
def files() -> dict[tuple[str, int], str]:
    """The address of each family's file by weight; one file may hold several weights."""
    return {
        (family, weight): fontpkg.path(family, weight=weight).as_uri()
        for family in FAMILIES
        for weight in WEIGHTS
    }


def css() -> str:
    """The @font-face rules for every family and weight, and the stack that uses them."""
    faces = (
        f"@font-face{{font-family:'{family}';font-weight:{weight};src:url('{file}')}}"
        for (family, weight), file in files().items()
    )
    stack = ",".join(f"'{family}'" for family in FAMILIES)
    return "".join(faces) + f"html{{font-family:{stack}}}"


def check(texts: Iterable[str]) -> None:
    """Make sure that every character of these texts can be drawn. Raises MissingGlyph."""
    for text in texts:
        for character in text:
            if not (character.isspace() or ord(character) in _drawable()):
                raise MissingGlyph(" ".join(text.split()), character)


def composed(text: str) -> str:
    """The text with letters and their accents as one character each, as fonts hold them."""
    return unicodedata.normalize("NFC", text)


@cache
def _drawable() -> frozenset[int]:
    return frozenset().union(*(_characters(family) for family in FAMILIES))


def _characters(family: str) -> Iterable[int]:
    with TTFont(fontpkg.path(family), lazy=True) as font:
        return list(font.getBestCmap())

