"""`begegnung slip`: what an office hands somebody who wants to go to an offer."""

from pathlib import Path

import click

from kiosk import clock
from outreach import slips
from outreach.commands.prints import two_languages, write_whole
from outreach.commands.terms import Refused, in_office, opened
from printables import slip as paper
from printables.errors import CannotPrint
from store import office
from store.errors import NotFound


@click.command()
@click.option("--offer", "offer_id", type=int, required=True, help="Its number at the desk.")
@click.option("--languages", help="Two the office speaks, for example de,ar.")
@click.option("--on-a4", is_flag=True, help="Four on an A4, with lines to cut along.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@in_office
def slip(folder: Path, offer_id: int, languages: str | None, on_a4: bool, out: Path) -> None:
    """Write a slip about an offer as PDF, A6 and black: to take along to the first visit."""
    db, of_town = opened(folder), office.read(folder)
    two = two_languages(languages, of_town.languages)
    try:
        said = slips.slip(db, offer_id, office=of_town, languages=two, now=clock.local_now())
        pdf = paper.released(said, format="a4" if on_a4 else "a6")
    except NotFound:
        raise Refused(f"There is no offer {offer_id} to go to, or it has ended.") from None
    except CannotPrint as error:
        raise Refused(str(error)) from error
    write_whole(out, pdf)
    click.echo(str(out))
