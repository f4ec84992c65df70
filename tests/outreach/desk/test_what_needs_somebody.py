"""The desk begins with what needs somebody, and hand-offs that are not clear are looked at."""

import pytest

from outreach.hand_off import forms
from store import hand_offs, office_keys, people, sealing
from tests.conftest import TUESDAY
from tests.entries import card_given


@pytest.fixture
def doubtful(db, folder):
    """Amira typed the code of no card of ours."""
    office_keys.make(folder)
    amira = people.welcome(db, role="key_person", name="Amira Haddad", email="", now=TUESDAY)
    entry = forms.entry(card_given(at=TUESDAY, code="2222Z"), now=TUESDAY)
    keys = sealing.open_keys(folder)
    hand_offs.take_in(db, keys, entry, person_id=amira.id, now=TUESDAY)


def test_what_is_not_clear_is_looked_at_and_settled(browse, petra, doubtful):
    desk = browse.as_(petra)
    page = desk.get(desk.get("/desk").links()["Amira Haddad"])
    assert "Amira Haddad" in page.text and "keiner unserer Karten" in page.text
    page = desk.submit(page, "Ist geklärt")
    assert "Alle Übergaben sind klar" in page.text
    assert "Amira Haddad" not in desk.get("/desk").text


def test_it_is_settled_from_todays_list_once(browse, petra, doubtful):
    desk = browse.as_(petra)
    page, other = desk.get("/desk"), desk.get("/desk")
    page = desk.submit(page, "Ist geklärt: Amira Haddad")
    assert "Erledigt" in page.text and "Amira Haddad" not in page.text
    assert desk.submit(other, "Ist geklärt: Amira Haddad").status == 409


def test_a_pilot_does_not_look(browse, jonas, doubtful):
    assert browse.as_(jonas).get("/desk/hand-offs").status == 403
