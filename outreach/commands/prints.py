"""`begegnung print-placement`: the paper for a placement."""

from pathlib import Path

import click

from kiosk import clock
from outreach import posters
from outreach.commands.terms import Refused, in_office, opened
from printables.errors import CannotPrint
from printables.poster import Size
from store import codes, office, placements
from store.database import Database
from store.errors import NotFound
from store.languages import LANGUAGES
from store.placements import Placement


@click.command()
@click.argument("code")
@click.option("--size", type=click.Choice(["A4", "A3"]), default="A4", show_default=True)
@click.option("--for", "purpose", type=click.Choice(["print", "screen"]), default="print")
@click.option("--languages", default="de,tr", show_default=True, help="Two, for example de,ar.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@in_office
def print_placement(
    folder: Path, code: str, size: Size, purpose: str, languages: str, out: Path
) -> None:
    """Write the poster of the placement with this CODE as PDF, for the printer or for screens."""
    db = opened(folder)
    first, second = _two_languages(languages)
    placement = _with_code(db, code)
    try:
        pdf = posters.render(
            db,
            placement,
            office=office.read(folder),
            languages=(first, second),
            size=size,
            is_for_print=purpose == "print",
            now=clock.local_now(),
        )
    except CannotPrint as error:
        raise Refused(str(error)) from error
    out.write_bytes(pdf)
    if purpose == "print":
        placements.print_(db, placement.id, now=clock.now())
    click.echo(str(out))


def _two_languages(languages: str) -> tuple[str, str]:
    chosen = [prefix.strip() for prefix in languages.split(",")]
    strangers = [prefix for prefix in chosen if prefix not in LANGUAGES]
    if strangers or len(set(chosen)) != 2:
        raise click.UsageError(f"Name two different languages of {', '.join(LANGUAGES)}.")
    return chosen[0], chosen[1]


def _with_code(db: Database, typed: str) -> Placement:
    try:
        return placements.by_code(db, codes.normalise(typed))
    except NotFound:
        raise Refused(f"No placement carries the code {typed}.") from None
