"""`begegnung demo`: an invented town to try everything in."""

import shutil
from pathlib import Path

import click

from kiosk import clock
from outreach.commands.terms import Refused, in_office, opened, watch
from outreach.demo import people, population, screens, town
from store import database, office

NAMES = {"coordinator": "the desk", "pilot": "the pilots' room", "key_person": "a staff card"}


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


@click.command()
@click.option("--address", default="http://127.0.0.1:8000", help="Where the server is.")
@in_office
def demo_links(folder: Path, address: str) -> None:
    """Print a way in for an invented coordinator, pilot and key person, each for once.

    And the addresses of the town's screens.
    """
    if not office.read(folder).is_invented:
        raise Refused("This office is not invented: its people come in with what they know.")
    for way in people.ways_in(opened(folder), now=clock.now()):
        click.echo(f"  {address}{way.path}   {NAMES[way.person.role]}: {way.person.name}")
    for screen in screens.shown(folder):
        click.echo(f"  {address}{screen.path}   screen: {screen.name}")


def build(folder: Path, size: town.Size) -> None:
    """Build the town in this folder, under another name first: half a town is none."""
    unfinished = folder / "unfinished.db"
    _remove(unfinished)
    db = database.open(unfinished)
    try:
        database.migrate(db)
        town.build(db, size, now=clock.now(), watch=watch)
        population.build(db)
        people.build(db, folder, now=clock.now())
        screens.build(db, folder, now=clock.now())
    finally:
        db.close()
    shutil.copyfile(town.HERE / office.FILE_NAME, folder / office.FILE_NAME)
    unfinished.rename(folder / database.FILE_NAME)
    _remove(unfinished)


def _remove(path: Path) -> None:
    for part in ("", "-wal", "-shm", ".lock"):
        path.with_name(path.name + part).unlink(missing_ok=True)
