"""Signs that no font has, left out of paper that is made of what many have written.

A piece that says one thing is refused and names its text; a booklet of a district, its calendar or
a picture of its week is made all the same, and says beside it what was left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from printables import fonts


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A text, and the signs it stands there without."""

    text: str
    signs: str

    def sentence(self) -> str:
        """What the person who made the file should know."""
        points = ", ".join(f"U+{ord(sign):04X}" for sign in self.signs)
        return f"“{self.text}” stands there without {self.signs} ({points}): our fonts have it not."


def of(texts: Iterable[str]) -> tuple[LeftOut, ...]:
    """What is left out of these texts, each text once."""
    composed = dict.fromkeys(map(fonts.composed, texts))
    return tuple(LeftOut(text, signs) for text in composed if (signs := fonts.missing(text)))
