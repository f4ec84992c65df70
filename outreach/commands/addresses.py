"""`begegnung load-addresses`: coordinates without a web service."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from outreach.commands.terms import Refused, in_office, opened
from outreach.exchange import address_register, placing
from outreach.exchange.problems import Problem
from store import addresses, venues
from store.addresses import Address

PROBLEMS_SHOWN = 20
A_LINE_EVERY = 250_000


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--street-keys", type=click.Path(path_type=Path), help="Second file with the names.")
@in_office
def load_addresses(folder: Path, file: Path, street_keys: Path | None) -> None:
    """Load the state's address register in FILE (or a CSV: street, number, postcode, lat, lon)."""
    db, problems = opened(folder), _Problems()
    found = address_register.read(file, street_key_file=street_keys)
    stored = addresses.load(folder, problems.left_out_of(found))
    placed = placing.place_by_register(db, folder, venues.not_located(db))
    click.echo(f"addresses {stored}, venues placed {placed}, problems {problems.number}")
    for venue in venues.not_located(db):
        click.echo(f"not on the map yet: {placing.on_an_envelope(venue)}")
    if problems.number:
        raise Refused("Some rows were not understood; everything else is loaded.")


class _Problems:
    """Counts what was not understood and shows the first of it; a register can have millions."""

    def __init__(self) -> None:
        self.number = 0

    def left_out_of(self, found: Iterable[Address | Problem]) -> Iterator[Address]:
        """Only the addresses, with a line of progress now and then."""
        for number, entry in enumerate(found, 1):
            if isinstance(entry, Problem):
                self._note(entry)
            else:
                yield entry
            if number % A_LINE_EVERY == 0:
                click.echo(f"addresses: {number} rows", err=True)

    def _note(self, problem: Problem) -> None:
        self.number += 1
        if self.number <= PROBLEMS_SHOWN:
            place = f"row {problem.row}, {problem.column}"
            click.echo(f"problem: {place}: {problem.what}; {problem.done}")
