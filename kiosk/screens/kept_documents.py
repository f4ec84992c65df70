"""Kept documents: a screen's document has the same bytes until what it says changes.

A change anywhere in town makes us look again; only where that makes a difference the screen gets
new bytes. Hashes are few bytes and all kept, documents are large and only the last ones are.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

# Each is asked for twice, by the page and by the worker of a device, one after the other.
MOST = 150

Name = tuple[int, str]
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Document:
    """A finished document: the hash of its bytes, the bytes gzipped, and what it may load."""

    hash: str
    gzipped: bytes
    policy: str


@dataclass(frozen=True, slots=True)
class Made:
    """What a document was made from, what it says (as a digest), since when, and its hash."""

    of: tuple[object, ...]
    says: str
    as_of: datetime
    hash: str


class KeptDocuments:
    """The last documents made, by screen and language."""

    def __init__(self) -> None:
        self._made: dict[Name, Made] = {}
        self._documents: OrderedDict[str, Document] = OrderedDict()

    def made(self, name: Name) -> Made | None:
        """How the last document of this name was made; None if there was none yet."""
        return self._made.get(name)

    def get(self, name: Name, of: tuple[object, ...]) -> Document | None:
        """The document of this name if it was made from just this and is still kept."""
        made = self._made.get(name)
        return self._documents.get(made.hash) if made and made.of == of else None

    def keep(self, name: Name, made: Made, document: Document) -> None:
        """Keep a document, and note for good how it was made."""
        self._made[name] = made
        self._documents[made.hash] = document
        while len(self._documents) > MOST:
            self._documents.popitem(last=False)


class Latest(Generic[Thing]):
    """The one thing that was made last; made anew when it would be made of something else."""

    def __init__(self) -> None:
        self._made: tuple[object, Thing] | None = None

    def get(self, of: object, make: Callable[[], Thing]) -> Thing:
        """What was made of just this, now or before."""
        if self._made is None or self._made[0] != of:
            self._made = of, make()
        return self._made[1]
