"""`begegnung import-offers`, `locate` and `wishes`: what there is, where, and what is missing."""

from pathlib import Path

import click

from kiosk import clock
from outreach.commands.terms import Refused, in_office, opened, watch
from outreach.exchange import offer_import
from outreach.exchange.offer_import import Import, Report
from store import demand, office, venues


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@in_office
def import_offers(folder: Path, file: Path) -> None:
    """Take over the state list in FILE (.csv or .xlsx, ten columns)."""
    into = Import(opened(folder), folder, office.read(folder), clock.now())
    report = offer_import.run(into, file, watch=lambda rows: watch("offers", rows))
    _tell(report)
    if report.problems:
        raise Refused("Some rows need a look; everything else is taken over.")


@click.command()
@click.argument("venue", type=int)
@click.option("--lat", required=True, type=click.FloatRange(-90, 90))
@click.option("--lon", required=True, type=click.FloatRange(-180, 180))
@in_office
def locate(folder: Path, venue: int, lat: float, lon: float) -> None:
    """Place a VENUE (its number from "not on the map yet") by hand."""
    db = opened(folder)
    placed = venues.get(db, venue)
    venues.locate(db, placed.id, lat=lat, lon=lon, how="by_hand")
    click.echo(f"{placed.name} is on the map.")


@click.command()
@in_office
def wishes(folder: Path) -> None:
    """What was searched and not found on three different days or more, the most wished first."""
    for words, n in demand.wished_words(opened(folder)).items():
        click.echo(f"{n:6}  {words}")


def _tell(report: Report) -> None:
    for problem in report.problems:
        place = f"row {problem.row}, {problem.column}"
        click.echo(f"problem: {place}: {problem.what}; {problem.done}")
    for title in report.vanished:
        click.echo(f"vanished from the list, kept here: {title}")
    for venue in report.not_placed:
        click.echo(f"not on the map yet: {venue}")
    click.echo(
        f"added {report.added}, changed {report.changed}, unchanged {report.unchanged},"
        f" problems {len(report.problems)}"
    )
