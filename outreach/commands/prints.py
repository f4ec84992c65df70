"""`begegnung print-placement`: the paper for a placement."""

from collections.abc import Sequence
from pathlib import Path

import click

from kiosk import clock
from outreach import posters
from outreach.commands.terms import Refused, in_office, opened, with_code
from printables.errors import CannotPrint
from printables.poster import Size
from store import office, placements
from store.languages import LANGUAGES
from store.placements import ENDED

BESIDE_GERMAN = ("tr", "ar", "uk", "ru", "en", "ls")


@click.command()
@click.argument("code")
@click.option("--size", type=click.Choice(["A4", "A3"]), default="A4", show_default=True)
@click.option("--for", "purpose", type=click.Choice(["print", "screen"]), default="print")
@click.option("--languages", help="Two the office speaks, for example de,ar.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@in_office
def print_placement(
    folder: Path, code: str, size: Size, purpose: str, languages: str | None, out: Path
) -> None:
    """Write the poster of the placement with this CODE as PDF, for the printer or for screens."""
    db = opened(folder)
    of_town = office.read(folder)
    placement = with_code(db, code)
    if placement.state in ENDED:
        raise Refused(f"{placement.name} is {placement.state}; nothing new is printed for it.")
    try:
        pdf = posters.render(
            db,
            placement,
            office=of_town,
            languages=_two_languages(languages, of_town.languages),
            size=size,
            is_for_print=purpose == "print",
            now=clock.local_now(),
        )
    except CannotPrint as error:
        raise Refused(str(error)) from error
    write_whole(out, pdf)
    if purpose == "print":
        placements.print_(db, placement.id, now=clock.now())
    click.echo(str(out))


def write_whole(path: Path, content: bytes) -> None:
    """Write the file or leave what was there: half a PDF must not reach a printer."""
    aside = path.with_name(f".{path.name}.unfinished")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _two_languages(wanted: str | None, offered: Sequence[str]) -> tuple[str, str]:
    """Those asked for; else the office's first and the one most read beside it that it speaks."""
    if wanted is None:
        others = [prefix for prefix in (*BESIDE_GERMAN, *LANGUAGES) if prefix in offered[1:]]
        # An office of one language: the second half repeats the first one plainly.
        return offered[0], (others or ["ls" if offered[0] == "de" else "de"])[0]
    chosen = [prefix.strip() for prefix in wanted.split(",")]
    if len(set(chosen)) != 2 or not set(chosen) <= set(offered):
        raise click.UsageError(f"Name two different languages of {', '.join(offered)}.")
    return chosen[0], chosen[1]
