"""What can be wrong with what we are given: a row, or the whole file."""

from dataclasses import dataclass


class UnreadableFile(Exception):
    """The file as a whole is not what it should be; nothing of it was taken over.

    `kind` is for those who say it in another language: no_heading, too_large, empty or unreadable.
    """

    def __init__(self, said: str, kind: str = "unreadable") -> None:
        super().__init__(said)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Problem:
    """What was not understood in a row (counted from 1) and what was done about it.

    `kind` and `cell` are for those who say it in another language; a kind is named where it
    arises.
    """

    row: int
    column: str
    what: str
    done: str
    kind: str = ""
    cell: str = ""
