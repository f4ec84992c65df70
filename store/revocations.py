"""Revocations: somebody is put out for good, at once and everywhere."""

from datetime import datetime

from sqlite_utils import Database

from store import people, sessions, staff_cards
from store.database import transaction
from store.errors import WrongStep
from store.people import Person


def revoke(db: Database, person_id: int, *, by: int, now: datetime) -> Person:
    """Put a person out: sessions, card and devices end, an open link is void. Once more is no harm.

    Raises NotFound, and WrongStep for oneself (`by`) and for the last coordinator who can sign in:
    an office nobody can enter is mended only from a terminal.
    """
    with transaction(db):
        person = people.get(db, person_id)
        if person.id == by:
            raise WrongStep("nobody puts themselves out")
        if _is_last_coordinator(db, person):
            raise WrongStep(f"person {person_id} is the last coordinator")
        sessions.end_all(db, person_id, now=now)
        staff_cards.end(db, person_id, now=now)
        return people.revoke(db, person_id, now=now)


def _is_last_coordinator(db: Database, person: Person) -> bool:
    coordinators = [p for p in people.everyone(db) if p.role == "coordinator" and p.may_sign_in()]
    return coordinators == [person]
