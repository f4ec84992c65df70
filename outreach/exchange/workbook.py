"""Read a workbook in a process of its own, which gets no more memory and time than it should need.

A few kilobytes of workbook can name a cell in the last row and column and so ask for 512 GiB; the
library then ends its process. That must be nobody's but this one's.
"""

import json
import resource
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum

from outreach.exchange.problems import UnreadableFile

MOST_BYTES = 512 * 1024**2
MOST_BYTES_UNPACKED = 100 * 1024**2
MOST_SECONDS = 30

REFUSAL = "this workbook is broken, or far too large for a list"

# The rows of a table that are not empty, each with its number from 1.
Table = list[tuple[int, list[str]]]


def tables(content: bytes, *, most_rows: int) -> list[Table]:
    """Each sheet as text, and no more than so many of its rows.

    Raises UnreadableFile if it is broken, or wants more memory or time than any list we take.
    """
    if _says_how_large(content) > MOST_BYTES_UNPACKED:
        raise UnreadableFile(REFUSAL)
    child = subprocess.run(  # noqa: S603 - this module itself, told a number
        [sys.executable, "-m", __name__, str(most_rows)],
        input=content,
        capture_output=True,
        check=False,
    )
    if child.returncode:
        raise UnreadableFile(REFUSAL)
    return [[(number, cells) for number, cells in sheet] for sheet in json.loads(child.stdout)]


def _says_how_large(content: bytes) -> int:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return sum(part.file_size for part in packed.infolist())
    except zipfile.BadZipFile as error:
        raise UnreadableFile(REFUSAL) from error


def _unpack(content: bytes, *, most_rows: int) -> list[Table]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    return [
        list(islice(_written(workbook.get_sheet_by_name(sheet.name)), most_rows))
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
    ]


def _written(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [_as_text(cell) for cell in row]
        if any(cells):
            yield number, cells


def _as_text(cell: object) -> str:
    # A workbook keeps a postcode as the number 33602.0.
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(_unpack(sys.stdin.buffer.read(), most_rows=int(sys.argv[1])), sys.stdout)
