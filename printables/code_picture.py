"""Codes as pictures that a page draws at once: WeasyPrint reads an SVG number by number.

A booklet of sixty codes took it a fifth of its time. What a picture of its own must answer is no
public interface, so only this module knows it, and the WeasyPrint version is pinned.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from printables.qr import Symbol

SCHEME = "data:image/x-code,"

# Black alone: of four inks, or of a screen's three lights.
BLACK = {True: "/DeviceCMYK cs 0 0 0 1 scn", False: "0 0 0 rg"}

# A rectangle of a symbol's path: how far from the last one's foot, how wide and high.
RECTANGLE = re.compile(r"m(-?\d+) ?(-?\d+)h(\d+)v(\d+)h-\d+")


def address(symbol: Symbol, *, for_print: bool) -> str:
    """A symbol in black without a ground as an address for `src`; only `pdf` understands it."""
    return f"{SCHEME}{symbol.modules_across};{BLACK[for_print]};{symbol.path}"


@dataclass(frozen=True, slots=True)
class CodePicture:
    """A symbol of so many modules a side, as operators of a PDF's page."""

    side: int
    operators: bytes

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[None, None, int]:
        """It has no size of its own, and is square."""
        return None, None, 1

    def draw(self, stream: Any, width: float, height: float, _style: Any) -> None:
        """Fill all its parts as one path, so that no hairlines show between."""
        stream.transform(a=width / self.side, d=height / self.side)
        stream.stream.append(self.operators)


class Pictures(dict[str, Any]):
    """The pictures of a page by address; codes need not be put in."""

    def __contains__(self, url: object) -> bool:
        return str(url).startswith(SCHEME) or super().__contains__(url)

    def __getitem__(self, url: str) -> Any:
        return _picture(url) if url.startswith(SCHEME) else super().__getitem__(url)


@lru_cache(maxsize=128)
def _picture(url: str) -> CodePicture:
    side, black, path = url.removeprefix(SCHEME).split(";")
    return CodePicture(int(side), f"{black} {_rectangles(path)} f".encode("ascii"))


def _rectangles(path: str) -> str:
    """The rectangles of a symbol's path, each from its own corner."""
    drawn: list[str] = []
    left = foot = 0
    for found in RECTANGLE.finditer(path):
        right, down, width, height = map(int, found.groups())
        left, top = left + right, foot + down
        drawn.append(f"{left} {top} {width} {height} re")
        foot = top + height
    return " ".join(drawn)
