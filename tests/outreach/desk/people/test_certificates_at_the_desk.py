"""Petra makes a certificate: printed beside the server, handed out once, kept nowhere."""

from datetime import date

import pytest

from store import people
from tests import cast
from tests.conftest import TUESDAY
from tests.printables import reading
from tests.until import until

MAKE = "Bescheinigung machen und herunterladen"


@pytest.fixture
def desk(browse, petra):
    return browse.as_(petra)


@pytest.fixture
def amira(db):
    person = people.welcome(db, role="key_person", name="Amira Haddad", email="", now=TUESDAY)
    return people.train(db, person.id, until_on=date(2027, 4, 30))


def ask(desk, person, **typed):
    """Press the button; gives what comes back."""
    address, fields = desk.get(f"/desk/people/{person.id}").form(MAKE)
    return desk.post(address, fields | typed)


def collected(desk, address):
    """What comes at this address once it is made; until then it asks to come again."""

    def certificate():
        answer = desk.client.get(address)
        is_made = "Refresh" not in answer.headers
        assert is_made or "Bescheinigung wird gemacht" in answer.text
        return answer if is_made else None

    return until(certificate)


def test_a_certificate_is_made_handed_out_once_and_named_after_nobody(desk, amira, caplog):
    caplog.set_level("DEBUG")
    address = ask(desk, amira, held_on="2026-04-28", hours="4,5").headers["Location"]
    answer = collected(desk, address)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bescheinigung.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    text = reading.text(answer.data)
    for words in ("Amira Haddad", "28. April 2026", "4,5 Stunden", "Schlüsselpersonen"):
        assert words in text
    assert "schon heruntergeladen" in desk.follow(address).text
    assert "Haddad" not in caplog.text and "Haddad" not in address


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"held_on": "gestern"}, "Das ist kein Datum"),
        ({"hours": "viele"}, "in Ziffern"),
        ({"hours": "-1"}, "in Ziffern"),
        ({"hours": "nan"}, "in Ziffern"),
        ({"contents": "x\n" * 9}, "zu viel für eine Seite"),
        ({"contents": "市場"}, "Unseren Schriften fehlt"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(desk, amira, typed, said):
    page = ask(desk, amira, **typed)
    assert (page.status, said in page.text) == (422, True)
    assert typed.get("contents", "").strip() in page.html


def test_only_who_was_trained_gets_one_and_only_the_office_makes_it(desk, browse, db, folder):
    ole = people.welcome(db, role="key_person", name="Ole Brandt", email="", now=TUESDAY)
    assert MAKE not in desk.get(f"/desk/people/{ole.id}").text
    token = desk.get(f"/desk/people/{ole.id}").form("Daten speichern")[1]["form_token"]
    typed = {"form_token": token, "held_on": "2026-05-05"}
    assert desk.post(f"/desk/people/{ole.id}/certificate", typed).status == 409
    jonas = cast.enrol(db, folder, role="pilot", name="Jonas Brandt", now=TUESDAY)
    assert browse.as_(jonas).get(f"/desk/people/{ole.id}/certificate").status in (403, 404)
