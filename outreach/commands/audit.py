"""`begegnung audit`: whether what was written down about requests is still as it was."""

import re
from pathlib import Path

import click

from outreach.commands.terms import Refused, in_office, opened
from store import event_chain


@click.command()
@click.option(
    "--head",
    "noted",
    default=event_chain.BEFORE_ALL,
    metavar="HEX",
    help="A head noted earlier, 16 signs of it or more: is it still part of the chain?",
)
@in_office
def audit(folder: Path, noted: str) -> None:
    """Check the chain of events, and print its head: note 16 signs of it on paper each week."""
    noted = "".join(noted.split()).lower()
    if not re.fullmatch("[0-9a-f]{16,64}", noted):
        raise click.UsageError("A head is 16 to 64 digits and letters a to f.")
    db = opened(folder)
    problems = event_chain.breaks(db, noted=noted)
    click.echo(f"events: {event_chain.length(db)}")
    click.echo(f"head: {event_chain.head(db)}")
    for problem in problems:
        click.echo(f"problem: {problem}")
    if problems:
        raise Refused("What was written down is not what is there now.")
