"""Read how many people of which group live where, as statistics offices send it: all or nothing."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Generic, Literal, TypeVar

from outreach.exchange import spreadsheet
from outreach.exchange.problems import Problem, UnreadableFile
from outreach.exchange.spreadsheet import Row
from store.groups import ALL, GROUPS
from store.search import fold

# What the three columns are called, in the order district, group, people.
HEADINGS = (
    ("Stadtteil", "Gruppe", "Personen"),
    ("Stadtbezirk", "Gruppe", "Personen"),
    ("Stadtteil", "Gruppe", "Einwohner"),
    ("district", "group", "people"),
)
# What a list may call a group beside its key.
GERMAN = {
    "alle": "all",
    "insgesamt": "all",
    "28 bis 59": "28-59",
    "neu in der stadt": "new_in_town",
    "allein lebend": "alone",
    "alleinlebend": "alone",
    "allein": "alone",
    "alleinerziehend": "single_parent",
    "alleinerziehende": "single_parent",
    "pflegende angehörige": "caring",
    "pflegend": "caring",
    "ohne arbeit": "between_jobs",
    "arbeitslos": "between_jobs",
    "neu in deutschland": "newcomer",
    "in trauer": "bereaved",
    "trauernd": "bereaved",
    "verwitwet": "bereaved",
}
NUMBER = re.compile(r"\d{1,3}(?:[.\u00a0\u202f '’]\d{3})+|\d{1,9}", re.ASCII)

T = TypeVar("T")
Why = Literal["broken", "district", "group", "people", "twice", "too_many"]
People = dict[tuple[int, str], int]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong in a line of the file: its number, what it said, and the nearest we know."""

    line: int
    why: Why
    said: str = ""
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What the file says (district id and group → people); it counts only without doubts."""

    people: People
    doubts: tuple[Doubt, ...]


def read(path: Path, *, districts: Mapping[str, int]) -> Read:
    """The numbers of a file, for the districts of this office (name → id).

    Raises UnreadableFile if it has none of our headings, or no line under it.
    """
    columns, lines = _lines(path)
    if not lines:
        raise UnreadableFile(f"{path.name} has a heading and no line under it")
    reading = _Reading(districts)
    for line in lines:
        if isinstance(line, Problem):
            reading.doubts.append(Doubt(line.row, "broken"))
        else:
            reading.take(line.number, *(line.cells.get(column, "") for column in columns))
    return Read(reading.people, tuple(reading.doubts or reading.too_many()))


def _lines(path: Path) -> tuple[tuple[str, ...], list[Row | Problem]]:
    for columns in HEADINGS[:-1]:
        with suppress(UnreadableFile):
            return columns, spreadsheet.read(path, columns=columns, required=columns)
    return HEADINGS[-1], spreadsheet.read(path, columns=HEADINGS[-1], required=HEADINGS[-1])


class _Reading:
    """What was read so far, and in which line."""

    def __init__(self, districts: Mapping[str, int]) -> None:
        self._districts = _Known(districts)
        self._groups = _Known(GERMAN | {key: key for key in GROUPS})
        self._lines: dict[tuple[int, str], int] = {}
        self.people: People = {}
        self.doubts: list[Doubt] = []

    def take(self, line: int, district: str, group: str, number: str) -> None:
        """Take over a line, or note what is wrong in it."""
        district_id, key = self._districts.find(district), self._groups.find(group)
        if district_id is None:
            self._doubt(line, "district", district, self._districts.nearest(district))
        elif key is None:
            self._doubt(line, "group", group, self._groups.nearest(group))
        elif not NUMBER.fullmatch(number):
            self._doubt(line, "people", number)
        elif (district_id, key) in self.people:
            self._doubt(line, "twice", f"{district}, {group}")
        else:
            self.people[district_id, key] = int(re.sub(r"\D", "", number))
            self._lines[district_id, key] = line

    def too_many(self) -> list[Doubt]:
        """No group is larger than all people of its district."""
        return [
            Doubt(self._lines[district_id, key], "too_many", str(n))
            for (district_id, key), n in self.people.items()
            if n > self.people.get((district_id, ALL.key), n)
        ]

    def _doubt(self, line: int, why: Why, said: str, nearest: str = "") -> None:
        self.doubts.append(Doubt(line, why, said, nearest))


class _Known(Generic[T]):
    """Names we know and what they mean, found however they are spelled."""

    def __init__(self, meant: Mapping[str, T]) -> None:
        self._names = {_plain(name): name for name in meant}
        self._meant = meant

    def find(self, said: str) -> T | None:
        name = self._names.get(_plain(said))
        return None if name is None else self._meant[name]

    def nearest(self, said: str) -> str:
        close = get_close_matches(_plain(said), self._names, n=1, cutoff=0.5)
        return self._names[close[0]] if close else ""


def _plain(name: str) -> str:
    return "".join(letter for letter in fold(name) if letter.isalnum())
