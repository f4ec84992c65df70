"""`begegnung print-placement` and `print-cards`: what goes to the printer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from kiosk import clock
from outreach import hand_off_cards, posters
from outreach.commands.terms import Refused, in_office, opened, with_code
from printables.errors import CannotPrint
from printables.poster import Size
from store import cards, office, placements
from store.database import Database
from store.placements import ENDED

# Ten sheets take 5 s to set, fifty 25 s and 450 MB.
MOST_CARDS = 500


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


@click.command()
@click.option("--count", type=click.IntRange(1, MOST_CARDS), required=True, help="How many cards.")
@click.option("--languages", help="Two the office speaks, front and back, for example de,tr.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--holder", help="The key person who gets this pack, by name.")
@in_office
def print_cards(
    folder: Path, count: int, languages: str | None, out: Path, holder: str | None
) -> None:
    """Write coded cards to hand on as PDF, ten on an A4; print it on both sides of the paper.

    With a holder, the key person later hears that a card of this pack arrived, and no name.
    """
    db, of_town = opened(folder), office.read(folder)
    two = _two_languages(languages, of_town.languages)
    holder_id = None if holder is None else _holder(db, " ".join(holder.split()))
    codes = cards.print_run(db, count=count, languages=two, holder_id=holder_id, now=clock.now())
    with _no_cards_without_paper(db, codes):
        try:
            pdf = hand_off_cards.render(codes, office=of_town, languages=two)
        except CannotPrint as error:
            raise Refused(str(error)) from error
        write_whole(out, pdf)
    click.echo(str(out))


@contextmanager
def _no_cards_without_paper(db: Database, codes: Sequence[str]) -> Iterator[None]:
    """Take the cards back if this fails. They come first: no paper may ever lead to nothing."""
    try:
        yield
    except BaseException:
        cards.call_off(db, codes)
        raise


def _holder(db: Database, name: str) -> int:
    found = cards.holders_named(db, name)
    if len(found) != 1:
        raise Refused(f"{len(found) or 'No'} key persons of this office are called “{name}”.")
    return found[0]


def write_whole(path: Path, content: bytes) -> None:
    """Write the file or leave what was there: half a PDF must not reach a printer."""
    aside = path.with_name(f".{path.name}.unfinished")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _two_languages(wanted: str | None, offered: Sequence[str]) -> tuple[str, str]:
    """Those asked for, or the usual ones."""
    if wanted is None:
        return posters.usual_languages(offered)
    chosen = [prefix.strip() for prefix in wanted.split(",")]
    if len(set(chosen)) != 2 or not set(chosen) <= set(offered):
        raise click.UsageError(f"Name two different languages of {', '.join(offered)}.")
    return chosen[0], chosen[1]
