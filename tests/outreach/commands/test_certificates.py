"""A training certificate from a terminal."""

from datetime import date

import pytest

from store import people, revocations
from tests.conftest import TUESDAY
from tests.printables import reading


@pytest.fixture
def out(tmp_path):
    return tmp_path / "certificate.pdf"


@pytest.fixture
def run(begegnung, folder, out, clock):
    def certify(who, *words):
        asked = ("print-certificate", "--person", who, *words, "--out", str(out))
        return begegnung(*asked, data=folder)

    return certify


def welcome(db, name="Amira Haddad", role="key_person", until=date(2027, 4, 30)):
    person = people.welcome(db, role=role, name=name, email="", now=TUESDAY)
    return people.train(db, person.id, until_on=until) if until else person


def test_who_was_trained_gets_a_certificate_by_name_or_number(run, db, out):
    amira = welcome(db)
    told = run("amira Haddad".title(), "--hours", "4", "--content", "Zuhören üben")
    assert (told.exit_code, told.stdout.strip()) == (0, str(out)), told.output
    text = reading.text(out.read_bytes())
    for words in ("Amira Haddad", "5. Mai 2026", "30. April 2027", "4 Stunden", "Zuhören üben"):
        assert words in text
    assert run(str(amira.id), "--on", "2026-04-28").exit_code == 0
    text = reading.text(out.read_bytes())
    assert "28. April 2026" in text and "Verschwiegenheit" in text and "Stunden" not in text


def test_who_was_not_trained_or_is_not_with_us_gets_none(run, db, out):
    welcome(db, "Ole", until=None)
    petra = welcome(db, "Petra", "coordinator", until=None)
    gone = welcome(db, "Jonas", "pilot")
    revocations.revoke(db, gone.id, by=petra.id, now=TUESDAY)
    assert "No training is entered for Ole" in run("Ole").stderr
    for nobody in ("Petra", "Jonas", "Mira"):
        assert f"is called {nobody}" in run(nobody).stderr
    assert not out.exists()


def test_of_two_with_one_name_the_number_decides(run, db, out):
    first, second = welcome(db), welcome(db, role="pilot")
    told = run("Amira Haddad")
    assert told.exit_code == 1 and f"{first.id} (key_person), {second.id} (pilot)" in told.stderr
    assert run(str(second.id)).exit_code == 0
    assert "Lots*innen" in reading.text(out.read_bytes())
