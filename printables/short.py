"""Names that others have given, made so short that a piece has room for them.

What one organisation calls its offer must not keep a poster, or the picture of a week, from being
made: a name stands there whole where it fits, otherwise as many of its words as do, and ….
"""

from collections.abc import Callable, Iterator
from typing import Protocol, Self, TypeVar

from printables.errors import TextTooLong

# So many letters at most, one after the other: what all have room for comes last.
STEPS = (80, 60, 45, 30, 20)
# Longer words are broken behind any letter; shorter ones between syllables or not at all.
LONGEST_WORD = 20


class Dated(Protocol):
    """A piece with dates that others have named."""

    def shorter(self, most: int) -> Self:
        """The same with names of at most so many letters."""


Piece = TypeVar("Piece", bound=Dated)
Made = TypeVar("Made")


def fitted(piece: Piece, make: Callable[[Piece], Made]) -> Made:
    """What `make` gives of a piece, the names of its dates no shorter than they have to be.

    Raises TextTooLong for another text than these.
    """
    for tried in _tries(piece):
        try:
            return make(tried)
        except TextTooLong as error:
            if error.place != "dates":
                raise
            too_long = error
    raise too_long


def _tries(piece: Piece) -> Iterator[Piece]:
    yield piece
    for most in STEPS:
        if (tried := piece.shorter(most)) != piece:
            yield tried


def is_endless(text: str) -> bool:
    """Whether a word of this text may be wider than a line."""
    return any(len(word) > LONGEST_WORD for word in text.split())


def cut(text: str, most: int) -> str:
    """The text in at most so many letters, cut between words if it can be."""
    if len(text) <= most:
        return text
    words = text[:most].rsplit(maxsplit=1)[0] if " " in text[:most].strip() else text[: most - 1]
    return words.rstrip(" ,;:.–-") + "…"
