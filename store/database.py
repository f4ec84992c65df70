"""Open the office's database, and the one way to write to it."""

import os
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pysqlite3
from sqlite_utils import Database as Database

from store import file_lock, new_files
from store.errors import AffectedEngine, Busy, NotFound, NotWritten
from store.migrations import migrations

FILE_NAME = "begegnung.db"

Row = dict[str, Any]

# Fixed in 3.51.3 and in two maintenance releases; https://sqlite.org/wal.html#walresetbug
FIXED_FROM = (3, 51, 3)
FIXED_RELEASES = {(3, 50, 7), (3, 44, 6)}

DISK_TROUBLE = re.compile(r"full|readonly|I/O|unable to open")

# Who reads longer than this is a backup or stuck; no writer has to wait for them.
WAIT_FOR_READERS_MS = 500

OPENING_WAITS_MS = 5_000

# A checkpoint of SQLite's usual 1,000 pages keeps its writer, and all behind, waiting for 10 ms.
# In pieces of 2 ms the same work takes no longer in all.
PAGES_A_CHECKPOINT = 200

SETTINGS = f"""
PRAGMA wal_autocheckpoint = {PAGES_A_CHECKPOINT};
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = ON;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
"""


def open(path: Path, *, wait_ms: int = 5000, is_reader: bool = False) -> Database:
    """Open or create the database file at `path`; one connection for one thread at a time.

    `wait_ms` is how long it waits for a lock of somebody else once it is open. A reader cannot
    write by mistake. Raises AffectedEngine instead of working on an SQLite that may lose committed
    rows, and NotWritten where the file can be neither read nor made.
    """
    refuse_affected_engine(pysqlite3.sqlite_version_info)
    try:
        if not path.exists():
            # SQLite's own would be for everybody; its other files get the mode of this one.
            new_files.write_once(path, b"", mode=new_files.mode_in(path.parent))
        connection = pysqlite3.connect(str(path), isolation_level=None, check_same_thread=False)
        # Whoever comes or goes has the whole file for a moment: no reason not to open at all.
        connection.execute(f"PRAGMA busy_timeout = {OPENING_WAITS_MS}")
        connection.executescript(SETTINGS)
        db = Database(connection)
        _keep_a_wal(db)
        connection.execute(f"PRAGMA busy_timeout = {wait_ms}")
    except (OSError, pysqlite3.DatabaseError) as error:
        raise NotWritten(f"{path}: {error}") from error
    if is_reader:
        db.execute("PRAGMA query_only = ON")
    return db


def open_office(folder: Path, *, wait_ms: int = 5000, is_reader: bool = False) -> Database:
    """Open the database of the office whose data folder this is. Raises NotFound without one."""
    path = folder / FILE_NAME
    if not path.exists():
        raise NotFound(f"{folder} holds no {FILE_NAME}; `begegnung init` makes one")
    return open(path, wait_ms=wait_ms, is_reader=is_reader)


def refuse_affected_engine(version: tuple[int, int, int]) -> None:
    """Raise AffectedEngine for an SQLite version with the WAL-reset bug."""
    if version < FIXED_FROM and version not in FIXED_RELEASES:
        raise AffectedEngine(f"SQLite {'.'.join(map(str, version))} can lose committed rows")


def migrate(db: Database) -> None:
    """Bring the schema up to date; several processes may try at once."""
    if not migrations.pending(db):
        return
    with _file_lock(db, wait_seconds=60):
        migrations.apply(db)


@contextmanager
def transaction(db: Database, *, wait_seconds: float = 5.0) -> Iterator[None]:
    """Write all or nothing: file lock, BEGIN IMMEDIATE, commit. Inside another one it joins that.

    The file lock queues writers before SQLite sees them: its own busy handler starves the unlucky.
    Raises Busy if the lock is not free within `wait_seconds`, NotWritten on a full or read-only
    disk.
    """
    if db.conn.in_transaction:
        yield
        return
    with _file_lock(db, wait_seconds=wait_seconds):
        try:
            db.execute("BEGIN IMMEDIATE")
            yield
            db.execute("COMMIT")
        except BaseException as error:
            if db.conn.in_transaction:
                db.execute("ROLLBACK")
            if isinstance(error, pysqlite3.OperationalError):
                raise _not_written(error) from error
            raise


