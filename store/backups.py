"""Backups: checked copies of an office's data folder, and how an office comes back from one.

In the backup's folder lie a series of dated copies of the database and one current copy of
everything else. `keys.db` above all: who was erased has no key in it, so no copy of the database
opens for them any more. A second, older copy of it would undo every erasure since.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from store import database, erasure, event_chain, office, office_keys, pepper, retention, sealing
from store.database import rows, transaction
from store.errors import NotFound, StoreError, Taken

NAME = "begegnung-{:%Y%m%dT%H%M%SZ}.db"
SERIES = "begegnung-*.db"
# Notes and the names of staff stand in the copies too, and are to be forgotten there as well.
KEPT_FOR = timedelta(days=30)
BESIDE = (office.FILE_NAME, office.PRESS_PROFILE, office_keys.PUBLIC_NAME, pepper.FILE_NAME)

# Nothing is ever deleted from these: a copy has no fewer than before it and no more than after it.
ONLY_GROWING = "person code placement scan_day referral consent event receipt hand_off_day".split()


class BadBackup(StoreError):
    """A copy is not what it was copied from, or cannot be read."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was opened and checked; `breaks` is what was wrong in the office already."""

    path: Path
    rows: Mapping[str, int]
    head: str
    breaks: tuple[str, ...]
    dropped: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back from which copy; `erased` contacts did not, because they were withdrawn."""

    path: Path
    contacts: int
    erased: int
    lost_keys: int


def write(folder: Path, to: Path, *, now: datetime) -> Backup:
    """Copy the office in `folder` into the folder `to`, beside everybody at work, and check it.

    Copies older than 30 days go then. Raises BadBackup, Taken or NotWritten; what was there stays.
    """
    if to.resolve() == folder.resolve():
        raise Taken(f"{to} is the data folder itself; a backup belongs elsewhere")
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = to / NAME.format(now.astimezone(UTC))
    if path.exists():
        raise Taken(f"{path} is there already")
    with _half_made(path) as new, _half_made(to / sealing.FILE_NAME) as new_keys:
        _copy_checked(folder, new, new_keys)
        new_keys.replace(to / sealing.FILE_NAME)
        new.replace(path)
    for name in BESIDE:
        _copy_file(folder / name, to / name)
    dropped = _drop_older(to, than=now - KEPT_FOR)
    with closing(database.open_still(path)) as db:
        breaks = tuple(event_chain.breaks(db))
        return Backup(path, _counts(db), event_chain.head(db), breaks, dropped)


def copy_private_key(folder: Path, to: Path) -> None:
    """Put the key that opens every contact beside the backup: whoever has both reads them all."""
    _copy_file(folder / office_keys.PRIVATE_NAME, to / office_keys.PRIVATE_NAME)


def restore(source: Path, folder: Path, *, keys: Path | None = None, now: datetime) -> Restored:
    """Bring an office back into a new `folder`, from a copy or the newest of a backup's folder.

    Whoever has no key in `keys` (else the backup's own `keys.db`) is erased in it, and what has run
    out meanwhile is forgotten. Nobody is signed in. Raises BadBackup, NotFound or Taken.
    """
    path = _newest(source) if source.is_dir() else source
    if folder.exists() and any(folder.iterdir()):
        raise Taken(f"{folder} is not empty")
    _refuse_broken(path)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        _lay_out(path, folder, keys or path.parent / sealing.FILE_NAME)
        return _replay(path, folder, now=now)
    except BaseException:
        shutil.rmtree(folder)
        raise


def _copy_checked(folder: Path, new: Path, new_keys: Path) -> None:
    with (
        closing(database.open_office(folder)) as db,
        closing(sealing.open_keys(folder)) as keys,
    ):
        before = _counts(db)
        database.copy_into(db, new)
        # The keys last: whoever comes between the two has a key too many, not one too few.
        database.copy_into(keys, new_keys)
        found = _differences(db, keys, new, new_keys, before)
    if found:
        raise BadBackup(f"The copy is not sound and was not kept: {'; '.join(found)}")


def _differences(
    db: Database, keys: Database, new: Path, new_keys: Path, before: Mapping[str, int]
) -> list[str]:
    with (
        closing(database.open_still(new)) as copy,
        closing(database.open_still(new_keys)) as copied_keys,
    ):
        found = database.faults(copy) + database.faults(copied_keys)
        if found:
            return found
        counted, after = _counts(copy), _counts(db)
        for table, n in counted.items():
            if not before[table] <= n <= after[table]:
                found.append(f"{table} has {n} rows, there were {before[table]}")
        if not event_chain.has_link(db, event_chain.head(copy)):
            found.append("its last event is none of the office's")
        # Without a key in the copy, but not erased.
        lost = (erasure.boxes(copy) - sealing.records(copied_keys)) & sealing.records(keys)
        return [*found, f"{len(lost)} contacts have lost their keys"] if lost else found


def _lay_out(path: Path, folder: Path, keys: Path) -> None:
    shutil.copyfile(path, folder / database.FILE_NAME)
    _copy_keys(keys, folder / sealing.FILE_NAME)
    for name in (*BESIDE, office_keys.PRIVATE_NAME):
        _copy_file(path.parent / name, folder / name)


def _copy_keys(keys: Path, to: Path) -> None:
    """Keys of an office that still runs, or did until its machine failed, are in two files."""
    if not keys.exists():
        raise NotFound(f"{keys} is missing: without it no contact can be read")
    if keys.with_name(f"{keys.name}-wal").exists():
        with closing(database.open(keys)) as db:
            database.copy_into(db, to)
    else:
        shutil.copyfile(keys, to)


def _replay(path: Path, folder: Path, *, now: datetime) -> Restored:
    with (
        closing(database.open_office(folder)) as db,
        closing(sealing.open_keys(folder)) as keys,
    ):
        database.migrate(db)
        erased = len(erasure.boxes(db) - sealing.records(keys))
        lost_keys = len(sealing.records(keys) - erasure.boxes(db))
        retention.forget_anyway(db, keys, now=now)
        # A session that was ended since, or an invitation that was used, must not open anything.
        with transaction(db):
            db.execute("DELETE FROM session")
            db.execute("DELETE FROM invitation")
        return Restored(path, len(erasure.boxes(db)), erased, lost_keys)


def _refuse_broken(path: Path) -> None:
    if not path.is_file():
        raise NotFound(f"{path} is no file")
    with closing(database.open_still(path)) as copy:
        found = database.faults(copy)
    if found:
        raise BadBackup(f"{path} is not sound: {found[0]}")


def _newest(folder: Path) -> Path:
    found = sorted(folder.glob(SERIES))
    if not found:
        raise NotFound(f"{folder} holds no {SERIES}")
    return found[-1]


def _drop_older(to: Path, *, than: datetime) -> int:
    first_kept = NAME.format(than.astimezone(UTC))
    older = [path for path in to.glob(SERIES) if path.name < first_kept]
    for path in older:
        path.unlink()
    return len(older)


def _counts(db: Database) -> dict[str, int]:
    sql = "SELECT count(*) AS n FROM "
    return {table: int(rows(db, sql + table)[0]["n"]) for table in ONLY_GROWING}


@contextmanager
def _half_made(path: Path) -> Iterator[Path]:
    """Where to write what becomes `path` when it is whole; nothing of it is ever left behind."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def _copy_file(path: Path, to: Path) -> None:
    if path.exists():
        with _half_made(to) as part:
            part.touch(mode=0o600)
            shutil.copy2(path, part)
            part.replace(to)
