"""A statistics office sends how many people live where, in its own spelling, or in a wrong one."""

import pytest

from outreach.exchange import population_file
from outreach.exchange.population_file import Doubt
from outreach.exchange.problems import UnreadableFile

DISTRICTS = {"Altstadt": 1, "Mühlenviertel": 2}


@pytest.fixture
def read(tmp_path):
    def of(text, encoding="utf-8"):
        path = tmp_path / "einwohner.csv"
        path.write_bytes(text.encode(encoding))
        return population_file.read(path, districts=DISTRICTS)

    return of


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
@pytest.mark.parametrize("heading", ["Stadtteil;Gruppe;Personen", "STADTBEZIRK;Gruppe;Personen"])
def test_it_is_read_as_german_offices_write_it(read, encoding, heading):
    lines = "Altstadt;alle;12.345\nmühlenviertel;28-59;1 204\nAltstadt;Alleinerziehende;250\n"
    found = read(f"Einwohner am 31.12.\n{heading}\n{lines}", encoding)
    assert found.doubts == ()
    assert found.people == {(1, "all"): 12345, (2, "28-59"): 1204, (1, "single_parent"): 250}


def test_columns_may_stand_in_any_order_and_dashes_may_be_long(read):
    found = read("people,district,group\n7,Altstadt,28–59\n")
    assert found.people == {(1, "28-59"): 7}


def test_names_nobody_knows_are_told_with_their_line_and_the_nearest_one(read):
    found = read(
        "Stadtteil;Gruppe;Personen\nAltstat;alle;10\nMuehlenvirtel;alle;10\nXanten;alle;1\n"
        "Altstadt;alleinerzihend;3\n"
    )
    assert found.doubts == (
        Doubt(2, "district", "Altstat", "Altstadt"),
        Doubt(3, "district", "Muehlenvirtel", "Mühlenviertel"),
        Doubt(4, "district", "Xanten", ""),
        Doubt(5, "group", "alleinerzihend", "alleinerziehend"),
    )


@pytest.mark.parametrize("number", ["", "-5", "12,5", "1.23", "viele", "1e3", "١٢", "1234567890"])
def test_what_is_no_number_of_people_is_told(read, number):
    found = read(f"Stadtteil;Gruppe;Personen\nAltstadt;alle;{number}\n")
    [doubt] = found.doubts
    assert (doubt.line, doubt.why) == (2, "people")


def test_what_stands_there_twice_or_is_more_than_all_is_told(read):
    heading = "Stadtteil;Gruppe;Personen\nAltstadt;alle;100\n"
    assert read(f"{heading}Altstadt;insgesamt;90\n").doubts[0].why == "twice"
    [doubt] = read(f"{heading}Altstadt;allein;101\n").doubts
    assert (doubt.line, doubt.why) == (3, "too_many")


@pytest.mark.parametrize("text", ["", "a;b;c\n1;2;3\n", "Stadtteil;Gruppe;Personen\n"])
def test_a_file_of_no_use_is_refused(read, text):
    with pytest.raises(UnreadableFile):
        read(text)
