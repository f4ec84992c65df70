"""The public list: search and filters that work with nothing but links and one form."""

from datetime import date

import pytest

from store import districts, offers, schedules, venues
from store.offer_texts import OfferText
from store.venues import Address


def titles(page):
    return [
        link.text
        for link in page.document.iter()
        if link.get("href", "").startswith("/de/offers/") and link.text
    ]


@pytest.fixture
def ask(browse):
    """The titles the list answers a query with."""
    return lambda query="": titles(browse.get(f"/de/offers?{query}"))


@pytest.fixture
def choir(town):
    """An offer like no other: each filter finds it."""
    northern = districts.named(town.db, "Nordfeld")
    address = Address("Kirche", "Weg 2", "33992", "Musterstadt")
    venue = venues.at(town.db, address, district_id=northern.id)
    venues.describe(town.db, venue.id, directions="", facts={"step_free": "yes"})
    offer_id = town.offer(
        "Chor", venue_id=venue.id, rule="FREQ=WEEKLY;BYDAY=SU", free="yes", no_sign_up="yes"
    )
    offers.welcome(town.db, offer_id, languages=["uk"], situations=["bereaved"])
    return offer_id


@pytest.mark.parametrize(
    "query",
    [
        "district=Nordfeld",
        "free=yes",
        "no_sign_up=yes",
        "step_free=yes",
        "language=uk",
        "situation=bereaved",
        "q=Ch%C3%B6re",
        "q=nordfeld",
        "free=yes&step_free=yes&language=uk&district=Nordfeld&situation=bereaved&q=chor",
    ],
)
def test_each_filter_finds_what_fits(town, ask, choir, query):
    town.offer("Frühstück")
    assert ask() == ["Frühstück", "Chor"]
    assert ask(query) == ["Chor"]


def test_today_and_this_week_mean_what_takes_place_then(town, ask, choir):
    town.offer("Frühstück")
    town.offer("Sommerfest", rule=None, starts_on=date(2026, 5, 30))
    assert ask("when=today") == ["Frühstück"]
    assert ask("when=week") == ["Frühstück", "Chor"]
    assert ask() == ["Frühstück", "Chor", "Sommerfest"]


def test_what_is_for_everybody_fits_every_situation(town, ask, choir):
    welcome = town.offer("Frühstück")
    offers.welcome(town.db, welcome, languages=[], situations=["everyone"])
    assert ask("situation=bereaved") == ["Frühstück", "Chor"]


def test_what_is_not_known_does_not_fit_a_wish_for_it(town, ask):
    town.offer("Frühstück", free="unknown")
    town.offer("Konzert", free="no")
    assert ask("free=yes") == []


def test_what_is_over_is_not_listed_and_what_has_no_time_is(town, ask):
    town.offer("Vorbei", rule=None, starts_on=date(2026, 4, 1))
    town.db.execute("DELETE FROM schedule WHERE offer_id = ?", [town.offer("Zeitlos")])
    town.offer("Weihnachtsessen", rule=None, starts_on=date(2026, 12, 24))
    assert ask() == ["Weihnachtsessen", "Zeitlos"]


def test_the_next_date_stands_beside_the_title(town, browse):
    town.offer("Weihnachtsessen", rule=None, starts_on=date(2026, 12, 24))
    assert "Do., 24. Dez. 14:00" in browse.get("/de/offers").text


def test_a_date_that_is_cancelled_is_not_the_next_one(town, browse):
    offer_id = town.offer("Frühstück")
    [schedule] = schedules.for_offers(town.db, [offer_id])
    schedules.cancel(town.db, schedule.id, date(2026, 5, 5), reason="")
    assert "Di., 12. Mai 14:00" in browse.get("/de/offers").text
    assert "Frühstück" not in browse.get("/de/offers?when=today").text


def test_what_was_chosen_stays_chosen(town, browse, choir):
    page = browse.get("/de/offers?q=chor&district=Nordfeld&free=yes&when=week&language=uk")
    chosen = {e.get("value") for e in page.document.iter() if e.get("selected") is not None}
    assert {"Nordfeld", "week", "uk"} <= chosen
    ticked = [e.get("name") for e in page.document.iter() if e.get("checked") is not None]
    assert ticked == ["free"]
    assert 'value="chor"' in page.html and "<details open>" in page.html
    assert page.links()["Türkçe"].startswith("/tr/offers?q=chor&district=Nordfeld")


def test_a_long_list_has_pages_and_every_offer_is_on_one(town, browse):
    for n in range(45):
        town.offer(f"Nr. {n}")
    first = browse.get("/de/offers?free=&from=1")
    assert "45 Angebote" in first.text
    second = browse.get("/de/offers" + first.links()["Mehr Angebote"])
    assert len(titles(first)) == 40 and len(titles(second)) == 5
    assert len({*titles(first), *titles(second)}) == 45
    assert "Mehr Angebote" not in second.links()
    assert titles(browse.get("/de/offers?page=99")) == titles(second)


@pytest.mark.parametrize(
    "query",
    [
        "page=²",
        "page=99999999999",
        "page=0",
        "page=-1",
        "page=1&page=2",
        "page=٣",
        "q=%00%ff%fe",
        "q=" + "x" * 5_000,
        "q=%22%2A+NEAR(a+b)+AND+-c",
        "q=%3Cscript%3Ealert(1)%3C/script%3E",
        "when=%00&district=%F0%9F%98%80&language=%22&situation='",
        "&&&=&==&%",
        "district=" + "%C3%A4" * 3_000,
    ],
)
def test_whatever_stands_in_the_address_a_sound_page_comes(town, browse, query):
    town.offer("Frühstück")
    page = browse.get(f"/de/offers?{query}")
    assert page.status == 200
    assert "<script>alert" not in page.html and len(page.html) < 30_000


def test_bytes_that_are_no_text_get_a_page_too(browse):
    for query in ("q=\xff\xfe", "\xff", "from=\x80"):
        answer = browse.client.get("/de/offers", environ_overrides={"QUERY_STRING": query})
        assert "030 23125 100" in answer.text


def test_words_are_found_in_the_readers_own_language_too(town, browse):
    offer_id = town.offer("Frühstück")
    offers.translate(town.db, offer_id, OfferText("tr", "Kahvaltı"))
    page = browse.get("/tr/offers?q=kahvalti")
    assert "Kahvaltı" in page.text


def test_an_empty_answer_leads_on(town, browse, choir):
    page = browse.get("/de/offers?q=Einhorn")
    assert "Noch passt nichts" in page.text
    assert "/de/offers" in page.links().values() and "tel:03023125100" in page.links().values()
