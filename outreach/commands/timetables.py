"""`begegnung load-gtfs`: which lines halt where in town."""

from pathlib import Path

import click

from kiosk import clock
from outreach.commands.terms import Refused, in_office, opened, watch
from outreach.exchange import gtfs
from store import office, timetables, town_box


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@in_office
def load_gtfs(folder: Path, file: Path) -> None:
    """Load the lines and stops of the town from the timetable feed (GTFS) in FILE.zip."""
    db, town = opened(folder), office.read(folder).town
    box = town_box.of(db, town=town)
    if box is None:
        raise Refused("Nobody knows where the town lies: please load or place some venues first.")
    today = clock.local_now().date()
    timetable, left_out = gtfs.read(file, box=box, town=town, today=today, watch=watch)
    loaded = timetables.replace(db, timetable)
    click.echo(f"lines {loaded.lines}, stops {loaded.stops}")
    for line in left_out.told():
        click.echo(line)
    for name in loaded.kept:
        click.echo(f"runs no more, kept because a placement names it: {name}")
