"""`begegnung brochure` and `calendar`: what is on in a district, to take along and to hang up."""

from datetime import datetime
from pathlib import Path

import click

from kiosk import clock
from outreach import brochures, calendar_posters
from outreach.brochures import Edition
from outreach.calendar_posters import Sheet
from outreach.commands.prints import two_languages, write_whole
from outreach.commands.terms import Refused, in_office, opened
from printables.calendar_poster import SIZES
from printables.errors import CannotPrint
from store import office
from store.languages import LANGUAGES

PURPOSE = click.Choice(["print", "screen"])


@click.command()
@click.option("--district", required=True, metavar="NAME", help="Which part of the town.")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="de")
@click.option("--large", "is_large", is_flag=True, help="In large print, on more pages.")
@click.option("--for", "purpose", type=PURPOSE, default="print")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@in_office
def brochure(
    folder: Path, district: str, language: str, is_large: bool, purpose: str, out: Path
) -> None:
    """Write what is on in a district as an A5 booklet: sheets for the printer, or for screens."""
    edition = Edition(district, spoken(folder, language), is_large, purpose == "print")
    opened(folder).close()
    try:
        pdf = brochures.render(folder, edition, clock.local_now())
    except CannotPrint as error:
        raise Refused(str(error)) from error
    write_whole(out, pdf)
    click.echo(str(out))


def spoken(folder: Path, language: str) -> str:
    """The language, if the office speaks it: the codes lead to its pages."""
    offered = office.read(folder).languages
    if language not in offered:
        raise click.UsageError(f"This office speaks {', '.join(offered)}.")
    return language


@click.command()
@click.option("--district", required=True, metavar="NAME", help="Which part of the town.")
@click.option("--month", type=click.DateTime(formats=["%Y-%m"]), required=True)
@click.option("--languages", help="Two the office speaks, for example de,ar.")
@click.option("--size", type=click.Choice(list(SIZES)), default="A3")
@click.option("--for", "purpose", type=PURPOSE, default="print")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@in_office
def calendar(
    folder: Path,
    district: str,
    month: datetime,
    languages: str | None,
    size: str,
    purpose: str,
    out: Path,
) -> None:
    """Write a month of a district as a poster: each day with what is on."""
    two = two_languages(languages, office.read(folder).languages)
    wanted = Sheet(district, month.date(), two, size, purpose == "print")
    opened(folder).close()
    try:
        pdf = calendar_posters.render(folder, wanted)
    except CannotPrint as error:
        raise Refused(str(error)) from error
    write_whole(out, pdf)
    click.echo(str(out))
