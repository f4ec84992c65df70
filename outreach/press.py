"""The press: paper that is being made beside this process until the one who wants it collects it.

Only here in memory, because it may hold a secret: what nobody collects is soon forgotten, and a
server that ends forgets all of it.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from subprocess import SubprocessError
from typing import cast

from flask import current_app

from printables import apart
from printables.errors import CannotPrint
from store.errors import NotFound

KEPT_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of paper in the making, or made."""

    pdf: Future[bytes]
    begun_at: datetime


class Press:
    """Makes one piece after the other; made once per process."""

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="press")
        self._pieces: dict[str, Piece] = {}

    def begin(self, name: str, make: Callable[[], bytes], *, now: datetime) -> None:
        """Make a piece, to be collected by this name; it takes the place of an older one."""
        self._pieces = {
            other: piece for other, piece in self._pieces.items() if now - piece.begun_at < KEPT_FOR
        }
        self._pieces[name] = Piece(self._worker.submit(apart.render, make), now)

    def is_ready(self, name: str, *, now: datetime) -> bool:
        """Whether a piece waits to be collected. Raises NotFound."""
        return self._piece(name, now).pdf.done()

    def look(self, name: str, *, now: datetime) -> bytes | None:
        """The piece, which stays to be collected. None while it is being made.

        Raises what `collect` raises.
        """
        piece = self._piece(name, now)
        return _made(piece) if piece.pdf.done() else None

    def collect(self, name: str, *, now: datetime) -> bytes | None:
        """The piece, once: from then on it is forgotten. None while it is being made.

        Raises NotFound, and whatever kept the piece from being made.
        """
        piece = self._piece(name, now)
        if not piece.pdf.done():
            return None
        del self._pieces[name]
        return _made(piece)

    def _piece(self, name: str, now: datetime) -> Piece:
        piece = self._pieces.get(name)
        if piece is None or now - piece.begun_at >= KEPT_FOR:
            raise NotFound(f"nothing is printed as {name}")
        return piece


def _made(piece: Piece) -> bytes:
    try:
        return piece.pdf.result()
    except SubprocessError as error:
        raise CannotPrint("It took too long, or broke off. Please make it again.") from error


def here() -> Press:
    """The press of this application."""
    return cast(Press, current_app.extensions["press"])
