"""`begegnung report` and `export`: what the funder gets, as paper and as tables."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

import click

from kiosk import clock
from outreach import quarters, reporting
from outreach.commands.prints import write_whole
from outreach.commands.terms import Refused, in_office, opened, watch
from outreach.exchange import table_files
from outreach.exchange.table_files import KINDS, Kind
from outreach.reporting import EXPORTS, Draft
from printables.errors import CannotPrint
from printables.report import paper
from store import office
from store.counting import Span

WRONG = {
    "turned": "The first day comes after the last one.",
    "future": "The last day lies in the future.",
    "too_long": f"A report covers {reporting.LONGEST} days at most.",
}
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.option("--from", "first", type=DAY, required=True, help="The first day.")
@click.option("--to", "last", type=DAY, required=True, help="The last day, included.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@in_office
def report(folder: Path, first: datetime, last: datetime, out: Path) -> None:
    """Write the report for the funder as PDF: figures, the way of requests, gaps, method."""
    draft = _draft(folder, _span(first, last))
    steps: list[Callable[[], object]] = [*draft.steps(), partial(_print, draft, out)]
    for step in watch("report", steps):
        step()
    click.echo(str(out))


@click.command()
@click.argument("table", type=click.Choice(EXPORTS))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--from", "first", type=DAY, help="The first day; else the last whole quarter.")
@click.option("--to", "last", type=DAY, help="The last day, included.")
@in_office
def export(
    folder: Path, table: str, out: Path, first: datetime | None, last: datetime | None
) -> None:
    """Write a TABLE of the report as FILE.csv or FILE.xlsx, small numbers hidden as there."""
    kind = _kind(out)
    if (first is None) != (last is None):
        raise click.UsageError("Give both --from and --to, or neither.")
    quarter = next(quarters.past(_today()))
    span = _span(first, last) if first and last else quarter.span()
    write_whole(out, table_files.write(_draft(folder, span).table(table), kind))
    click.echo(f"{out}: {span.first} to {span.last}")


def _draft(folder: Path, span: Span) -> Draft:
    return Draft(opened(folder), office.read(folder), span, now=clock.now())


def _print(draft: Draft, out: Path) -> None:
    try:
        write_whole(out, paper.render(draft.report()))
    except CannotPrint as error:
        raise Refused(str(error)) from error


def _span(first: datetime, last: datetime) -> Span:
    span = Span(first.date(), last.date())
    if wrong := reporting.what_is_wrong(span, today=_today()):
        raise click.UsageError(WRONG[wrong])
    return span


def _kind(out: Path) -> Kind:
    for kind in KINDS:
        if out.suffix.lower() == f".{kind}":
            return kind
    raise click.UsageError("The file must end in .csv or .xlsx.")


def _today() -> date:
    return clock.local_now().date()
