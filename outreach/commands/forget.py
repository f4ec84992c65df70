"""`begegnung forget`: erase what was told to us when its reason is gone."""

from pathlib import Path

import click

from kiosk import clock
from outreach.commands.terms import Refused, in_office, opened
from store import retention, sealing
from store.retention import Doubtful, Due


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be erased.")
@click.option("--anyway", is_flag=True, help="Erase also what looks like too much, or too late.")
@in_office
def forget(folder: Path, dry_run: bool, anyway: bool) -> None:
    """Erase what is no longer needed; `serve` does it every night.

    It refuses to erase more than a fifth of all contacts at once, and to go by a clock that has
    jumped by more than a day: look first, then say --anyway.
    """
    db, keys, now = opened(folder), sealing.open_keys(folder), clock.now()
    if dry_run:
        _show("to erase", retention.plan(db, keys, now=now))
        for doubt in retention.doubts(db, keys, now=now):
            click.echo(f"would be refused: {doubt}")
        return
    try:
        erase = retention.forget_anyway if anyway else retention.forget
        _show("erased", erase(db, keys, now=now))
    except Doubtful as doubt:
        raise Refused(
            f"{doubt} Nothing was erased. --dry-run shows what, --anyway does it."
        ) from doubt


def _show(verb: str, due: Due) -> None:
    by_kind = due.by_kind()
    for kind, n in by_kind.items():
        if n:
            click.echo(f"{n:7}  {kind}")
    click.echo(f"{verb}: {sum(by_kind.values())}")