def forget_pages(db: Database) -> None:
    """Let nothing deleted remain in the files of this database; outside a transaction.

    Raises Busy if somebody writes, or reads older pages, for longer than we wait, and NotWritten on
    a full disk: call it again.
    """
    waits_ms = db.execute("PRAGMA busy_timeout").fetchone()[0]
    with _file_lock(db, wait_seconds=5):
        db.execute(f"PRAGMA busy_timeout = {min(waits_ms, WAIT_FOR_READERS_MS)}")
        try:
            [is_busy, *_] = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except pysqlite3.OperationalError as error:
            raise _not_written(error) from error
        finally:
            db.execute(f"PRAGMA busy_timeout = {waits_ms}")
    if is_busy:
        raise Busy("somebody still reads pages with what was deleted")


def copy_into(db: Database, path: Path) -> None:
    """Write a whole copy of this database into a new file, beside readers and writers.

    The file is for its owner only. Raises NotWritten on a full or read-only disk; what was written
    until then has to go.
    """
    path.touch(mode=0o600, exist_ok=False)
    try:
        db.execute("VACUUM INTO ?", [str(path)])
    except pysqlite3.OperationalError as error:
        raise _not_written(error) from error
    with path.open("rb") as file:
        os.fsync(file.fileno())


def open_still(path: Path) -> Database:
    """Open a file nobody writes to, such as a backup, and change not a byte of it."""
    try:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        return Database(pysqlite3.connect(address, uri=True, isolation_level=None))
    except pysqlite3.DatabaseError as error:
        raise NotFound(f"{path}: {error}") from error


def faults(db: Database) -> list[str]:
    """What SQLite finds broken in this file, in its words; empty for a sound one."""
    try:
        torn = [row["integrity_check"] for row in rows(db, "PRAGMA integrity_check")]
        loose = rows(db, "PRAGMA foreign_key_check")
    except pysqlite3.DatabaseError as error:
        return [str(error)]
    found = [str(fault) for fault in torn if fault != "ok"]
    return found + [f"{row['table']} row {row['rowid']} points at nothing" for row in loose]


def rows(db: Database, sql: str, *values: object, **named: object) -> list[Row]:
    """All rows of a SELECT as dicts, on the short way around sqlite-utils' savepoint."""
    cursor = db.execute(sql, named or values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def one(db: Database, sql: str, *values: object) -> Row:
    """The first row of a SELECT. Raises NotFound if there is none."""
    found = rows(db, sql, *values)
    if not found:
        raise NotFound(f"nothing found for {values}")
    return found[0]


def insert(db: Database, table: str, row: Row) -> None:
    """Insert one row, on the short way around sqlite-utils' savepoint."""
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))


def update(db: Database, table: str, row_id: int, row: Row) -> None:
    """Change these columns of one row, on the short way around sqlite-utils' look at the schema.

    Raises NotFound if there is no row with this id.
    """
    columns = ", ".join(f"{name} = :{name}" for name in row)
    done = db.execute(f"UPDATE {table} SET {columns} WHERE id = :id", {**row, "id": row_id})
    if not done.rowcount:
        raise NotFound(f"no {table} {row_id}")


def schema(db: Database) -> str:
    """The whole schema as SQL, in a stable order, without SQLite's and sqlite-utils' own tables."""
    found = rows(
        db,
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'"
        " AND tbl_name NOT LIKE '\\_sqlite%' ESCAPE '\\' AND name NOT GLOB 'offer_words_*'"
        " AND name NOT GLOB 'offer_letters_*' ORDER BY tbl_name, type = 'trigger', name",
    )
    return "".join(f"{row['sql']};\n\n" for row in found)


def _keep_a_wal(db: Database) -> None:
    """Let readers and the writer not wait for each other; the file remembers it from then on."""
    if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        with _file_lock(db, wait_seconds=5):
            db.execute("PRAGMA journal_mode = WAL")


def _not_written(error: Exception) -> Exception:
    """Which refusals of SQLite are about the disk or a lock; the others are faults of ours."""
    words = str(error)
    if "locked" in words:
        return Busy(words)
    return NotWritten(words) if DISK_TROUBLE.search(words) else error


def _file_lock(db: Database, *, wait_seconds: float) -> AbstractContextManager[None]:
    path = db.execute("PRAGMA database_list").fetchone()[2]
    return file_lock.held(Path(f"{path}.lock"), wait_seconds=wait_seconds)
