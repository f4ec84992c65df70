"""`begegnung print-cards`: a pack of cards for Amira's till, or for anybody's."""

import pypdfium2
import pytest

from store import cards, office, people
from store.database import one, rows
from tests.conftest import TUESDAY
from tests.full_disk import full_disk
from tests.printables import reading


@pytest.fixture
def print_cards(begegnung, folder):
    def print_cards(*words, count="3", out="cards.pdf"):
        out = folder / out
        told = begegnung("print-cards", "--count", count, *words, "--out", str(out), data=folder)
        return told, out

    return print_cards


def printed(db):
    return [row["code"] for row in rows(db, "SELECT code FROM card")]


@pytest.fixture
def amira(db):
    return people.welcome(db, role="key_person", name="Amira Haddad", email="", now=TUESDAY)


def test_every_printed_card_leads_to_itself(print_cards, db, browse):
    told, out = print_cards("--languages", "de,tr", count="12")
    assert (told.exit_code, told.stdout.strip()) == (0, str(out))
    pdf = out.read_bytes()
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 4  # front, back, front, back
    addresses = [code.text for page in (0, 2) for code in reading.codes(pdf, page=page)]
    assert len(set(addresses)) == 12 == len(printed(db))
    for address in addresses:
        path = address.removeprefix("https://MUSTER.EXAMPLE")
        assert "Sie haben diese Karte bekommen." in browse.follow(path).text
    assert "Bu kart size verildi." in reading.text(pdf, page=1)


def test_a_pack_has_a_holder(print_cards, db, amira):
    assert print_cards("--holder", " Amira  Haddad ")[0].exit_code == 0
    assert {cards.get(db, code).holder_id for code in printed(db)} == {amira.id}
    run = one(db, "SELECT languages FROM card_run")
    assert run["languages"] == "de,tr"


@pytest.mark.parametrize(
    ("words", "count", "exit_code", "says"),
    [
        (("--holder", "Amira"), "3", 1, "No key persons of this office are called “Amira”."),
        (("--languages", "de"), "3", 2, "Name two different languages"),
        (("--languages", "de,xx"), "3", 2, "Name two different languages"),
        ((), "0", 2, "not in the range"),
        ((), "5000", 2, "not in the range"),
    ],
)
def test_what_cannot_be_printed_is_refused_and_leaves_nothing(
    print_cards, db, amira, words, count, exit_code, says
):
    told, out = print_cards(*words, count=count)
    assert told.exit_code == exit_code and says in told.stderr
    assert printed(db) == [] and not out.exists()


def test_two_of_the_same_name_are_not_guessed(print_cards, db, amira):
    people.welcome(db, role="key_person", name=amira.name, email="", now=TUESDAY)
    told, _ = print_cards("--holder", amira.name)
    assert told.exit_code == 1 and "2 key persons" in told.stderr and printed(db) == []


def test_without_paper_there_are_no_cards(print_cards, db, folder):
    told, out = print_cards(out="nowhere/cards.pdf")
    assert told.exit_code == 1 and "No such file or directory" in told.stderr
    assert printed(db) == [] and rows(db, "SELECT * FROM card_run") == []

    config = folder / office.FILE_NAME
    config.write_text(config.read_text("utf-8").replace("Begegnung M", "Begegnung ☕ M"), "utf-8")
    told, out = print_cards()
    assert told.exit_code == 1 and "☕" in told.stderr
    assert printed(db) == [] and not out.exists()


def test_an_older_file_stays_whole_when_the_disk_is_full(print_cards, db):
    _, out = print_cards()
    before = out.read_bytes(), printed(db)
    with full_disk():
        told, _ = print_cards()
    assert told.exit_code == 1
    assert (out.read_bytes(), printed(db)) == before
