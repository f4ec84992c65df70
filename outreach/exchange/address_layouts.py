"""Where the nouns of an address stand in a register's rows, guessed from its first rows.

Columns after the AdV "Datenformatbeschreibung HK-DE", versions 4.2 (2019) and 5.2 (2025), and the
"Gebäudereferenzen" of North Rhine-Westphalia, which end in a date instead of postal columns.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from outreach.exchange.problems import UnreadableFile
from store import street_names

LONGEST_LINE = 65_536  # bytes; bounds the memory whatever the file is
ROWS_TO_GUESS_BY = 100

# AdV without a heading: the short form has keys only, the long form a name after each key.
SHORT_FORM = {"kind": 0, "quality": 2, "number": 9, "addition": 10, "east": 11, "north": 12}
SHORT_FORM |= {"street": 13, "postcode": 14, "town": 15}
SHORT_KEYS = (3, 4, 5, 6, 8)  # state, district government, county, municipality, street
LONG_FORM = {"kind": 0, "quality": 2, "municipality": 10, "street": 14, "number": 15}
LONG_FORM |= {"addition": 16, "zone": 17, "east": 18, "north": 19, "postcode": 20, "town": 21}
LONG_KEYS = (3, 5, 7, 9, 13)

# With a heading, folded by street_names.key; where two name one noun, the word named first here.
HEADINGS = {
    "kind": "nba",
    "quality": "qua",
    "street": "strasse strassenname street streetname addrstreet strname stn",
    "number": "hausnummer housenumber hausnr addrhousenumber hsnr hnr number nummer nr",
    "addition": "hausnummernzusatz hausnummerzusatz adressierungszusatz zusatz addition adz",
    "postcode": "plz postleitzahl postcode addrpostcode postplz zip",
    "town": "ort ortsname town city addrcity stadt postonm onm",
    "municipality": "gemeinde gemeindename gmd",
    "lat": "lat latitude breite breitengrad geographischebreite",
    "lon": "lon lng long longitude laenge laengengrad geographischelaenge",
    "east": "ostwert east easting rechtswert",
    "north": "nordwert north northing hochwert",
    "zone": "zone",
}

Names = dict[tuple[str, ...], str]  # keys of a street (five) or municipality (four) → its name


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column holds which noun; rows before `first_row` are heading."""

    delimiter: str
    at: dict[str, int]
    first_row: int = 1
    keys: tuple[int, ...] = ()
    names: Names = field(default_factory=dict)

    def cell(self, cells: list[str], noun: str) -> str:
        """What a row says about a noun; empty where it says nothing."""
        return _cell(cells, self.at.get(noun, len(cells)))

    def name(self, cells: list[str], keys: int) -> str:
        """The name that the key file has for the first `keys` keys of a row; empty without one."""
        return self.names.get(tuple(_cell(cells, at) for at in self.keys[:keys]), "")


def layout(path: Path, names: Names) -> Layout:
    """How this file is laid out. Raises UnreadableFile if it is not a register we know."""
    _refuse_what_is_no_text(path)
    for row, line in islice(lines(path), ROWS_TO_GUESS_BY):
        found = _headed(row, line) or _form(line, names)
        if found:
            return found
    raise UnreadableFile(
        f"{path.name} is no address register: it has neither the AdV text format nor a heading"
        " that names street, number, lat and lon (Straße, Hausnummer, Breite, Länge)"
    )


def key_names(path: Path) -> Names:
    """The names in a key file: `G;05;1;58;028;Ratingen`, and `S;…` with the street's key as well.

    A key of the part of a municipality may stand before the street's. Raises UnreadableFile.
    """
    _refuse_what_is_no_text(path)
    names: Names = {}
    for _, line in lines(path):
        *keys, name = (cell.strip() for cell in cells(line.rstrip("; "), ";"))
        keys = keys[1:] if keys and keys[0].isalpha() else keys
        if len(keys) in (4, 5, 6) and all(keys):
            names[(*keys[:4], *keys[4:][-1:])] = name
    if not names:
        raise UnreadableFile(f"{path.name} is no key file: no row holds keys and a name")
    return names


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a text file with their numbers, without empty lines and `#` comments."""
    with path.open("rb") as file:
        for row, line in enumerate(iter(partial(file.readline, LONGEST_LINE), b""), start=1):
            text = _text(line)
            if text.strip() and not text.startswith("#"):
                yield row, text


def cells(line: str, delimiter: str) -> list[str]:
    """The cells of one line. An unclosed quotation mark spoils this line and no other."""
    if '"' in line:
        return next(csv.reader([line.replace("\r", " ")], delimiter=delimiter))
    return line.split(delimiter)


def _text(line: bytes) -> str:
    # Line by line, because some registers were put together from files of different encodings.
    try:
        text = line.decode()
    except UnicodeDecodeError:
        text = line.decode("cp1252", errors="replace")
    return text.removeprefix("\ufeff").rstrip("\r\n")


def _refuse_what_is_no_text(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(LONGEST_LINE)
    if not start.removeprefix(b"\xef\xbb\xbf").strip():
        raise UnreadableFile(f"{path.name} is empty")
    if b"\0" in start or start.startswith(b"PK"):
        raise UnreadableFile(f"{path.name} is not a text file; unpack it or save it as CSV first")


def _headed(row: int, line: str) -> Layout | None:
    for delimiter in ";\t,":
        headings = [street_names.key(cell) for cell in cells(line, delimiter)]
        at = {
            noun: headings.index(heading)
            for noun, words in HEADINGS.items()
            for heading in reversed(words.split())
            if heading in headings
        }
        if at.keys() >= {"street", "number"} and _has_coordinates(at):
            return Layout(delimiter, at, first_row=row + 1)
    return None


def _has_coordinates(at: dict[str, int]) -> bool:
    return at.keys() >= {"lat", "lon"} or at.keys() >= {"east", "north"}


def _form(line: str, names: Names) -> Layout | None:
    row = cells(line, ";")
    for form, keys in ((LONG_FORM, LONG_KEYS), (SHORT_FORM, SHORT_KEYS)):
        if _is_metres(_cell(row, form["east"])) and _is_metres(_cell(row, form["north"])):
            return Layout(";", form, keys=keys, names=names)
    return None


def _is_metres(cell: str) -> bool:
    """UTM coordinates have six to eight digits before the comma, which no key or number has."""
    whole = cell.replace(",", ".").partition(".")[0]
    return whole.isdecimal() and 6 <= len(whole) <= 8


def _cell(cells: list[str], column: int) -> str:
    return cells[column].strip() if column < len(cells) else ""
