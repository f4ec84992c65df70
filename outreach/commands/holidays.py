"""`begegnung load-holidays`: when schools are closed."""

from pathlib import Path

import click

from outreach.commands.terms import in_office, opened
from outreach.exchange import school_calendar
from store import school_holidays


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@in_office
def load_holidays(folder: Path, file: Path) -> None:
    """Load the state's school holidays in FILE (.ics), instead of those loaded before."""
    found = school_calendar.read(file.read_bytes())
    school_holidays.load(opened(folder), found)
    for each in found:
        click.echo(f"{each.from_on} to {each.until_on}  {each.name}")
