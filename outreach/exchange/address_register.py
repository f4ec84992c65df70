"""Read the address registers the states give out: rows in, addresses in degrees out.

Understood, by what the rows look like and not by the file's name: AdV "Hauskoordinaten" and
"Gebäudereferenzen", and anything with a heading that names street, number and either degrees or
UTM coordinates; UTF-8 or Windows-1252.
"""

from collections.abc import Iterator
from functools import cache, partial
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import NamedTuple

from pyproj import Transformer

from outreach.exchange import address_layouts
from outreach.exchange.address_layouts import Layout
from outreach.exchange.problems import Problem
from store import street_names
from store.addresses import Address

BATCH = 10_000  # rows; transforming points one by one takes many times as long
SOUTH, NORTH, WEST, EAST = 47.2, 55.1, 5.8, 15.1  # Germany's box in degrees
DEGREES = 0  # the "zone" of coordinates that need no transformation


class _NotUnderstood(Exception):
    def __init__(self, column: str, what: str) -> None:
        super().__init__(column, what)
        self.column, self.what = column, what


class _House(NamedTuple):
    row: int
    street: str
    number: int
    addition: str
    postcode: str | None
    town: str | None
    east: float
    north: float
    zone: int


def read(path: Path, *, street_key_file: Path | None = None) -> Iterator[Address | Problem]:
    """The addresses of a register, and what was not understood; streaming, whatever the size.

    `street_key_file` is the second file of some deliveries, with the names of streets and towns.
    Rows that are no address by their own words are left out without a problem: deleted ones (kind
    L), buildings without a number (0), and quality C, numbers of the land register that stand on no
    door. Raises UnreadableFile before the first address.
    """
    names = address_layouts.key_names(street_key_file) if street_key_file else {}
    return _addresses(path, address_layouts.layout(path, names))


def _addresses(path: Path, layout: Layout) -> Iterator[Address | Problem]:
    lines = address_layouts.lines(path)
    rows = ((row, line) for row, line in lines if row >= layout.first_row)
    while batch := list(islice(rows, BATCH)):
        houses: list[_House] = []
        for row, line in batch:
            try:
                houses += _houses(row, line, layout)
            except _NotUnderstood as problem:
                yield Problem(row, problem.column, problem.what, "left out")
        yield from _in_degrees(houses)


def _houses(row: int, line: str, layout: Layout) -> list[_House]:
    """The house of a row; none where the row is no address by its own words."""
    cells = address_layouts.cells(line, layout.delimiter)
    cell = partial(layout.cell, cells)
    if cell("kind") == "L" or cell("quality") == "C":
        return []
    number, letter = _number(cell("number"))
    if not number:
        return []
    street = cell("street") or layout.name(cells, 5)
    if not street:
        raise _NotUnderstood("street", "the street has no name")
    town = cell("town") or cell("municipality") or layout.name(cells, 4) or None
    addition = cell("addition") or letter
    postcode = _postcode(cell("postcode"))
    return [_House(row, street, number, addition, postcode, town, *_coordinates(cells, layout))]


def _number(cell: str) -> tuple[int, str]:
    """House number and letter: '12', '12b', '12 B'; of '8-12' the 8."""
    if cell.isdecimal() and len(cell) < 6:
        return int(cell), ""
    if not cell:
        raise _NotUnderstood("number", "there is no house number")
    found = street_names.split(cell)
    if found.first is None or found.name_key:
        raise _NotUnderstood("number", f"“{cell[:40]}” is no house number")
    return found.first, found.addition


def _postcode(cell: str) -> str | None:
    """Five digits, of which a spreadsheet may have eaten the first; some states keep none (0)."""
    if not (cell.isdecimal() and len(cell) in (4, 5)) or int(cell) == 0:
        return None
    return cell.zfill(5)


def _coordinates(cells: list[str], layout: Layout) -> tuple[float, float, int]:
    """East, north and UTM zone, which may stand before the east: 32349925,060."""
    cell = partial(layout.cell, cells)
    if "lat" in layout.at and "lon" in layout.at:
        return _decimal("lon", cell("lon")), _decimal("lat", cell("lat")), DEGREES
    zone, east = divmod(_decimal("east", cell("east")), 1_000_000)
    zone = zone or (33 if cell("zone").endswith("33") else 32)
    if zone not in (32, 33):
        raise _NotUnderstood("east", f"“{cell('east')[:40]}” is not in UTM zone 32 or 33")
    return east, _decimal("north", cell("north")), int(zone)


def _decimal(column: str, cell: str) -> float:
    try:
        number = float(cell.replace(",", "."))
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise _NotUnderstood(column, f"“{cell[:40]}” is no coordinate")
    return number


def _in_degrees(houses: list[_House]) -> Iterator[Address | Problem]:
    for zone in sorted({house.zone for house in houses}):
        there = [house for house in houses if house.zone == zone]
        lons, lats = [house.east for house in there], [house.north for house in there]
        if zone != DEGREES:
            lons, lats = _to_degrees(zone).transform(lons, lats)
        yield from map(_address, there, lats, lons)


@cache
def _to_degrees(zone: int) -> Transformer:
    """From ETRS89/UTM, whose degrees differ from WGS84 by less than a metre."""
    return Transformer.from_crs(f"EPSG:258{zone}", "EPSG:4326", always_xy=True)


def _address(house: _House, lat: float, lon: float) -> Address | Problem:
    if SOUTH <= lat <= NORTH and WEST <= lon <= EAST:
        return Address(*house[1:6], lat=lat, lon=lon)
    what = f"{house.east:.10g}, {house.north:.10g} lies outside Germany"
    return Problem(house.row, "coordinates", what, "left out")
