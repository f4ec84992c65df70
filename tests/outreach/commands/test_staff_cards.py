"""A key person's card from a terminal."""

from urllib.parse import urlsplit

import pytest
import zxingcpp

from store import devices, people, pepper, staff_cards
from store.errors import NotFound
from tests.conftest import TUESDAY
from tests.printables import reading

AMIRA = ("print-staff-card", " Amira  Haddad", "--workplace", "Markt am Bach")


@pytest.fixture
def out(tmp_path):
    return tmp_path / "card.pdf"


@pytest.fixture
def run(begegnung, folder, out, clock):
    return lambda *words: begegnung(*words, "--out", str(out), data=folder)


def secret_on(path):
    [code] = zxingcpp.read_barcodes(reading.picture(path.read_bytes(), dpi=150))
    address = urlsplit(code.text)
    assert (address.netloc, address.path) == ("muster.example", "/hand-off/card")
    return address.fragment


def enrol(db, folder, secret):
    typed = {"pin": "274193", "device_name": "", "pepper": pepper.of(folder), "now": TUESDAY}
    return devices.opened_by(db, staff_cards.enrol(db, secret, **typed))


def test_amira_comes_in_with_a_card_that_opens(run, db, folder, out):
    dates = ("--trained-until", "2026-12-31", "--confidential-since", "2026-05-05")
    told = run(*AMIRA, "--district", "Altstadt", *dates)
    assert (told.exit_code, told.stdout.strip()) == (0, str(out)), told.output
    person = enrol(db, folder, secret_on(out)).person
    assert (person.name, person.role) == ("Amira Haddad", "key_person")
    assert person.may_act(TUESDAY.date())
    assert staff_cards.of_person(db, person.id).district == "Altstadt"


def test_a_lost_card_needs_only_the_same_line_again(run, db, folder, out):
    run(*AMIRA, "--trained-until", "2026-12-31")
    lost = secret_on(out)
    run(*AMIRA, "--confidential-since", "2026-05-05")
    assert len(people.everyone(db)) == 1
    assert enrol(db, folder, secret_on(out)).person.may_act(TUESDAY.date()), "dates are kept"
    with pytest.raises(NotFound):
        enrol(db, folder, lost)


def test_a_card_that_cannot_be_printed_leaves_the_old_one(run, db, folder, out):
    run(*AMIRA)
    secret = secret_on(out)
    told = run(*AMIRA[:2], "--workplace", "市場")
    assert (told.exit_code, "市" in told.stderr) == (1, True)
    assert enrol(db, folder, secret).person.name == "Amira Haddad"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("print-staff-card", " ", "--workplace", "Markt"), 2, "needs a name"),
        (("print-staff-card", "Ole", "--workplace", " "), 2, "needs a workplace"),
        (("print-staff-card", "Ole"), 2, "Missing option"),
        ((*AMIRA, "--email", "amira"), 2, "no e-mail address"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(run, db, words, status, said):
    told = run(*words)
    assert (told.exit_code, said in told.stderr) == (status, True), told.output
    assert people.everyone(db) == []


def test_of_two_with_one_name_the_desk_chooses(run, db):
    for _ in range(2):
        new = {"name": "Amira Haddad", "email": "", "now": TUESDAY}
        people.welcome(db, role="key_person", **new)
    told = run(*AMIRA)
    assert (told.exit_code, "at the desk" in told.stderr) == (1, True)
