import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import street_names
from store.street_names import Street


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Münsterstr.", "Münsterstraße"),
        ("Münsterstr.", "Muensterstrasse"),
        ("Münster-Str", "MÜNSTER STRASSE"),
        ("Münsterstraße", "Mu\u0308nsterstraße"),
        ("Westhoffstrasse", "Westhoff Straße"),
        ("Von-der-Heydt-Str.", "von der Heydt Straße"),
        ("Kirchpl.", "Kirchplatz"),
        ("Alter Pl.", "Alter Platz"),
        ("St.-Johannes-Str.", "Sankt Johannes Strasse"),
        ("Dr.-Salvador-Allende-Str.", "Doktor Salvador Allende Straße"),
        ("Str. des 17. Juni", "Straße des 17.Juni"),
        ("Rue de l’Église", "Rue de l'Eglise"),
    ],
)
def test_two_spellings_are_one_street(one, other):
    assert street_names.key(one) == street_names.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kirchstraße", "Kirchplatz"),
        ("Alter Markt", "Am Alten Markt"),
        ("Stadtring", "Sankt-Adt-Ring"),
        ("Straße 12", "Straße 13"),
    ],
)
def test_two_streets_stay_two(one, other):
    assert street_names.key(one) != street_names.key(other)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Münsterstr. 12", Street("muensterstrasse", 12, None, "")),
        ("Münsterstr. 12b", Street("muensterstrasse", 12, None, "b")),
        ("Münsterstr.12 B", Street("muensterstrasse", 12, None, "b")),
        ("Wörthstr. 7 ", Street("woerthstrasse", 7, None, "")),
        ("Westhoffstrasse 8 – 12", Street("westhoffstrasse", 8, 12, "")),
        ("Rottstr. 24-26", Street("rottstrasse", 24, 26, "")),
        ("Rottstr. 24 bis 26", Street("rottstrasse", 24, 26, "")),
        ("Rottstr. 12a-14b", Street("rottstrasse", 12, 14, "a")),
        ("Rottstr. 7a-c", Street("rottstrasse", 7, None, "a")),
        ("Rottstr. 24-6", Street("rottstrasse", 24, None, "")),
        ("Rottstr. 1 - 2000", Street("rottstrasse", 1, None, "")),
        ("Rottstr. Nr. 5", Street("rottstrasse", 5, None, "")),
        ("Am Alten Markt 3/5", Street("amaltenmarkt", 3, 5, "")),
        ("Am Haus 2", Street("amhaus", 2, None, "")),
        ("Ringstraße 5 Haus 2", Street("ringstrasse", 5, None, "")),
        ("Ringstraße 5, 2. OG", Street("ringstrasse", 5, None, "")),
        ("Ringstr. 5b (Hinterhaus)", Street("ringstrasse", 5, None, "b")),
        ("Gemeindehaus, Ringstr. 5", Street("ringstrasse", 5, None, "")),
        ("Straße des 17. Juni 135", Street("strassedes17juni", 135, None, "")),
        ("Straße des 17. Juni", Street("strassedes17juni", None, None, "")),
        ("Straße 12 Nr. 5", Street("strasse12", 5, None, "")),
        ("Musterweg", Street("musterweg", None, None, "")),
        ("12 b", Street("", 12, None, "b")),
        ("", Street("", None, None, "")),
    ],
)
def test_an_address_line_comes_apart(written, read):
    assert street_names.split(written) == read


def test_half_a_number_is_not_taken_for_another_house():
    assert street_names.split("Rottstr. 12½").first is None


def test_a_range_stays_on_its_side_of_the_street():
    assert list(street_names.split("Westhoffstr. 8–12").numbers) == [8, 10, 12]
    assert list(street_names.split("Am Alten Markt 3-4").numbers) == [3, 4]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mülheim a.d. Ruhr", "Mülheim an der Ruhr"),
        ("Stadt Essen", "Essen, Stadt"),
        ("Halle (Westf.)", "HALLE"),
        ("St. Augustin", "Sankt Augustin"),
    ],
)
def test_two_spellings_are_one_town(one, other):
    assert street_names.town_key(one) == street_names.town_key(other)


@given(st.text() | st.from_regex(r"([A-Za-zäöüß]{1,3}[. -]){1,6}", fullmatch=True))
def test_folding_what_is_folded_changes_nothing(name):
    key = street_names.key(name)
    assert street_names.key(key) == key


@given(st.text() | st.from_regex(r"[A-Za-zß. ]{0,9}[0-9a-d /,.–-]{0,12}", fullmatch=True))
def test_no_line_is_too_strange_to_be_split(line):
    assert street_names.split(line).name_key == street_names.key(street_names.split(line).name_key)


def test_a_line_as_long_as_a_book_is_split_at_once():
    assert street_names.split("Haus 1, " * 100_000).first == 1
