"""`begegnung pieces` and `print-campaign`: what can be printed, and a whole campaign of it."""

from pathlib import Path

import click

from kiosk import clock
from outreach import print_runs
from outreach.commands.prints import (
    OWN_PROFILE,
    READABLE,
    read_profile,
    tell_left_out,
    two_languages,
    write_whole,
)
from outreach.commands.terms import Refused, in_office, opened, watch
from outreach.posters import Order
from outreach.print_runs import PACKING_LIST, Batch
from printables.errors import CannotPrint
from printables.pieces import PIECES, Piece
from store import campaigns, codes, office, placements
from store.database import Database
from store.placements import Placement

# What is no piece of a placement: how large its page is, and the command that makes it.
OTHER_PAPER = (
    ("brochure", "A5, two on an A4", "brochure --district NAME"),
    ("calendar", "A3 or A2", "calendar --district NAME --month YYYY-MM"),
    ("slip-of-an-offer", "A6, or four on an A4", "slip --offer NUMBER"),
    ("pictures-to-share", "1080 × 1350, 1200 × 630", "share"),
    ("installer-sheet", "A4", "print-placement CODE --piece installer-sheet"),
    ("hand-off-card", "10 × 85 × 55 mm on A4", "print-cards"),
    ("key-persons-card", "85 × 55 mm on A4", "print-staff-card"),
    ("certificate", "A4", "print-certificate"),
    ("measuring-sheet", "A4", "screen-sheet"),
)


@click.command()
def pieces() -> None:
    """List every piece of paper: its trimmed size, its reading distance and its symbol.

    Below is what hangs at no placement, with the command that makes each.
    """
    click.echo(_line("piece", "trim", "shape", "distance", "symbol", "error", "languages"))
    for piece in PIECES.values():
        click.echo(_described(piece))
    click.echo("\nother paper       page                    made by")
    for name, page, command in OTHER_PAPER:
        click.echo(f"{name:<18}{page:<24}begegnung {command}")


@click.command()
@click.argument("name")
@click.option("--piece", type=click.Choice(list(PIECES)), default="poster-a4", metavar="NAME")
@click.option("--for", "purpose", type=click.Choice(["print", "screen"]), default="print")
@click.option("--languages", help="Two the office speaks, for example de,ar.")
@click.option("--marks/--bleed-only", "has_marks", default=True, help="Around the bleed.")
@click.option("--icc", type=READABLE, help=OWN_PROFILE)
@click.option("--anyway", is_flag=True, help="Write files that phones cannot read, too.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@in_office
def print_campaign(
    folder: Path,
    name: str,
    piece: str,
    purpose: str,
    languages: str | None,
    has_marks: bool,
    icc: Path | None,
    anyway: bool,
    out: Path,
) -> None:
    """Write the paper of a campaign into a folder: each placement's own, and a packing list.

    What is there already stays, so a run that broke off goes on where it was. What has come to be
    said otherwise since is made anew, and the older files are named.
    """
    db, of_town = opened(folder), office.read(folder)
    two = two_languages(languages, of_town.languages, PIECES[piece])
    profile = read_profile(folder, icc, purpose)
    order = Order(piece, two, purpose == "print", has_marks=has_marks, icc=profile)
    going = _living(db, name)
    out.mkdir(parents=True, exist_ok=True)
    said = print_runs.said(db, going, office=of_town, order=order, now=clock.local_now())
    all_of_it = print_runs.batches(out, said)
    # A run that broke off may have written a file and had no time to note it.
    for batch in all_of_it:
        if batch.file.exists():
            _note(db, batch)
    missing = [batch for batch in all_of_it if not batch.file.exists()]
    _make(db, missing, anyway=anyway)
    tell_left_out(print_runs.left_out(missing))
    write_whole(out / PACKING_LIST, print_runs.packing_list(all_of_it, going))
    click.echo(f"{len(going)} placements, {len(all_of_it)} files: {out}")
    for name_of_old in print_runs.left_over(out, all_of_it):
        click.echo(f"from an earlier run, not in the list: {name_of_old}")


def _living(db: Database, name: str) -> list[Placement]:
    campaign = campaigns.find_named(db, name)
    if campaign is None:
        known = ", ".join(one.name for one in campaigns.everywhere(db)) or "none yet"
        raise Refused(f"There is no campaign “{name}”. Known: {known}.")
    living = print_runs.living(db, campaign.id)
    if not living:
        raise Refused(f"“{name}” has no placements to print for.")
    return living


def _make(db: Database, missing: list[Batch], *, anyway: bool) -> None:
    """Make, look at and write what is missing; from then on it is paper. Raises Refused."""
    making = print_runs.make(missing)
    try:
        for batch in watch("print-campaign", missing):
            made = next(making)
            if made.trial.light == "red" and not anyway:
                raise Refused(f"{batch.file.name}: {'; '.join(made.trial.reasons)}.")
            write_whole(batch.file, made.pdf)
            _note(db, batch)
    except CannotPrint as error:
        raise Refused(str(error)) from error
    finally:
        making.close()


def _note(db: Database, batch: Batch) -> None:
    for poster in batch.posters:
        if poster.for_print:
            placement = placements.by_code(db, codes.normalise(poster.code))
            placements.print_(db, placement.id, now=clock.now())


def _described(piece: Piece) -> str:
    return _line(
        piece.name,
        f"{piece.width_mm:g} × {piece.height_mm:g} mm",
        piece.shape,
        f"{piece.distance_m:g} m",
        f"{piece.symbol_mm:g} mm",
        piece.error,
        str(piece.languages),
    )


def _line(*said: str) -> str:
    widths = (18, 16, 10, 9, 9, 6, 9)
    return "".join(f"{text:<{width}}" for text, width in zip(said, widths, strict=True)).rstrip()
