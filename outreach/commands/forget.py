"""`begegnung forget`: erase what was told to us when its reason is gone."""

from pathlib import Path

import click

from kiosk import clock
from outreach.commands.terms import in_office, opened
from store import retention, sealing


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say how many would be erased.")
@in_office
def forget(folder: Path, dry_run: bool) -> None:
    """Erase contacts of requests that ended 90 days ago; run it every night."""
    db, now = opened(folder), clock.now()
    if dry_run:
        click.echo(f"to erase: {len(retention.overdue_contacts(db, now=now))}")
    else:
        erased = retention.forget(db, sealing.open_keys(folder), now=now)
        click.echo(f"erased: {erased}")
