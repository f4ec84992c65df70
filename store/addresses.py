"""The public address register: where a house stands, without asking a web service.

It lies in a file of its own, `addresses.db` in the data folder: large, public, replaced as a whole,
and no part of the office's memory (docs/decisions/0004-addresses-in-their-own-file.md).
"""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from math import cos, hypot, radians
from pathlib import Path
from typing import NamedTuple

import pysqlite3
from sqlite_utils import Database

from store import street_names
from store.errors import Busy, StoreError

FILE_NAME = "addresses.db"
LOADING_NAME = "addresses.db.loading"

SCHEMA = """
CREATE TABLE address (
    street_key TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    addition TEXT NOT NULL,
    postcode TEXT,
    town_key TEXT,
    lat REAL NOT NULL,
    lon REAL NOT NULL
) STRICT;
CREATE INDEX address_by_street ON address (street_key, number);
"""
# Nobody reads the file before it is whole, so it needs no journal; it is synced once, at the end.
SETTINGS = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -32768;
"""

NEAR_M = 300.0  # two points of one address this close are one place, further apart two streets
METRES_PER_DEGREE = 111_195.0


class NotLoaded(StoreError):
    """The new register was not taken over: it holds no address, or the disk would not take it."""


@dataclass(frozen=True, slots=True)
class Address:
    """One house of a register; `lat` and `lon` in degrees (WGS84), `addition` the letter of 12b."""

    street: str
    house_number: int
    addition: str
    postcode: str | None
    town: str | None
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Point:
    """A point on earth, in degrees (WGS84)."""

    lat: float
    lon: float


class _House(NamedTuple):
    number: int
    addition: str
    postcode: str | None
    town_key: str | None
    lat: float
    lon: float


def load(folder: Path, addresses: Iterable[Address]) -> int:
    """Replace the register in this data folder by these addresses; returns how many it holds.

    All or nothing: whatever is raised on the way, by `addresses` too, leaves the old register in
    place. Raises Busy while another load runs, NotLoaded if nothing came or the disk is full,
    OSError if the folder cannot be written.
    """
    with _one_at_a_time(folder), _new_file(folder / LOADING_NAME) as path:
        count = _fill(path, addresses)
        if not count:
            raise NotLoaded("there is not one address to load")
        _sync(path)
        path.replace(folder / FILE_NAME)
        _sync(folder)
    return count


def open_register(folder: Path) -> Database | None:
    """The register of this data folder, for reading; None if none was loaded. Close it after."""
    path = (folder / FILE_NAME).resolve()
    if not path.exists():
        return None
    connection = pysqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    connection.execute("PRAGMA query_only = ON")
    return Database(connection)


def find(
    register: Database, *, street: str, postcode: str | None, town: str | None
) -> Point | None:
    """Where a house stands; `street` with its number as people write it, 'Münsterstr. 12b'.

    The postcode decides, without one the town, without both the address must be the only one of its
    kind. Takes 12 for 12b and 10 for 8–12 where the exact house is missing. None where there is no
    house number, no such house, or more than one place it could be.
    """
    wanted = street_names.split(street)
    if not wanted.name_key or not wanted.numbers:
        return None
    houses = _in_postcode(_houses(register, wanted), (postcode or "").strip(), town or "")
    return _one_place(_best(houses, wanted))


def _houses(register: Database, wanted: street_names.Street) -> list[_House]:
    rows = register.execute(
        "SELECT number, addition, postcode, town_key, lat, lon FROM address"
        " WHERE street_key = ? AND number BETWEEN ? AND ? ORDER BY number, addition, lat, lon",
        [wanted.name_key, wanted.numbers[0], wanted.numbers[-1]],
    )
    return [_House(*row) for row in rows]


def _in_postcode(houses: list[_House], postcode: str, town: str) -> list[_House]:
    if len(postcode) != 5 or not postcode.isdecimal():  # mistyped: the town has to do
        return _in_town(houses, town)
    same = [house for house in houses if house.postcode == postcode]
    if same:  # two villages may share a postcode and a street's name
        return _in_town(same, town) or same
    return _in_town([house for house in houses if house.postcode is None], town)


def _in_town(houses: list[_House], town: str) -> list[_House]:
    """Those of this town; of a town written longer or shorter; of a register without towns."""
    wanted = street_names.town_key(town)
    if not wanted:
        return houses
    return (
        [house for house in houses if house.town_key == wanted]
        or [house for house in houses if _is_longer_name(house.town_key or "", wanted)]
        or [house for house in houses if house.town_key is None]
    )


def _is_longer_name(one: str, other: str) -> bool:
    """'dortmund hombruch' is in 'dortmund'; 'essenheim' is not in 'essen'."""
    short, long = sorted((one, other), key=len)
    return bool(short) and long.startswith(f"{short} ")


def _best(houses: list[_House], wanted: street_names.Street) -> list[_House]:
    """The houses closest to the number as written: with its letter, without one, with any."""
    for number in wanted.numbers:
        there = [house for house in houses if house.number == number]
        for addition in (wanted.addition, ""):
            exact = [house for house in there if house.addition == addition]
            if exact:
                return exact
        if there:
            return there
    return []


def _one_place(houses: list[_House]) -> Point | None:
    if not houses or any(_metres(houses[0], house) > NEAR_M for house in houses):
        return None
    return Point(houses[0].lat, houses[0].lon)


def _metres(one: _House, other: _House) -> float:
    """Distance on the ground; flat, which is exact enough for telling two towns apart."""
    north = one.lat - other.lat
    east = (one.lon - other.lon) * cos(radians(one.lat))
    return hypot(north, east) * METRES_PER_DEGREE


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    # The folder itself is what is locked, so that no lock file stays behind.
    handle = os.open(folder, os.O_RDONLY)
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Busy("another address register is being loaded into this folder") from None


@contextmanager
def _new_file(path: Path) -> Iterator[Path]:
    path.unlink(missing_ok=True)  # left by a load whose power was cut
    path.touch()
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _fill(path: Path, addresses: Iterable[Address]) -> int:
    with closing(pysqlite3.connect(str(path), isolation_level=None)) as connection:
        try:
            connection.executescript(SETTINGS + SCHEMA)
            connection.execute("BEGIN")
            rows = (_row(address) for address in addresses)
            sql = "INSERT INTO address VALUES (?, ?, ?, ?, ?, ?, ?)"
            count: int = connection.executemany(sql, rows).rowcount
            connection.execute("COMMIT")
        except pysqlite3.OperationalError as error:
            raise NotLoaded(f"the register could not be written: {error}") from error
    return count


def _row(address: Address) -> tuple[str, int, str, str | None, str | None, float, float]:
    return (
        street_names.key(address.street),
        address.house_number,
        address.addition.strip().lower(),
        address.postcode,
        street_names.town_key(address.town) if address.town else None,
        address.lat,
        address.lon,
    )


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
