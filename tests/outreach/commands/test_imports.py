"""`begegnung import-offers` and `load-addresses`: what somebody at a terminal or in a log reads."""

import pytest

from tests.full_disk import full_disk
from tests.outreach.exchange.lists import csv_of, row

REGISTER = "street,number,postcode,lat,lon\nGrößenweg,12b,33991,52.02,8.53\n"


@pytest.fixture
def write(folder):
    """Write a file into the folder; returns its path."""

    def to(name, text):
        (folder / name).write_text(text, "utf-8")
        return str(folder / name)

    return to


def test_an_import_ends_with_what_it_did(begegnung, folder, write):
    offers = write("liste.csv", csv_of(row(), row(Angebot="Chor")))
    told = begegnung("import-offers", offers, data=folder)
    assert told.exit_code == 0
    *others, last = told.stdout.splitlines()
    assert last == "added 2, changed 0, unchanged 0, problems 0"
    assert others == [
        "not on the map yet: 1 Nachbarschaftshaus Größenweg, Größenweg 12b, 33991 Musterstadt"
    ]
    again = begegnung("import-offers", offers, data=folder)
    assert again.stdout.splitlines()[-1] == "added 0, changed 0, unchanged 2, problems 0"


def test_rows_with_problems_are_named_and_the_rest_is_done(begegnung, folder, write):
    offers = write("liste.csv", csv_of(row(TelefonNr="?"), row(Angebot="-")))
    told = begegnung("import-offers", offers, data=folder)
    assert told.exit_code == 1
    assert "problem: row 2, Telefon-Nr.: “?” is no phone number; left empty" in told.stdout
    assert "problem: row 3, Angebot: the offer has no name; row left out" in told.stdout
    assert "added 1, changed 0, unchanged 0, problems 2" in told.stdout
    assert "everything else is taken over" in told.stderr


def test_what_vanished_from_the_list_is_named(begegnung, folder, write):
    begegnung("import-offers", write("a.csv", csv_of(row(), row(Angebot="Chor"))), data=folder)
    told = begegnung("import-offers", write("b.csv", csv_of()), data=folder)
    assert told.exit_code == 0
    assert "vanished from the list, kept here: Chor" in told.stdout


def test_in_a_log_progress_is_a_few_lines(begegnung, folder, write):
    rows = [row(Angebot=f"Treff {n}") for n in range(100)]
    told = begegnung("import-offers", write("liste.csv", csv_of(*rows)), data=folder)
    lines = told.stderr.splitlines()
    assert lines == [f"offers: {n} of 100" for n in range(10, 101, 10)]


def test_a_list_of_no_use_is_refused_in_a_sentence(begegnung, folder, write):
    for path in (write("leer.csv", ""), write("falsch.csv", "a;b\n1;2\n"), str(folder / "weg.csv")):
        told = begegnung("import-offers", path, data=folder)
        assert (told.exit_code, told.stdout) == (1, "")
        assert told.stderr.startswith("Error: ") and told.stderr.count("\n") == 1
    assert begegnung("import-offers", data=folder).exit_code == 2


def test_a_full_disk_is_said_and_nothing_is_taken_over(begegnung, folder, write):
    offers = write("liste.csv", csv_of())
    with full_disk():
        told = begegnung("import-offers", offers, data=folder)
    assert told.exit_code == 1 and "Traceback" not in told.stderr
    told = begegnung("import-offers", offers, data=folder)
    assert "added 1, changed 0" in told.stdout


def test_loaded_addresses_place_what_was_imported_before(begegnung, folder, write):
    offers = write("liste.csv", csv_of(row(), row(Angebot="Chor", StraßeundHausnummer="Weg 9")))
    begegnung("import-offers", offers, data=folder)
    told = begegnung("load-addresses", write("register.csv", REGISTER), data=folder)
    assert told.exit_code == 0
    assert told.stdout.splitlines() == [
        "addresses 1, venues placed 1, problems 0",
        "not on the map yet: 2 Nachbarschaftshaus Größenweg, Weg 9, 33991 Musterstadt",
    ]


def test_an_address_register_with_a_broken_row_is_loaded_without_it(begegnung, folder, write):
    register = write("register.csv", REGISTER + "Nirgendweg,1,33991,91,8\n")
    told = begegnung("load-addresses", register, data=folder)
    assert told.exit_code == 1
    assert "problem: row 3, coordinates: " in told.stdout
    assert "addresses 1, venues placed 0, problems 1" in told.stdout
