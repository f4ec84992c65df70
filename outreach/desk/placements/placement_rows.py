"""Placements from a list somebody wrote: what each row means, and what is wrong with the others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from outreach.desk.placements.whereabouts import Point, Trouble, Whereabouts
from outreach.exchange import spreadsheet
from outreach.exchange.problems import Problem
from outreach.exchange.spreadsheet import Row

LONGEST_NAME = 80

# What offices call the columns; the first name is the one we show.
COLUMNS = {
    "name": ("Name",),
    "kind": ("Art", "Kind", "Typ"),
    "lat": ("Breite", "Breitengrad", "Lat", "Latitude"),
    "lon": ("Länge", "Laenge", "Längengrad", "Lon", "Lng", "Longitude"),
    "where": ("Adresse", "Ort", "Anschrift"),
    "district": ("Stadtteil", "Bezirk", "District"),
    "campaign": ("Kampagne", "Campaign", "Anlass"),
}
KINDS = {
    "poster": ("plakat", "poster", "aushang"),
    "stop": ("haltestelle", "stop"),
    "bench": ("bank", "bench", "sitzbank"),
    "library": ("bibliothek", "bücherei", "library"),
    "counter": ("theke", "ladentheke", "kasse", "laden", "counter"),
    "bus": ("bus", "linie", "buslinie"),
}
KIND_OF = {word: kind for kind, words in KINDS.items() for word in words}

Wrong = Literal["no_name", "long_name", "kind", "district", "unreadable", "twice"] | Trouble


@dataclass(frozen=True, slots=True)
class Planned:
    """A placement that a row asks for; `row` is its number in the file, from 1."""

    row: int
    name: str
    kind: str
    point: Point
    district: str
    campaign: str

    def spot(self) -> tuple[str, int, int]:
        """What is the same for two that are one: the name, and the place to about a metre."""
        return spot(self.name, *self.point)


@dataclass(frozen=True, slots=True)
class Refused:
    """A row nothing is made from, and why; `said` is what stands there."""

    row: int
    wrong: Wrong
    said: str


@dataclass(frozen=True, slots=True)
class Read:
    """What a list asks for: new ones, those that are there already, and rows we cannot follow."""

    planned: tuple[Planned, ...]
    known: tuple[Planned, ...]
    refused: tuple[Refused, ...]

    def campaigns(self) -> list[str]:
        """The campaigns the new ones name."""
        return sorted({one.campaign for one in self.planned if one.campaign})


def spot(name: str, lat: float, lon: float) -> tuple[str, int, int]:
    """A name and a place to about a metre, to know a placement again."""
    return name.casefold(), round(lat * 1e5), round(lon * 1e5)


def read(
    path: Path,
    *,
    known: Whereabouts,
    districts: Iterable[str],
    taken: Iterable[tuple[str, int, int]],
) -> Read:
    """Read a list. Raises UnreadableFile for a file that is no table with the columns we need.

    `taken` are the spots of placements that are there: the same list twice makes nothing twice.
    """
    aliases = tuple(name for names in COLUMNS.values() for name in names)
    rows = spreadsheet.read(path, columns=aliases, required=("Name",))
    places = {name.casefold(): name for name in districts}
    planned, there, refused = (
        dict[tuple[str, int, int], Planned](),
        list[Planned](),
        list[Refused](),
    )
    taken = set(taken)
    for row in rows:
        found = _planned(row, known, places)
        if isinstance(found, Refused):
            refused.append(found)
        elif found.spot() in taken:
            there.append(found)
        elif found.spot() in planned:
            refused.append(Refused(found.row, "twice", found.name))
        else:
            planned[found.spot()] = found
    return Read(tuple(planned.values()), tuple(there), tuple(refused))


def _planned(
    row: Row | Problem, known: Whereabouts, places: Mapping[str, str]
) -> Planned | Refused:
    if isinstance(row, Problem):
        return Refused(row.row, "unreadable", "")
    said = {column: _cell(row, names) for column, names in COLUMNS.items()}
    kind = KIND_OF.get(said["kind"].casefold(), "") if said["kind"] else "poster"
    district = places.get(said["district"].casefold(), "")
    if not said["name"]:
        return Refused(row.number, "no_name", "")
    if len(said["name"]) > LONGEST_NAME:
        return Refused(row.number, "long_name", said["name"])
    if not kind:
        return Refused(row.number, "kind", said["kind"])
    if said["district"] and not district:
        return Refused(row.number, "district", said["district"])
    point = _point(said, known)
    if isinstance(point, str):
        return Refused(row.number, point, said["where"] or f"{said['lat']} {said['lon']}".strip())
    return Planned(row.number, said["name"], kind, point, district, said["campaign"])


def _point(said: Mapping[str, str], known: Whereabouts) -> Point | Trouble:
    if said["lat"] or said["lon"]:
        return known.at(said["lat"], said["lon"])
    return known.find(said["where"])


def _cell(row: Row, names: Iterable[str]) -> str:
    texts = (" ".join(row.cells.get(name, "").split()) for name in names)
    return next(filter(None, texts), "")
