"""A search that finds nothing is a wish: counted, without knowing whose."""

import pytest

from store import demand
from store.database import rows

BOT = "Mozilla/5.0 (compatible; Googlebot/2.1)"


@pytest.fixture
def wishes(town):
    """What was asked for in vain: (district, situation, language) → how often."""

    def read():
        found = rows(town.db, "SELECT district, situation, language, n FROM empty_search_day")
        return {(row["district"], row["situation"], row["language"]): row["n"] for row in found}

    town.offer("Frühstück", free="no")
    return read


def test_a_search_without_an_answer_is_counted_by_its_filters(browse, wishes):
    browse.get("/de/offers?q=Einhorn&district=Altstadt&situation=caring")
    browse.get("/tr/offers?district=Altstadt&situation=caring&free=yes")
    browse.get("/de/offers?free=yes")
    assert wishes() == {("Altstadt", "caring", ""): 2, ("", "", ""): 1}


def test_the_words_can_be_read_after_three_different_days(town, browse, wishes, clock):
    for told in ({}, {}, {"einhorn reiten": 6}):
        for _ in range(2):
            browse.get("/de/offers?q=Einhorn+reiten!")
        assert demand.wished_words(town.db) == told
        clock.shift(86_400)


@pytest.mark.parametrize(
    ("query", "agent"),
    [
        ("", "Mozilla/5.0"),
        ("q=Fr%C3%BChst%C3%BCck", "Mozilla/5.0"),
        ("page=7", "Mozilla/5.0"),
        ("district=Gartenzwerg", "Mozilla/5.0"),
        ("language=tlh", "Mozilla/5.0"),
        ("q=Einhorn", BOT),
    ],
)
def test_what_nobody_could_wish_for_is_not_counted(browse, wishes, query, agent):
    assert browse.get(f"/de/offers?{query}", User_Agent=agent).status == 200
    assert wishes() == {}


def test_looking_without_reading_is_no_wish(browse, wishes):
    browse.client.head("/de/offers?q=Einhorn")
    assert wishes() == {}
