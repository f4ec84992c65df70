"""The big town with 100,000 codes: built once, kept outside the repository, copied for each run."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory, gettempdir

import store.migrations
from kiosk import clock
from outreach.commands import demo
from outreach.commands.terms import watch
from outreach.demo import town
from store import database, placements
from store.database import Database
from store.placements import Placement

CODES = 100_000
KEPT = Path(gettempdir()) / "begegnung-benchmarks"

# Where the codes lie that were only drafted so far: about the town's middle, in degrees.
MIDDLE = 52.02, 8.53
SPREAD = 0.02


@contextmanager
def visited() -> Iterator[Path]:
    """A copy of the big town's data folder that a benchmark may change."""
    built = _built()
    with TemporaryDirectory(prefix="begegnung-") as name:
        copy = Path(name) / "data"
        shutil.copytree(built, copy)
        # The disk shall be busy with what is measured, not with this copy.
        os.sync()
        yield copy


def all_placements(folder: Path) -> list[Placement]:
    """Every placement of the town."""
    db = database.open_office(folder, is_reader=True)
    try:
        return placements.everywhere(db)
    finally:
        db.close()


def _built() -> Path:
    folder = KEPT / _edition()
    if not folder.exists():
        shutil.rmtree(KEPT, ignore_errors=True)
        _build(folder)
    return folder


def _edition() -> str:
    """A name that changes with the generator, the schema and the week (offers have dates)."""
    digest = sha256("-".join(map(str, date.today().isocalendar()[:2])).encode())  # noqa: DTZ011
    folders = town.HERE, Path(store.migrations.__file__).parent
    for source in sorted(path for folder in folders for path in folder.glob("*.[pt]*")):
        if source.is_file():
            digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


def _build(folder: Path) -> None:
    unfinished = folder.with_name("unfinished")
    unfinished.mkdir(parents=True)
    demo.build(unfinished, town.BIG)
    db = database.open_office(unfinished)
    _draft_more(db)
    # All in one file: what is copied must not depend on a log beside it.
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    unfinished.rename(folder)


def _draft_more(db: Database) -> None:
    chance, now = Random(7), clock.now()
    missing = range(town.BIG.placements or 0, CODES)
    with database.transaction(db):
        for n in watch("codes", missing):
            placements.place(
                db,
                name=f"Haltestelle {n}",
                kind="stop",
                lat=chance.gauss(MIDDLE[0], SPREAD),
                lon=chance.gauss(MIDDLE[1], SPREAD),
                by="benchmark",
                now=now,
            )
