"""`begegnung print-staff-card`: a key person comes in, with the card for their own phone."""

from datetime import date, datetime
from pathlib import Path

import click

from kiosk import clock
from outreach import email_addresses
from outreach import staff_cards as printed
from outreach.commands.people import DAY, email_option
from outreach.commands.prints import write_whole
from outreach.commands.terms import Refused, in_office, opened
from printables import staff_card
from printables.errors import CannotPrint
from printables.staff_card import StaffCard
from store import districts, office, people, staff_cards
from store.database import Database, transaction
from store.people import Person


@click.command()
@click.argument("name")
@click.option("--workplace", required=True, help="As it stands on the card: Markt am Bach.")
@click.option("--district", help="Chosen already when somebody is handed on; made if it is new.")
@email_option
@click.option("--trained-until", type=DAY, help="The last day the training covers: 2027-04-30.")
@click.option("--confidential-since", type=DAY, help="The day confidentiality was promised.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@in_office
def print_staff_card(
    folder: Path,
    name: str,
    workplace: str,
    district: str | None,
    email: str,
    trained_until: datetime | None,
    confidential_since: datetime | None,
    out: Path,
) -> None:
    """Write the card of the key person NAME as PDF: a letter to print, with the card to cut out.

    Who is new is taken in. Who is here already gets a new card, and the old one ends with every
    phone it set up.
    """
    of_town, db = office.read(folder), opened(folder)
    name, workplace = _line("a name", name), _line("a workplace", workplace)
    if email and not email_addresses.is_address(email):
        raise click.UsageError(f"“{email}” is no e-mail address.")
    # All or nothing: a card that was never written must not have ended the one before it.
    with transaction(db):
        person = _key_person(db, name, email)
        people.qualify(
            db,
            person.id,
            trained_until_on=_day(trained_until) or person.trained_until_on,
            confidential_since_on=_day(confidential_since) or person.confidential_since_on,
        )
        secret = staff_cards.issue(
            db,
            person.id,
            workplace=workplace,
            district_id=districts.named(db, district).id if district else None,
            now=clock.now(),
        )
        _write(out, printed.piece(secret, name=name, workplace=workplace, office=of_town))
    click.echo(str(out))


def _key_person(db: Database, name: str, email: str) -> Person:
    """Who has this name already, or else somebody new. Raises Refused where two have it."""
    known = [
        person
        for person in people.everyone(db)
        if (person.role, person.name, person.is_revoked) == ("key_person", name, False)
    ]
    if len(known) > 1:
        raise Refused(f"{len(known)} key persons are called {name}; print this card at the desk.")
    if known:
        return known[0]
    return people.welcome(db, role="key_person", name=name, email=email, now=clock.now())


def _write(out: Path, piece: StaffCard) -> None:
    try:
        write_whole(out, staff_card.render(piece))
    except CannotPrint as error:
        raise Refused(str(error)) from error


def _line(what: str, typed: str) -> str:
    line = " ".join(typed.split())
    if not line:
        raise click.UsageError(f"A staff card needs {what}.")
    return line


def _day(typed: datetime | None) -> date | None:
    return typed.date() if typed else None
