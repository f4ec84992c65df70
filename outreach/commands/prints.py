"""`begegnung print-placement` and `print-cards`: what goes to the printer."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from kiosk import clock
from outreach import hand_off_cards, installer_sheets, posters, press_profile
from outreach.commands.terms import Refused, in_office, opened, with_code
from outreach.posters import Order
from printables import print_house, profiles
from printables.errors import CannotPrint
from printables.left_out import LeftOut
from printables.office import installer_sheet
from printables.pieces import PIECES, Piece
from printables.poster import Poster
from store import cards, office, placements
from store.database import Database
from store.office import Office
from store.placements import ENDED, Placement

READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)
OWN_PROFILE = "Its profile, if not the office's press.icc."

INSTALLER_SHEET = "installer-sheet"
PRINTED = [*PIECES, INSTALLER_SHEET]
HANGS = "For an installer-sheet: what is put up there, if not the usual piece."

# Ten sheets take 5 s to set, fifty 25 s and 450 MB.
MOST_CARDS = 500


@click.command()
@click.argument("code")
@click.option("--piece", type=click.Choice(PRINTED), metavar="NAME", help="See `pieces`.")
@click.option("--hangs", type=click.Choice(list(PIECES)), metavar="NAME", help=HANGS)
@click.option("--size", type=click.Choice(["A4", "A3"]), help="Short for --piece poster-a4.")
@click.option("--for", "purpose", type=click.Choice(["print", "screen"]), default="print")
@click.option("--languages", help="Two the office speaks, for example de,ar.")
@click.option("--marks/--bleed-only", "has_marks", default=True, help="Around the bleed.")
@click.option("--icc", type=READABLE, help=OWN_PROFILE)
@click.option("--sheet", "on_sheet", is_flag=True, help="An A4 full of cards or stickers.")
@click.option("--anyway", is_flag=True, help="Write it even if phones cannot read it.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@in_office
def print_placement(
    folder: Path,
    code: str,
    piece: str | None,
    hangs: str | None,
    size: str | None,
    purpose: str,
    languages: str | None,
    has_marks: bool,
    icc: Path | None,
    on_sheet: bool,
    anyway: bool,
    out: Path,
) -> None:
    """Write a piece of paper for the placement with this CODE as PDF, for printers or screens.

    The installer-sheet is for whoever puts it up: in German, for the office's own printer.
    """
    db, of_town = opened(folder), office.read(folder)
    placement = _printable(db, code)
    if piece == INSTALLER_SHEET:
        _refuse_for_installers(languages or icc or on_sheet or not has_marks)
        _write_installer_sheet(out, placement, hangs, of_town)
        return
    _refuse_for_pieces(hangs, on_sheet_for_screens=on_sheet and purpose == "screen")
    order = Order(
        piece or f"poster-{size or 'A4'}".lower(),
        two_languages(languages, of_town.languages, PIECES[piece] if piece else None),
        for_print=purpose == "print",
        has_marks=has_marks,
        icc=read_profile(folder, icc, purpose),
    )
    said = posters.piece(db, placement, office=of_town, order=order, now=clock.local_now())
    write_whole(out, made(said, on_sheet=on_sheet, anyway=anyway))
    tell_left_out(said.left_out())
    if order.for_print:
        placements.print_(db, placement.id, now=clock.now())
    click.echo(str(out))


def _refuse_for_installers(asked_for_more: object) -> None:
    if asked_for_more:
        raise click.UsageError(
            "An installer-sheet speaks German and is printed by the office: it takes no "
            "--languages, --icc, --sheet or --bleed-only."
        )


def _refuse_for_pieces(hangs: str | None, *, on_sheet_for_screens: bool) -> None:
    if hangs:
        raise click.UsageError("--hangs goes with --piece installer-sheet.")
    if on_sheet_for_screens:
        raise click.UsageError("A sheet full is for the printer; for screens there is one piece.")


def _write_installer_sheet(
    out: Path, placement: Placement, hangs: str | None, of_town: Office
) -> None:
    said = installer_sheets.piece(
        placement, hangs=hangs or posters.usual_piece(placement), office=of_town
    )
    try:
        write_whole(out, installer_sheet.render(said))
    except CannotPrint as error:
        raise Refused(str(error)) from error
    click.echo(str(out))


def _printable(db: Database, code: str) -> Placement:
    placement = with_code(db, code)
    if placement.state in ENDED:
        raise Refused(f"{placement.name} is {placement.state}; nothing new is printed for it.")
    return placement


def read_profile(folder: Path, named: Path | None, purpose: str) -> bytes | None:
    """The profile in the file that was named, else the office's own, for a file for print.

    Raises Refused for one that is none.
    """
    if purpose != "print":
        if named:
            raise click.UsageError("A press's profile goes into files for print.")
        return None
    try:
        content = named.read_bytes() if named else press_profile.of_office(folder)
        if content:
            profiles.check(content)
    except CannotPrint as error:
        raise Refused(f"{named or folder / office.PRESS_PROFILE}: {error}") from error
    return content


def tell_left_out(left_out: Iterable[LeftOut]) -> None:
    """Which texts stand in a file without a sign that no font has."""
    for one in left_out:
        click.echo(one.sentence(), err=True)


def made(said: Poster, *, on_sheet: bool, anyway: bool) -> bytes:
    """The file, after its trial scan has told what is wrong with it. Raises Refused."""
    try:
        count = print_house.on_a_sheet(said.kind()) if on_sheet else 1
        pdf, told = print_house.tried([said] * count)
    except CannotPrint as error:
        raise Refused(str(error)) from error
    click.echo(f"Trial scan: {told.light}", err=True)
    for reason in told.reasons:
        click.echo(f"  {reason}", err=True)
    if told.light == "red" and not anyway:
        raise Refused("Nothing was written. Choose a larger piece, or say --anyway.")
    return pdf


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
    two = two_languages(languages, of_town.languages)
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
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        aside.unlink(missing_ok=True)


def two_languages(
    wanted: str | None, offered: Sequence[str], piece: Piece | None = None
) -> tuple[str, str]:
    """Those asked for, or the usual ones; a piece of one language needs no second."""
    if wanted is None:
        return posters.usual_languages(offered)
    chosen = [prefix.strip() for prefix in wanted.split(",")]
    if piece and piece.languages == 1 and len(chosen) == 1:
        chosen += [one for one in posters.usual_languages(offered) if one not in chosen][:1]
    if len(chosen) != 2 or len(set(chosen)) != 2 or not set(chosen) <= set(offered):
        raise click.UsageError(f"Name two different languages of {', '.join(offered)}.")
    return chosen[0], chosen[1]
