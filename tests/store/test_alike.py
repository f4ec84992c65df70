"""Which place somebody meant, as people write places."""

import pytest

from store import alike, organizations, venues
from store.venues import Address

PLACES = (
    ("Lukashaus", "Am Markt 1"),
    ("Gemeindehaus St. Marien", "Lindenweg 12"),
    ("Gemeindehaus St. Lukas", "Lindenweg 40"),
    ("Gemeindehaus Süd", "Hauptstraße 12"),
    ("Café Größenwahn", "Hauptstraße 3"),
)


@pytest.fixture
def places(db):
    for name, street in PLACES:
        venues.at(db, Address(name, street, "33991", "Musterstadt"))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("im Lukashaus am Markt", "Lukashaus"),
        ("luckashaus", "Lukashaus"),
        ("cafe groessenwahn", "Café Größenwahn"),
        ("Gemeindehaus St. Marien, Lindenweg 12, 33991 Musterstadt", "Gemeindehaus St. Marien"),
    ],
)
def test_a_place_is_known_by_the_words_that_tell_it_apart(db, places, typed, name):
    found = alike.surely_meant(alike.venues(db, typed, most=4))
    assert venues.get(db, found.id).name == name


@pytest.mark.parametrize("typed", ["Gemeindehaus", "Lindenweg", "Stadtpark am Teich", "", "?!"])
def test_what_may_be_one_or_another_is_chosen_by_a_person(db, places, typed):
    assert alike.surely_meant(alike.venues(db, typed, most=4)) is None


def test_the_likeliest_stands_first_and_there_are_no_more_than_asked_for(db, places):
    found = alike.venues(db, "Gemeindehaus Lindenweg 12", most=2)
    assert [one.name.partition(",")[0] for one in found] == [
        "Gemeindehaus St. Marien",
        "Gemeindehaus St. Lukas",
    ]


def test_an_organization_is_found_by_its_name_or_most_of_it(db):
    club = organizations.named(db, "Nachbarschaftsverein Altstadt e. V.")
    organizations.named(db, "Chor Linde")
    [found] = alike.organizations(db, "Nachbarschaftsverein Altstadt", most=4)
    assert found.id == club.id and alike.surely_meant([found]) == found
    assert alike.organizations(db, "Kegelclub", most=4) == []
