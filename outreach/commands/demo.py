"""`begegnung demo`: an invented town to try everything in."""

import shutil
from pathlib import Path

import click

from kiosk import clock
from outreach.commands.terms import Refused, in_office, watch
from outreach.demo import town
from store import database, office


@click.command()
@click.option(
    "--size",
    type=click.Choice(["small", "big"]),
    default="small",
    help="A quarter of 82 offers, or a city: 2,000 offers, 5,000 placements, two years of scans.",
)
@in_office
def demo(folder: Path, size: str) -> None:
    """Fill a new data folder with Auenbeck, a town that does not exist."""
    finished = folder / database.FILE_NAME
    if finished.exists():
        raise Refused(f"{folder} holds an office already; choose another folder.")
    folder.mkdir(parents=True, exist_ok=True)
    build(folder, town.BIG if size == "big" else town.SMALL)
    click.echo(f"Auenbeck is built in {folder}.")


def build(folder: Path, size: town.Size) -> None:
    """Build the town in this folder, under another name first: half a town is none."""
    unfinished = folder / "unfinished.db"
    _remove(unfinished)
    db = database.open(unfinished)
    try:
        database.migrate(db)
        town.build(db, size, now=clock.now(), watch=watch)
    finally:
        db.close()
    shutil.copyfile(town.HERE / office.FILE_NAME, folder / office.FILE_NAME)
    unfinished.rename(folder / database.FILE_NAME)
    _remove(unfinished)


def _remove(path: Path) -> None:
    for part in ("", "-wal", "-shm", ".lock"):
        path.with_name(path.name + part).unlink(missing_ok=True)
