import pytest

from store import offers, search
from store.offer_texts import OfferText


@pytest.fixture
def walk(town):
    return town.offer("Spaziergang mit Bank")


@pytest.mark.parametrize(
    "typed",
    [
        "spaziergang",
        "Spaziergänge",
        "SPAZIERGAENGE",
        "Spaziergängen",
        "spazier",
        "ein Spaziergang mit",
        "Bank",
        "bank spaziergang",
        "Musterstadt",
        "33991",
        "Altstadt",
        "Nachbarschaft",
        "gang",
    ],
)
def test_the_walk_is_found_by_what_people_type(town, walk, typed):
    assert search.find(town.db, typed) == [walk]


@pytest.mark.parametrize("typed", ["", "  ", "und der", "Chor", "spaziergang chor", '"*', "NEAR("])
def test_what_is_not_there_is_not_found(town, walk, typed):
    assert search.find(town.db, typed) == []


def test_part_of_a_compound_is_found_after_whole_words(town):
    compound = town.offer("Trauerberatung")
    whole = town.offer("Beratung bei Schulden")
    assert search.find(town.db, "beratung") == [whole, compound]


def test_sharp_s_and_dotless_i_are_folded(town):
    offer_id = town.offer("Großeltern-Kınder-Tag")
    assert search.find(town.db, "grosseltern") == search.find(town.db, "Kinder") == [offer_id]


@pytest.mark.parametrize("typed", ["прогулянка", "Прогулянки", "نزهة"])
def test_translations_are_found_too(town, walk, typed):
    for language, title in (("uk", "Прогулянка з лавкою"), ("ar", "نزهة مع مقعد")):
        offers.translate(town.db, walk, OfferText(language, title))
    found = search.find(town.db, typed)
    assert found == ([] if typed == "Прогулянки" else [walk])


def test_a_renamed_offer_is_no_longer_found_by_its_old_name(town, walk):
    offers.translate(town.db, walk, OfferText("de", "Radtour"))
    assert search.find(town.db, "Spaziergang") == []
    assert search.find(town.db, "Radtour") == [walk]
