"""Tables out of a zip that a transport company gives out: row by row, however large they are.

Nothing is unpacked onto the disk, and no more than a line is held at a time. What a zip says about
itself is not believed: it may be made to fill a disk, or to write beside a folder.
"""

import csv
import io
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import IO, Any, TypeVar
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from outreach.exchange.left_out import LeftOut
from outreach.exchange.problems import UnreadableFile

T = TypeVar("T")
Watch = Callable[[str, Sequence[int]], Iterable[int]]

# The whole country's timetable takes about 3 GB in its largest table, packed to about a tenth.
LARGEST_TABLE = 8 * 1024**3
MOST_TIMES_PACKED = 200
SMALL_ENOUGH_TO_BE_PACKED_ANYHOW = 1024**2
MOST_FILES = 10_000
LONGEST_LINE = 100_000  # characters
A_PIECE = 1024**2  # bytes between two signs of progress
ROWS_AT_ONCE = 2_000

BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError)


class FeedZip:
    """The tables of one feed, which may lie in a folder of the zip, and what is `left_out`."""

    def __init__(self, zipped: ZipFile, tables: dict[str, ZipInfo], watch: Watch) -> None:
        self._zip, self._tables, self._watch = zipped, tables, watch
        self.left_out = LeftOut()

    def has(self, table: str) -> bool:
        """Whether there is a table with this file name."""
        return table in self._tables

    def rows(
        self, table: str, columns: Sequence[str], *, maybe: Sequence[str] = ()
    ) -> Iterator[tuple[str, ...]]:
        """The cells of these columns, row by row; of `maybe` columns "" where there are none.

        Raises UnreadableFile, with the row for a row, as soon as something is found wrong.
        """
        if not self.has(table):
            raise UnreadableFile(f"The feed has no {table}; nothing was loaded.")
        told = self._tables[table]
        pieces = range(max(1, -(-told.file_size // A_PIECE)))
        with _explained(table), self._zip.open(told) as packed:
            reader = csv.reader(_lines(packed, table))
            pick = _picker(next(reader, []), table, columns, maybe)
            for piece in self._watch(f"reading {table}", pieces):
                while packed.tell() <= (piece + 1) * A_PIECE or piece == pieces[-1]:
                    batch = list(islice(reader, ROWS_AT_ONCE))
                    if not batch:
                        break
                    for cells in batch:
                        if cells:
                            yield pick(cells)


@contextmanager
def opened(path: Path, *, watch: Watch) -> Iterator[FeedZip]:
    """The feed in a zip file. Raises UnreadableFile for what is none, or wants to do harm."""
    with _explained(path.name), ZipFile(path) as zipped:
        told = zipped.infolist()
        if len(told) > MOST_FILES:
            raise UnreadableFile(f"{path.name} holds {len(told)} files; a feed has about twenty.")
        for one in told:
            _refuse_paths(one.filename)
        tables = _tables(told, path.name)
        for one in tables.values():
            _refuse_bombs(one)
        yield FeedZip(zipped, tables, watch)


def _refuse_paths(name: str) -> None:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in parts or (parts and (parts[0] == "/" or ":" in parts[0])):
        raise UnreadableFile(f"The zip wants to write to “{name[:80]}”; such a file is not opened.")


def _tables(told: list[ZipInfo], file_name: str) -> dict[str, ZipInfo]:
    """The tables beside the only stops.txt."""
    folders = {_folder(one) for one in told if _file(one) == "stops.txt"}
    if not folders:
        raise UnreadableFile(f"{file_name} is no feed of a timetable: there is no stops.txt in it.")
    if len(folders) > 1:
        raise UnreadableFile(
            f"{file_name} holds {len(folders)} feeds; please load them one by one."
        )
    return {_file(one): one for one in told if _folder(one) in folders}


def _folder(one: ZipInfo) -> str:
    return one.filename.rpartition("/")[0]


def _file(one: ZipInfo) -> str:
    return one.filename.rpartition("/")[2]


def _refuse_bombs(one: ZipInfo) -> None:
    """What a table says of its size; it is never read farther than that."""
    if one.flag_bits & 1:
        raise UnreadableFile(f"{one.filename} is locked with a password.")
    if one.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise UnreadableFile(f"{one.filename} is packed in a way we do not open.")
    is_packed_too_well = one.file_size > MOST_TIMES_PACKED * max(1, one.compress_size)
    is_small = one.file_size <= SMALL_ENOUGH_TO_BE_PACKED_ANYHOW
    if one.file_size > LARGEST_TABLE or (is_packed_too_well and not is_small):
        size = f"{one.file_size / 1024**2:,.0f} MB out of {one.compress_size / 1024**2:,.1f} MB"
        raise UnreadableFile(f"{one.filename} would become {size}; no timetable is like that.")


def _lines(packed: IO[bytes], table: str) -> Iterator[str]:
    """The lines with their ends, so that a quoted line break stays one."""
    text = io.TextIOWrapper(packed, "utf-8-sig", newline="")
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise UnreadableFile(f"{table} has a line of more than {LONGEST_LINE} characters.")
        # Some programs write a null where a cell is empty; csv stops at it.
        yield line.replace("\0", "")
    # The zip would close twice, and complain.
    text.detach()


def _picker(
    heading: list[str], table: str, columns: Sequence[str], maybe: Sequence[str]
) -> Callable[[list[str]], tuple[str, ...]]:
    names = [name.strip().lower() for name in heading]
    for column in columns:
        if column not in names:
            raise UnreadableFile(f"{table} has no column {column}; nothing was loaded.")
    at = [names.index(name) if name in names else len(names) for name in (*columns, *maybe)]
    pick: Callable[[list[str]], Any] = itemgetter(*at) if len(at) > 1 else lambda c: (c[at[0]],)
    width = len(names) + 1

    def picked(cells: list[str]) -> tuple[str, ...]:
        # Empty cells at the end may be left out, and one more is for columns that are not there.
        cells.extend([""] * (width - len(cells)))
        found: tuple[str, ...] = pick(cells)
        return found

    return picked


@contextmanager
def _explained(what: str) -> Iterator[None]:
    """Turn what Python says about a broken file into a sentence."""
    try:
        yield
    except BROKEN as error:
        raise UnreadableFile(f"{what} is no zip file, or a broken one ({error}).") from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{what} is not written in UTF-8, as a feed must be.") from error
    except csv.Error as error:
        raise UnreadableFile(f"{what} is no table of comma-separated values ({error}).") from error
