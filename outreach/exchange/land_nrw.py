"""The state list of North Rhine-Westphalia (land.nrw/einsamkeit): ten columns, much prose."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from outreach.exchange import contacts, spreadsheet
from outreach.exchange.problems import Problem
from outreach.exchange.spreadsheet import Row

SOURCE = "land_nrw"
COLUMNS = (
    "Angebot",
    "Institution",
    "Ort",
    "PLZ",
    "Straße und Hausnummer",
    "Telefon-Nr.",
    "Webseite",
    "Zielgruppe",
    "Kategorie",
    "Beschreibung",
)
REQUIRED = ("Angebot", "Institution")
FROM_AGE = re.compile(r"\bab (\d\d)\b|\b(\d\d) ?(?:plus\b|\+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the list, put in order; empty text where the row says nothing."""

    title: str
    organization: str
    town: str
    postcode: str
    street: str
    phone: str | None
    website: str | None
    audience: str
    age_from: int | None
    category: str
    description: str

    def digest(self) -> str:
        """Changes when anything in the row does."""
        return hashlib.sha256(json.dumps(asdict(self)).encode()).hexdigest()


def read(path: Path) -> Iterator[tuple[int, Listed] | Problem]:
    """The rows of the list with their numbers, and what was not understood.

    Raises UnreadableFile if the file is not such a list at all.
    """
    rows = spreadsheet.read(path, columns=COLUMNS, required=REQUIRED)
    return (found for row in rows for found in _listed(row))


def _listed(row: Row | Problem) -> Iterator[tuple[int, Listed] | Problem]:
    if isinstance(row, Problem):
        yield row
        return
    cell = {column: row.cells.get(column, "") for column in COLUMNS}
    title = _line(cell["Angebot"])
    if not title:
        what = "the offer has no name"
        yield Problem(row.number, "Angebot", what, "row left out", "no_name")
        return
    organization = _line(cell["Institution"])
    if not organization:
        what = "the offer names no institution"
        done = "the offer's name stands for it"
        yield Problem(row.number, "Institution", what, done, "no_institution")
    yield from _problems(row.number, cell)
    yield (
        row.number,
        Listed(
            title=title,
            organization=organization or title,
            town=_line(cell["Ort"]),
            postcode=_postcode(cell["PLZ"]),
            street=_line(cell["Straße und Hausnummer"]),
            phone=contacts.phone(cell["Telefon-Nr."]),
            website=contacts.web_address(cell["Webseite"]),
            audience=_line(cell["Zielgruppe"]),
            age_from=_age_from(cell["Zielgruppe"]),
            category=_line(cell["Kategorie"]),
            description=cell["Beschreibung"],
        ),
    )


def _problems(number: int, cell: dict[str, str]) -> Iterator[Problem]:
    for column, understood, wanted, kind in (
        ("PLZ", _postcode(cell["PLZ"]), "postcode of five digits", "no_postcode"),
        ("Telefon-Nr.", contacts.phone(cell["Telefon-Nr."]), "phone number", "no_phone"),
        ("Webseite", contacts.web_address(cell["Webseite"]), "web address", "no_web_address"),
    ):
        if cell[column] and not understood:
            said = cell[column][:60]
            what = f"“{said}” is no {wanted}"
            yield Problem(number, column, what, "left empty", kind, said)


def _line(cell: str) -> str:
    return " ".join(cell.split())


def _postcode(cell: str) -> str:
    return cell if re.fullmatch(r"\d{5}", cell, re.ASCII) else ""


def _age_from(audience: str) -> int | None:
    found = FROM_AGE.search(audience)
    return int(found[1] or found[2]) if found else None
