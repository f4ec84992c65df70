"""`begegnung recovery-sheet` and `recover-key`: the office's key on paper, and back from it."""

import sys
from pathlib import Path

import click

from outreach.commands.terms import Refused, in_office
from store import office_keys


@click.command()
@in_office
def recovery_sheet(folder: Path) -> None:
    """Print office.key as a sheet of paper: pipe it to a printer twice, keep it in no file."""
    if sys.stdout.isatty():
        raise Refused("A terminal remembers what it shows. Send it to a printer: … | lp")
    click.echo(office_keys.recovery_sheet(office_keys.private(folder)), nl=False)


@click.command()
@in_office
def recover_key(folder: Path) -> None:
    """Write office.key anew from the eight rows of a recovery sheet, which are asked for."""
    rows = [click.prompt(f"Row {n}", hide_input=True) for n in range(1, office_keys.ROWS + 1)]
    office_keys.restore(folder, "\n".join(rows))
    click.echo(f"{folder / office_keys.PRIVATE_NAME} is back.")
