"""Tables as offices send them: CSV in any encoding and delimiter, or a workbook; rows of text."""

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes
from python_calamine import CalamineError, CalamineWorkbook

from outreach.exchange.problems import UnreadableFile

MOST_BYTES = 10 * 1024 * 1024
MOST_BYTES_UNPACKED = 100 * 1024 * 1024
MOST_ROWS = 20_000
DELIMITERS = (";", "\t", ",")


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the heading: its number in the file (from 1) and its cells by column name."""

    number: int
    cells: dict[str, str]


def read(path: Path, *, columns: tuple[str, ...], required: tuple[str, ...]) -> list[Row]:
    """The rows below the heading that names these columns, in whatever order.

    Cells are text without blanks around; a lone dash is empty. Raises UnreadableFile with a
    sentence if there is no such heading, or the file is too large, empty or no table.
    """
    content = _content(path)
    table = _workbook(content) if zipfile.is_zipfile(io.BytesIO(content)) else _csv(content, path)
    if len(table) > MOST_ROWS:
        raise UnreadableFile(f"{path.name} has more than {MOST_ROWS} rows")
    heading = _heading(table, columns, required)
    if heading is None:
        raise UnreadableFile(f"{path.name} has no heading with the columns {', '.join(required)}")
    first, names = heading
    return [
        Row(number, {name: _clean(cells[at]) for at, name in names.items() if at < len(cells)})
        for number, cells in enumerate(table[first + 1 :], first + 2)
        if any(_clean(cell) for cell in cells)
    ]


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UnreadableFile(f"{path.name} is larger than {MOST_BYTES >> 20} MiB")
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror}") from error
    if not content.strip():
        raise UnreadableFile(f"{path.name} is empty")
    return content


def _workbook(content: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES_UNPACKED:
                raise UnreadableFile("the workbook unpacks to more than we read")
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        return [[_as_text(cell) for cell in row] for row in sheet.to_python()]
    except (CalamineError, zipfile.BadZipFile, IndexError, ValueError) as error:
        raise UnreadableFile(f"this is not a workbook we can read: {error}") from error


def _as_text(cell: object) -> str:
    # A workbook keeps a postcode as the number 33602.0.
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _csv(content: bytes, path: Path) -> list[list[str]]:
    text = _decoded(content, path)
    delimiter = max(DELIMITERS, key=lambda mark: _fullness(text, mark))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableFile(f"{path.name} is no CSV: {error}") from error


def _decoded(content: bytes, path: Path) -> str:
    if b"\0" in content:
        raise UnreadableFile(f"{path.name} is neither CSV nor a workbook")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    # Of the one-byte encodings, German offices use Windows-1252; others are left to the guesser.
    guess = from_bytes(content, cp_isolation=["cp1252", "mac_roman", "cp850"]).best()
    if guess is None:
        raise UnreadableFile(f"{path.name} is not text in an encoding we know")
    return str(guess)


def _fullness(text: str, delimiter: str) -> int:
    """How well a delimiter splits the first lines; the right one splits the heading most."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return first.count(delimiter)


def _heading(
    table: list[list[str]], columns: tuple[str, ...], required: tuple[str, ...]
) -> tuple[int, dict[int, str]] | None:
    """The first of the upper rows that names the required columns, and where each column is."""
    known = {_plain(name): name for name in columns}
    for number, cells in enumerate(table[:20]):
        names = {at: known[_plain(c)] for at, c in enumerate(cells) if _plain(c) in known}
        if set(required) <= set(names.values()):
            return number, names
    return None


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _clean(cell: str) -> str:
    lines = cell.replace("\u00a0", " ").replace("\r\n", "\n").replace("\r", "\n").strip()
    return "" if lines in {"-", "–", "—"} else lines
