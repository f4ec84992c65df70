"""`begegnung backup` and `restore`: a checked copy of an office, and the way back from one."""

from pathlib import Path

import click

from kiosk import clock
from outreach.commands.terms import Refused, in_office
from store import backups, office_keys

FOLDER = click.Path(file_okay=False, path_type=Path)
EXISTING = click.Path(exists=True, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--to", required=True, type=FOLDER, help="A folder on another disk or machine.")
@click.option("--with-office-key", is_flag=True, help="Also what opens every contact: lock it up.")
@in_office
def backup(folder: Path, to: Path, with_office_key: bool) -> None:
    """Copy the office while it works, open the copy and check it.

    Each time a new copy of the database, kept for 30 days; keys.db, office.toml, office.pub and
    pepper.key over the older ones. Never keep older copies of keys.db anywhere: they would bring
    back who was erased.
    """
    made = backups.write(folder, to, now=clock.now())
    if with_office_key:
        backups.copy_private_key(folder, to)
    click.echo(f"checked: {', '.join(f'{table} {n}' for table, n in made.rows.items())}")
    click.echo(f"head: {made.head}")
    if made.dropped:
        click.echo(f"older than {backups.KEPT_FOR.days} days, deleted: {made.dropped}")
    click.echo(made.path)
    if made.breaks:
        raise Refused(f"Copied as it is, but events were changed: {'; '.join(made.breaks)}")


@click.command()
@click.argument("source", type=EXISTING, metavar="FROM")
@click.option("--keys", type=FILE, help="The keys.db of the lost office, if it still exists.")
@in_office
def restore(folder: Path, source: Path, keys: Path | None) -> None:
    """Bring an office back from the backup FROM (a copy, or the newest of a folder) into a new one.

    Whoever withdrew after the copy was made is erased in it again, as far as keys.db knows.
    """
    done = backups.restore(source, folder, keys=keys, now=clock.now())
    click.echo(f"restored {done.path} into {folder}")
    click.echo(f"contacts: {done.contacts}, erased again: {done.erased}")
    if done.lost_keys:
        click.echo(f"requests since this copy, lost with their contacts: {done.lost_keys}")
    if keys is None:
        click.echo("Withdrawals since keys.db was copied are not known here: see docs/office.md.")
    if not (folder / office_keys.PRIVATE_NAME).exists():
        click.echo(f"{office_keys.PRIVATE_NAME} is missing: `begegnung recover-key`.")
    click.echo("Everybody has to sign in anew. Who was put out since this copy has to be put out")
    click.echo("again, and so have lost phones and staff cards.")
