"""Two key persons, and the room that takes in what their phones bring."""

import pytest

from store import hand_offs, people, sealing
from tests.store.hand_offs.entries import NOW


@pytest.fixture
def keys(folder):
    return sealing.open_keys(folder)


@pytest.fixture
def amira(db):
    return people.welcome(db, role="key_person", name="Amira Haddad", email="", now=NOW).id


@pytest.fixture
def ole(db):
    return people.welcome(db, role="key_person", name="Ole Jansen", email="", now=NOW).id


@pytest.fixture
def take_in(db, keys, amira):
    def take_in(entry, *, by=amira, now=NOW):
        return hand_offs.take_in(db, keys, entry, person_id=by, now=now)

    return take_in
