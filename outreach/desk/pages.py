"""Long lists at the desk, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

T = TypeVar("T")

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a long list: which one it is (from 1), and how many there are."""

    number: int
    pages: int

    @classmethod
    def of(cls, entries: int, asked: int) -> Self:
        """The page with the number somebody asked for, or the nearest there is."""
        pages = max(1, -(-entries // A_PAGE))
        return cls(min(max(asked, 1), pages), pages)

    @property
    def first(self) -> int:
        """The place of its first entry in the whole list, from 0."""
        return (self.number - 1) * A_PAGE

    def cut(self, whole: Sequence[T]) -> Sequence[T]:
        """What of the whole list stands on it."""
        return whole[self.first : self.first + A_PAGE]
