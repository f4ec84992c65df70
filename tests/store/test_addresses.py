from contextlib import closing
from dataclasses import replace

import pysqlite3
import pytest

from store import addresses
from store.addresses import Address, Point
from store.errors import Busy

# An invented register: real towns, streets and houses as the tests need them.
HOUSE = Address("Münsterstraße", 12, "", "48308", "Senden", 51.85, 7.48)
HOUSES = [
    HOUSE,
    replace(HOUSE, addition="b", lat=51.8502),
    replace(HOUSE, house_number=14, addition="a", lat=51.8504),
    Address("Westhoffstraße", 10, "", "44145", "Dortmund", 51.52, 7.46),
    Address("Westhoffstraße", 11, "", "44145", "Dortmund", 51.5203, 7.46),
    Address("Westhoffstraße", 12, "", "44145", "Dortmund", 51.5206, 7.46),
    Address("Hauptstraße", 81, "", "58452", "Witten", 51.44, 7.33),
    Address("Hauptstraße", 81, "", "44651", "Herne", 51.54, 7.15),
    Address("Dorfstraße", 1, "", "25000", "Oberdorf", 54.10, 9.10),
    Address("Dorfstraße", 1, "", "25000", "Unterdorf", 54.20, 9.20),
]


@pytest.fixture
def find(tmp_path):
    """Ask a register that holds these houses; by default those above."""

    def ask(street, *, postcode=None, town=None, houses=HOUSES):
        addresses.load(tmp_path, houses)
        with closing(addresses.open_register(tmp_path)) as register:
            return addresses.find(register, street=street, postcode=postcode, town=town)

    return ask


@pytest.mark.parametrize(
    ("written", "lat"),
    [
        ("Münsterstr. 12", 51.85),
        ("Muensterstrasse 12 B", 51.8502),
        ("Münsterstr. 12c", 51.85),
        ("Münster-Straße 14", 51.8504),
        ("Münsterstr. 10-14", 51.85),
    ],
)
def test_a_house_is_found_however_its_street_is_written(find, written, lat):
    assert find(written, postcode="48308", town="Senden") == Point(lat, 7.48)


def test_a_range_takes_its_first_house_and_never_the_other_side(find):
    assert find("Westhoffstrasse 8 – 12", postcode="44145") == Point(51.52, 7.46)
    assert find("Westhoffstr. 11-13", postcode="44145") == Point(51.5203, 7.46)
    assert find("Westhoffstr. 7–9", postcode="44145") is None


@pytest.mark.parametrize("written", ["Münsterstr.", "Münsterstr. 99", "Nirgendweg 1", "12", ""])
def test_what_is_not_there_is_not_guessed(find, written):
    assert find(written, postcode="48308", town="Senden") is None


def test_the_postcode_decides_between_streets_of_one_name(find):
    assert find("Hauptstr. 81", postcode="58452", town="Herne") == Point(51.44, 7.33)
    assert find("Hauptstr. 81", postcode="99999", town="Witten") is None


def test_the_town_decides_where_the_postcode_is_missing_or_mistyped(find):
    assert find("Hauptstr. 81", town="Herne") == Point(51.54, 7.15)
    assert find("Hauptstr. 81", postcode="4465", town="Herne-Wanne") == Point(51.54, 7.15)
    assert find("Hauptstr. 81", town="Hernestadt") is None
    assert find("Hauptstr. 81") is None


def test_two_villages_with_one_postcode_need_the_town(find):
    assert find("Dorfstr. 1", postcode="25000", town="Unterdorf") == Point(54.20, 9.20)
    assert find("Dorfstr. 1", postcode="25000") is None


def test_a_register_without_postcodes_goes_by_town(find):
    houses = [replace(house, postcode=None) for house in HOUSES]
    assert find("Hauptstr. 81", postcode="44651", town="Herne", houses=houses) == Point(51.54, 7.15)
    assert find("Hauptstr. 81", postcode="44651", houses=houses) is None


def test_a_register_of_streets_and_numbers_only_places_what_is_unique(find):
    houses = [replace(house, postcode=None, town=None) for house in HOUSES]
    assert find("Münsterstr. 12", postcode="48308", houses=houses) == Point(51.85, 7.48)
    assert find("Hauptstr. 81", town="Herne", houses=houses) is None


def test_two_doors_of_one_house_are_one_place_and_two_ends_of_town_are_not(find):
    near, far = replace(HOUSE, lat=51.8515), replace(HOUSE, lat=51.8599)
    assert find("Münsterstr. 12", postcode="48308", houses=[HOUSE, near]) == Point(51.85, 7.48)
    assert find("Münsterstr. 12", postcode="48308", houses=[HOUSE, far]) is None


def test_without_a_register_there_is_nothing_to_ask(tmp_path):
    assert addresses.open_register(tmp_path) is None


def test_loading_again_replaces_the_register_while_somebody_reads_the_old_one(tmp_path):
    assert addresses.load(tmp_path, HOUSES) == len(HOUSES)
    with closing(addresses.open_register(tmp_path)) as old:
        assert addresses.load(tmp_path, [HOUSE]) == 1
        with closing(addresses.open_register(tmp_path)) as new:
            asked = {"street": "Hauptstr. 81", "postcode": "44651", "town": None}
            assert addresses.find(old, **asked) == Point(51.54, 7.15)
            assert addresses.find(new, **asked) is None


def broken_after(houses, error):
    yield from houses
    raise error


@pytest.mark.parametrize(
    ("loading", "error"),
    [
        (broken_after([HOUSE] * 9, KeyboardInterrupt()), KeyboardInterrupt),
        (broken_after([HOUSE] * 9, ValueError("broken file")), ValueError),
        ([], addresses.NotLoaded),
    ],
)
def test_a_load_that_fails_leaves_the_old_register_and_nothing_else(tmp_path, loading, error):
    addresses.load(tmp_path, HOUSES)
    before = (tmp_path / "addresses.db").read_bytes()
    with pytest.raises(error):
        addresses.load(tmp_path, loading)
    assert [file.name for file in tmp_path.iterdir()] == ["addresses.db"]
    assert (tmp_path / "addresses.db").read_bytes() == before


def test_a_second_load_at_the_same_time_is_told_so_and_the_first_one_finishes(tmp_path):
    def meanwhile():
        yield HOUSE
        with pytest.raises(Busy, match="is being loaded"):
            addresses.load(tmp_path, HOUSES)

    assert addresses.load(tmp_path, meanwhile()) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["addresses.db"]


def test_what_a_power_cut_left_behind_is_cleared_away(tmp_path):
    (tmp_path / "addresses.db.loading").write_bytes(b"half a register")
    assert addresses.load(tmp_path, HOUSES) == len(HOUSES)
    assert [file.name for file in tmp_path.iterdir()] == ["addresses.db"]


def test_nobody_can_write_to_an_open_register(tmp_path):
    addresses.load(tmp_path, HOUSES)
    with (
        closing(addresses.open_register(tmp_path)) as register,
        pytest.raises(pysqlite3.OperationalError, match="readonly"),
    ):
        register.execute("DELETE FROM address")
