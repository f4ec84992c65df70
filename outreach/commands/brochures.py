"""`begegnung brochure` and `calendar`: what is on in a district, to take along and to hang up."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from kiosk import clock
from outreach import brochures, calendar_posters
from outreach.brochures import Edition
from outreach.calendar_posters import Sheet
from outreach.commands.prints import (
    OWN_PROFILE,
    READABLE,
    read_profile,
    tell_left_out,
    two_languages,
    write_whole,
)
from outreach.commands.terms import Refused, in_office, opened
from printables.attempts import Made
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
@click.option("--icc", type=READABLE, help=OWN_PROFILE)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@in_office
def brochure(
    folder: Path,
    district: str,
    language: str,
    is_large: bool,
    purpose: str,
    icc: Path | None,
    out: Path,
) -> None:
    """Write what is on in a district as an A5 booklet: sheets for the printer, or for screens."""
    profile = read_profile(folder, icc, purpose)
    edition = Edition(district, spoken(folder, language), is_large, purpose == "print", profile)
    opened(folder).close()
    _write(out, partial(brochures.render, folder, edition, clock.local_now()))


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
@click.option("--icc", type=READABLE, help=OWN_PROFILE)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@in_office
def calendar(
    folder: Path,
    district: str,
    month: datetime,
    languages: str | None,
    size: str,
    purpose: str,
    icc: Path | None,
    out: Path,
) -> None:
    """Write a month of a district as a poster: each day with what is on."""
    two = two_languages(languages, office.read(folder).languages)
    profile = read_profile(folder, icc, purpose)
    wanted = Sheet(district, month.date(), two, size, purpose == "print", profile)
    opened(folder).close()
    _write(out, partial(calendar_posters.render, folder, wanted))


def _write(out: Path, make: Callable[[], Made]) -> None:
    """The one file that was made, whole or not at all, and what stands in it without a sign."""
    try:
        made = make()
    except CannotPrint as error:
        raise Refused(str(error)) from error
    [pdf] = made.files.values()
    write_whole(out, pdf)
    tell_left_out(made.left_out)
    click.echo(str(out))
