"""`begegnung invite-coordinator` and `invite-pilot`: a link that lets one person in once."""

from datetime import datetime
from pathlib import Path

import click

from kiosk import clock
from outreach import email_addresses
from outreach.commands.terms import in_office, opened
from store import invitations, office, people
from store.people import Role

DAY = click.DateTime(formats=["%Y-%m-%d"])

email_option = click.option("--email", default="", help="To sign in with; else asked for later.")
address_option = click.option(
    "--address", help="Where the server is: http://127.0.0.1:8000. Otherwise the office's own."
)


@click.command()
@click.argument("name")
@email_option
@address_option
@in_office
def invite_coordinator(folder: Path, name: str, email: str, address: str | None) -> None:
    """Invite NAME to coordinate this office; the one-time link stands alone on the last line."""
    click.echo(_link(folder, "coordinator", name, email, address))


@click.command()
@click.argument("name")
@email_option
@address_option
@click.option("--trained-until", type=DAY, help="The last day the training covers: 2027-04-30.")
@click.option("--confidential-since", type=DAY, help="The day confidentiality was promised.")
@in_office
def invite_pilot(
    folder: Path,
    name: str,
    email: str,
    address: str | None,
    trained_until: datetime | None,
    confidential_since: datetime | None,
) -> None:
    """Invite NAME as a pilot; the one-time link stands alone on the last line.

    Without both dates a pilot can sign in, but is asked to call the office.
    """
    link = _link(folder, "pilot", name, email, address)
    db = opened(folder)
    person = invitations.invited(db, link.rpartition("/")[2], now=clock.now())
    if trained_until:
        people.train(db, person.id, until_on=trained_until.date())
    if confidential_since:
        people.bind(db, person.id, since_on=confidential_since.date())
    click.echo(link)


def _link(folder: Path, role: Role, name: str, email: str, address: str | None) -> str:
    now, name = clock.now(), " ".join(name.split())
    if not name:
        raise click.UsageError("An invitation needs a name.")
    if email and not email_addresses.is_address(email):
        raise click.UsageError(f"“{email}” is no e-mail address.")
    token = invitations.invite(opened(folder), role=role, name=name, email=email, now=now)
    until = (now + invitations.VALID_FOR).astimezone(clock.TOWN_TIME)
    click.echo(f"{name} may come in as {role}, once, until {until:%Y-%m-%d %H:%M}:")
    return f"{(address or office.read(folder).base_url).rstrip('/')}/invitation/{token}"
