"""Tables as offices send them: CSV in any encoding and delimiter, or a workbook; rows of text."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from outreach.exchange import workbook
from outreach.exchange.problems import Problem, UnreadableFile
from outreach.exchange.workbook import Table

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
MOST_LINES = 10 * MOST_ROWS
HEADING_WITHIN = 20  # rows; some lists have a title first

# What German offices use, and the signs by which it is known.
ONE_BYTE = ["cp1252", "mac_roman", "cp850"]
GERMAN = "äöüÄÖÜßé„“–€"
DELIMITERS = (";", "\t", ",")
END = "\x03"
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")

Broken = list[Problem]


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the heading: its number in the file (from 1) and its cells by column name."""

    number: int
    cells: dict[str, str]


def read(path: Path, *, columns: tuple[str, ...], required: tuple[str, ...]) -> list[Row | Problem]:
    """The rows below the heading that names these columns, in whatever order.

    Cells are text without blanks around; a lone dash is empty. Raises UnreadableFile with a
    sentence if there is no such heading, or the file is too large, empty or no table.
    """
    content = _content(path)
    is_packed = zipfile.is_zipfile(io.BytesIO(content))
    for table, broken in _workbook(content) if is_packed else _csv(content, path):
        heading = _heading(table, columns, required)
        if heading is not None:
            return [*broken, *_rows(table, *heading)]
    said = f"{path.name} has no heading with the columns {', '.join(required)}"
    raise UnreadableFile(said, "no_heading")


def _rows(table: Table, heading_at: int, names: dict[int, str]) -> Iterator[Row]:
    if len(table) > MOST_ROWS:
        raise UnreadableFile(f"the list has more than {MOST_ROWS} rows", "too_large")
    for number, cells in table:
        texts = {name: _clean(cells[at]) for at, name in names.items() if at < len(cells)}
        if number > heading_at and any(texts.values()):
            yield Row(number, texts)


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UnreadableFile(f"{path.name} is larger than {MOST_BYTES >> 20} MiB", "too_large")
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror}") from error
    if not content.strip():
        raise UnreadableFile(f"{path.name} is empty", "empty")
    return content


def _workbook(content: bytes) -> Iterator[tuple[Table, Broken]]:
    for table in workbook.tables(content, most_rows=MOST_ROWS + 1):
        yield table, []


def _csv(content: bytes, path: Path) -> Iterator[tuple[Table, Broken]]:
    """The same text split by each delimiter; the right one is the one that shows the heading."""
    lines = list(io.StringIO(_decoded(content, path), newline=""))
    if len(lines) > MOST_LINES:
        raise UnreadableFile(f"{path.name} has more than {MOST_LINES} lines", "too_large")
    for delimiter in DELIMITERS:
        table, broken = Table(), Broken()
        for number, cells in enumerate(_records(lines, delimiter), 1):
            if cells is None:
                what = "a quotation mark is opened and never closed"
                broken.append(Problem(number, "all", what, "line left out", "open_quotation"))
            elif any(cells):
                table.append((number, cells))
        yield table, broken


def _records(lines: list[str], delimiter: str) -> Iterator[list[str] | None]:
    """The records of a CSV; None for a line whose open quotation mark would swallow the next ones.

    Where a record's quotation marks do not add up, its first line is read alone.
    """
    at = 0
    while at < len(lines):
        reader = csv.reader(_from(lines, at), delimiter=delimiter, strict=True)
        read = 0
        with suppress(csv.Error):
            for cells in reader:
                if reader.line_num > len(lines) - at:
                    break
                yield cells
                read = reader.line_num
        at += read
        if at < len(lines):
            yield _alone(lines[at], delimiter)
            at += 1


def _from(lines: list[str], at: int) -> Iterator[str]:
    yield from (lines[number] for number in range(at, len(lines)))
    yield END


def _alone(line: str, delimiter: str) -> list[str] | None:
    try:
        cells, *rest = csv.reader([line, END], delimiter=delimiter)
    except csv.Error:  # longer than any cell
        return None
    return cells if rest else None


def _decoded(content: bytes, path: Path) -> str:
    if b"\0" in content:
        raise UnreadableFile(f"{path.name} is neither CSV nor a workbook")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    readings = [content.decode(encoding, "replace") for encoding in ONE_BYTE]
    fewer, most = sorted(sum(map(text.count, GERMAN)) for text in readings)[-2:]
    if most > fewer:
        # In a short list the guesser takes “Mühle” for “M³hle”.
        return max(readings, key=lambda text: sum(map(text.count, GERMAN)))
    guess = from_bytes(content, cp_isolation=ONE_BYTE).best()
    if guess is None:
        raise UnreadableFile(f"{path.name} is not text in an encoding we know")
    return str(guess)


def _heading(
    table: Table, columns: tuple[str, ...], required: tuple[str, ...]
) -> tuple[int, dict[int, str]] | None:
    """The number of the first of the upper rows that names the required columns, and where."""
    known = {_plain(name): name for name in columns}
    for number, cells in table[:HEADING_WITHIN]:
        names = {at: known[_plain(c)] for at, c in enumerate(cells) if _plain(c) in known}
        if set(required) <= set(names.values()):
            return number, names
    return None


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _clean(cell: str) -> str:
    lines = cell.replace("\u00a0", " ").replace("\r\n", "\n").replace("\r", "\n")
    text = UNPRINTABLE.sub("", lines).strip()
    return "" if text in {"-", "–", "—"} else text
