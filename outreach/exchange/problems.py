"""What can be wrong with what we are given: a row, or the whole file."""

from dataclasses import dataclass


class UnreadableFile(Exception):
    """The file as a whole is not what it should be; nothing of it was taken over."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What was not understood in a row (counted from 1) and what was done about it."""

    row: int
    column: str
    what: str
    done: str
