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


def test_a_clear_desk_says_nothing(browse, petra):
    page = browse.as_(petra).get("/desk")
    assert page.status == 200 and "braucht Sie heute" not in page.text


def test_what_is_not_clear_is_looked_at_and_settled(browse, petra, doubtful):
    desk = browse.as_(petra)
    page = desk.get(desk.get("/desk").links()["1 Übergabe prüfen"])
    assert "Amira Haddad" in page.text and "keiner unserer Karten" in page.text
    page = desk.submit(page, "Ist geklärt")
    assert "Alle Übergaben sind klar" in page.text
    assert "prüfen" not in desk.get("/desk").text


def test_a_pilot_does_not_look(browse, jonas, doubtful):
    assert browse.as_(jonas).get("/desk/hand-offs").status == 403
