"""`begegnung init`: a data folder for an office."""

from pathlib import Path

import click

from outreach.commands.terms import in_office
from store import database, office


@click.command()
@in_office
def init(folder: Path) -> None:
    """Make the office's data folder: a commented office.toml and an empty database."""
    folder.mkdir(parents=True, exist_ok=True)
    written = office.write_template(folder)
    db = database.open(folder / database.FILE_NAME)
    database.migrate(db)
    click.echo(f"{folder / database.FILE_NAME} is ready.")
    click.echo(f"Now say what is your town's own in {written}.")
