"""`begegnung print-certificate`: paper for somebody who was trained, to be signed by the office."""

from datetime import datetime
from pathlib import Path

import click

from kiosk import clock
from outreach import certificates
from outreach.commands.people import DAY
from outreach.commands.prints import write_whole
from outreach.commands.terms import Refused, in_office, opened
from printables.errors import CannotPrint
from printables.office import certificate
from store import office, people
from store.database import Database
from store.errors import WrongStep
from store.people import Person


@click.command()
@click.option("--person", "named", required=True, help="Their name, or the number at the desk.")
@click.option("--on", "held_on", type=DAY, help="The day of the training; otherwise today.")
@click.option("--hours", type=click.FloatRange(0, 200), default=0, help="How long it took.")
@click.option("--content", "contents", multiple=True, help="A line of what it was about; repeat.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@in_office
def print_certificate(
    folder: Path,
    named: str,
    held_on: datetime | None,
    hours: float,
    contents: tuple[str, ...],
    out: Path,
) -> None:
    """Write the training certificate of a key person or a pilot as PDF, in German.

    It is valid as long as the training that is entered for them; nothing of it is kept.
    """
    of_town = office.read(folder)
    person = _trained(opened(folder), named)
    on = held_on.date() if held_on else clock.local_now().date()
    try:
        piece = certificates.piece(
            person, held_on=on, hours=hours, contents=contents, office=of_town
        )
        write_whole(out, certificate.render(piece))
    except WrongStep:
        raise Refused(f"No training is entered for {person.name}; do that first.") from None
    except CannotPrint as error:
        raise Refused(str(error)) from error
    click.echo(str(out))


def _trained(db: Database, named: str) -> Person:
    """The one person meant by a name or a number. Raises Refused for none or more than one."""
    name = " ".join(named.split())
    known = [
        person
        for person in people.everyone(db)
        if person.role != "coordinator" and not person.is_revoked
    ]
    found = [person for person in known if name in (person.name, str(person.id))]
    if not found:
        raise Refused(f"No key person and no pilot is called {name}.")
    if len(found) > 1:
        numbers = ", ".join(f"{person.id} ({person.role})" for person in found)
        raise Refused(f"{len(found)} people are called {name}: say which by number, {numbers}.")
    return found[0]
