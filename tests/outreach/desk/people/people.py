"""Key persons of an office, their phones, and whether somebody is still let in."""

from store import people, pepper, sessions, staff_cards
from store.errors import NotFound
from tests.conftest import TUESDAY

PIN = "274193"


def key_person(db, name, *, workplace):
    person = people.welcome(db, role="key_person", name=name, email="", now=TUESDAY)
    staff_cards.issue(db, person.id, workplace=workplace, district_id=None, now=TUESDAY)
    return person


def phone_of(db, folder, person):
    """A new card for somebody and the token of a phone that was set up with it."""
    secret = staff_cards.issue(db, person.id, workplace="Markt", district_id=None, now=TUESDAY)
    typed = {"pin": PIN, "device_name": "Chrome, Android", "pepper": pepper.of(folder)}
    return staff_cards.enrol(db, secret, **typed, now=TUESDAY)


def is_out(db, token):
    try:
        return not sessions.opened_by(db, token, now=TUESDAY)
    except NotFound:
        return True
