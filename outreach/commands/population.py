"""`begegnung load-population`: how many people of which group live where."""

from pathlib import Path

import click

from outreach.commands.terms import Refused, in_office, opened
from outreach.exchange import population_file
from outreach.exchange.population_file import Doubt
from store import districts, population

WRONG = {
    "broken": "a quotation mark is opened and never closed",
    "district": "“{said}” is no district of this office",
    "group": "“{said}” is no group we know",
    "people": "“{said}” is no number of people",
    "twice": "{said} stands in the file already",
    "too_many": "{said} are more than all people of the district",
}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@in_office
def load_population(folder: Path, file: Path) -> None:
    """Put the numbers in FILE (.csv or .xlsx: Stadtteil, Gruppe, Personen) in the place of earlier
    ones.

    With one line that is not understood nothing is changed.
    """
    db = opened(folder)
    known = {district.name: district.id for district in districts.everywhere(db)}
    read = population_file.read(file, districts=known)
    for doubt in read.doubts:
        click.echo(f"problem: {_sentence(doubt)}")
    if read.doubts:
        raise Refused("Nothing was loaded. Please put these lines right.")
    population.load(db, read.people)
    click.echo(f"numbers loaded: {len(read.people)}")


def _sentence(doubt: Doubt) -> str:
    nearest = f"; do you mean “{doubt.nearest}”?" if doubt.nearest else ""
    return f"row {doubt.line}: {WRONG[doubt.why].format(said=doubt.said)}{nearest}"
