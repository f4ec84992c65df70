"""QR symbols for our printed addresses: small, quick, and drawn the same on paper and screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from threading import Lock
from typing import Any, Literal

from qrcode import QRCode, constants
from qrcode.util import ALPHA_NUM, QRData

QUIET = 4
ErrorLevel = Literal["M", "Q", "H"]

# Stronger levels after the weakest one a piece may have.
LEVELS: dict[ErrorLevel, int] = {
    "M": constants.ERROR_CORRECT_M,
    "Q": constants.ERROR_CORRECT_Q,
    "H": constants.ERROR_CORRECT_H,
}

# python-qrcode keeps tables and a running mask in its modules.
DRAWING = Lock()


@dataclass(frozen=True, slots=True)
class Symbol:
    """One QR symbol: modules a side (without the quiet zone), error level, dark parts as a path."""

    modules: int
    error: ErrorLevel
    path: str

    @property
    def modules_across(self) -> int:
        """Modules a side of the white ground: the symbol and its quiet zone."""
        return self.modules + 2 * QUIET

    def module_mm(self, symbol_mm: float) -> float:
        """The size of one module where the symbol (without quiet zone) is that large."""
        return symbol_mm / self.modules

    def svg(self) -> str:
        """The symbol in black on its own white ground, one user unit a module."""
        side = self.modules_across
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
            f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
            f'<path fill="#000" d="{self.path}"/></svg>'
        )


@lru_cache(maxsize=1024)
def symbol(url: str, *, error: ErrorLevel = "Q") -> Symbol:
    """The smallest symbol for an address with at least this error level.

    The strongest level that needs no larger symbol is taken. All but the scheme is written in
    capitals, which a symbol stores in two thirds of the space. Raises ValueError for an address
    that has no scheme, or letters (a `?`, an umlaut) that this way of writing has not.
    """
    return _strongest(_segments(url), error)


@lru_cache(maxsize=1024)
def page_symbol(url: str, *, error: ErrorLevel = "Q") -> Symbol:
    """The same for the address of a page, letter for letter, because its path minds capitals."""
    return _strongest([QRData(url.encode())], error)


def unkept_symbol(text: str) -> Symbol:
    """A symbol for a screen with any text in it; not kept, because the text may be a secret."""
    with DRAWING:
        segments = [QRData(text.encode())]
        matrix = _matrix(segments, "M", _version(segments, "M"))
    return Symbol(len(matrix), "M", _path(matrix))


def _strongest(segments: list[QRData], error: ErrorLevel) -> Symbol:
    with DRAWING:
        version = _version(segments, error)
        chosen: ErrorLevel = "H" if _version(segments, "H") == version else error
        matrix = _matrix(segments, chosen, version)
    return Symbol(len(matrix), chosen, _path(matrix))


def _segments(url: str) -> list[QRData]:
    scheme, separator, rest = url.partition("://")
    if not separator:
        raise ValueError(f"{url} has no scheme: a printed address begins with https://")
    # Cameras know a link by its scheme in small letters; hosts and our paths ignore the case.
    capitals = rest.upper()
    if unfit := "".join(sorted(set(capitals) - set(ALPHA_NUM.decode()))):
        raise ValueError(f"{url} holds {unfit}, which the short kind of segment cannot say")
    # Each takes the most compact kind it can: bytes for the scheme, alphanumeric for the rest.
    return [QRData(scheme.lower() + separator), QRData(capitals)]


def _version(segments: list[QRData], error: ErrorLevel) -> int:
    return _code(segments, error).best_fit(start=1)


def _matrix(segments: list[QRData], error: ErrorLevel, version: int) -> list[list[bool]]:
    code = _code(segments, error, version)
    code.make(fit=False)
    return [[bool(module) for module in row] for row in code.modules]


def _code(segments: list[QRData], error: ErrorLevel, version: int | None = None) -> QRCode[Any]:
    code: QRCode[Any] = QRCode(version, error_correction=LEVELS[error], border=0)
    for segment in segments:
        code.add_data(segment, optimize=0)
    return code


def _path(matrix: list[list[bool]]) -> str:
    """Every rectangle of dark modules; one path, so that no hairlines show between.

    A rectangle ends at the foot of its left side, from where the next one is told: short numbers.
    """
    drawn: list[str] = []
    left, foot = 0, 0
    for x, y, width, height in _rectangles(matrix):
        drawn.append(f"m{x - left} {y - foot}h{width}v{height}h-{width}".replace(" -", "-"))
        left, foot = x, y + height
    return "".join(drawn)


def _rectangles(matrix: list[list[bool]]) -> list[list[int]]:
    """Left, top, width and height of the dark parts: runs, and what is equal to one below it.

    A fifth fewer than runs; setting a page costs most where it reads paths.
    """
    found: list[list[int]] = []
    above: dict[tuple[int, int], list[int]] = {}
    for y, row in enumerate(matrix, start=QUIET):
        reached: dict[tuple[int, int], list[int]] = {}
        for run in _dark_runs(row):
            rectangle = above.get(run) or [run[0], y, run[1], 0]
            rectangle[3] += 1
            reached[run] = rectangle
            if rectangle[3] == 1:
                found.append(rectangle)
        above = reached
    return found


def _dark_runs(row: list[bool]) -> Iterator[tuple[int, int]]:
    """Where each run of dark modules begins, and how long it is."""
    x = QUIET
    for dark, run in groupby(row):
        length = len(list(run))
        if dark:
            yield x, length
        x += length
