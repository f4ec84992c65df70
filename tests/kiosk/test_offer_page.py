"""An offer's own page: everything a shy person asks before coming, and nothing we do not know."""

from datetime import date

import pytest

from store import offers, schedules, venues
from store.facts import OF_OFFER, OF_VENUE
from store.languages import LANGUAGES
from store.offer_texts import OfferText
from store.offers import Details
from store.times import Times

GOOD = [
    "kostenlos",
    "ohne Anmeldung",
    "viele kommen allein",
    "kein Kauf nötig",
    "Begleitung ist willkommen",
    "ohne Stufen",
    "barrierefreies WC",
    "Höranlage",
    "ruhiger Raum",
]


@pytest.fixture
def house(town):
    return town.venue("Lukashaus")


@pytest.fixture
def breakfast(town, house):
    return town.offer("Frühstück", venue_id=house)


@pytest.fixture
def read(browse):
    return lambda offer_id, query="", lang="de": browse.get(f"/{lang}/offers/{offer_id}{query}")


def facts(page):
    [listed] = [e for e in page.document.iter() if e.get("class") == "facts tall"]
    return [" ".join("".join(line.itertext()).split()) for line in listed]


def tell_everything(town, house, breakfast):
    """Say all that can be said of an offer and of its house."""
    offers.describe(
        town.db,
        breakfast,
        Details(
            age_from=28,
            age_to=59,
            cost_cents=250,
            free="no",
            phone="030 23125 111",
            website="https://haus.example/essen",
            checked_on=date(2026, 5, 2),
        ),
    )
    text = OfferText(
        "de",
        "Frühstück",
        description="Brot.\nKäse.",
        first_visit="Anna öffnet Ihnen.",
        audience="Alle, die mögen",
        times="In den Ferien nach Absprache",
    )
    offers.translate(town.db, breakfast, text)
    offers.welcome(town.db, breakfast, languages=["uk", "gsg"], situations=["alone"])
    venues.describe(town.db, house, directions="Zweimal klingeln.", facts={})


def test_everything_that_is_known_is_told(town, house, breakfast, read):
    tell_everything(town, house, breakfast)
    page = read(breakfast)
    for told in (
        "Brot. Käse.",
        "Anna öffnet Ihnen.",
        "Alle, die mögen",
        "In den Ferien nach Absprache",
        "Zweimal klingeln.",
        "2,50 €",
        "28 bis 59",
        "Deutsche Gebärdensprache und Ukrainisch",
        "030 23125 111",
        "Lukashaus Am Markt 1 33991 Musterstadt",
        "Nachbarschaftshaus",
        "haus.example/essen",
        "2. Mai 2026",
    ):
        assert told in page.text
    assert page.links()["haus.example/essen"] == "https://haus.example/essen"


def test_facts_are_said_as_yes_or_no_and_the_unknown_is_not_said(town, house, breakfast, read):
    assert facts(read(breakfast)) == []
    for value in ("yes", "no"):
        offers.describe(town.db, breakfast, Details(**dict.fromkeys(OF_OFFER, value)))
        venues.describe(town.db, house, directions="", facts=dict.fromkeys(OF_VENUE, value))
        told = facts(read(breakfast))
        assert len(told) == len(set(told)) == len(GOOD)
        assert not set(told) & set(GOOD) if value == "no" else "kostenlos" in told


def test_the_number_to_call_is_the_offers_else_its_organizations_else_ours(town, breakfast, read):
    assert "tel:03023125100" in read(breakfast).links().values()
    town.db.execute("UPDATE organization SET phone = '+493023125222'")
    page = read(breakfast)
    assert "tel:+493023125222" in page.links().values() and "030 23125222" in page.text
    offers.describe(town.db, breakfast, Details(phone="030 23125 333"))
    assert "tel:03023125333" in read(breakfast).links().values()


def test_a_text_in_another_language_says_so_and_is_marked(town, breakfast, read):
    page = read(breakfast, lang="ar")
    [article] = [e for e in page.document.iter() if e.tag.endswith("article")]
    assert (article.get("lang"), article.get("dir")) == ("de", "ltr")
    assert page.document.get("dir") == "rtl" and "Deutsch" in "".join(article.itertext())
    offers.translate(town.db, breakfast, OfferText("ls", "Früh-Stück"))
    [article] = [e for e in read(breakfast, lang="uk").document.iter() if e.tag.endswith("article")]
    assert article.get("lang") == "de-simple"
    offers.translate(town.db, breakfast, OfferText("ar", "فطور"))
    [article] = [e for e in read(breakfast, lang="ar").document.iter() if e.tag.endswith("article")]
    assert article.get("lang") is None


def test_the_next_dates_stand_there_even_if_they_are_months_away(town, read):
    party = town.offer("Heiligabend", rule=None, starts_on=date(2026, 12, 24))
    assert "Do., 24. Dez." in read(party).text
    weekly = read(town.offer("Frühstück"))
    dates = [e for e in weekly.document.iter() if e.tag.endswith("time")]
    assert len(dates) == 8
    assert dates[0].get("datetime") == "2026-05-05T14:00"


def test_the_words_of_the_organization_stand_beside_a_proposed_time(town, breakfast, read):
    proposed = Times("FREQ=WEEKLY;BYDAY=WE", date(2026, 1, 1), words="immer Mi. um 9")
    schedules.propose_again(town.db, breakfast, [proposed])
    assert "immer Mi. um 9" in read(breakfast).text


def test_without_any_date_one_is_told_to_ask(town, breakfast, read):
    town.db.execute("DELETE FROM schedule")
    page = read(breakfast)
    assert "In meinen Kalender" not in page.links()
    assert "fragen" in page.text


def test_who_came_from_a_poster_is_told_the_way_from_there(town, breakfast, read):
    poster = town.poster("Jahnplatz")
    assert "Ab Jahnplatz: 100 m" in read(breakfast, f"?from={poster.id}").text
    far = town.poster("Bahnhof", lat=52.2)
    assert "Ab Bahnhof" not in read(breakfast, f"?from={far.id}").text


def test_a_place_nobody_found_on_the_map_has_no_map(town, house, breakfast, read):
    assert any("openstreetmap" in link for link in read(breakfast).links().values())
    town.db.execute("UPDATE venue SET lat = NULL, lon = NULL, located = 'not_yet'")
    assert not any("openstreetmap" in link for link in read(breakfast).links().values())


def test_company_can_be_asked_for(breakfast, read, browse):
    address = read(breakfast).links()["Ich hätte gern Begleitung"]
    assert "Frühstück" in browse.get(address).text


@pytest.mark.parametrize("status", ["draft", "paused", "ended"])
def test_an_offer_that_is_not_published_is_a_friendly_page(town, breakfast, read, browse, status):
    town.db.execute("UPDATE offer SET status = ?", [status])
    for page in (read(breakfast), read(breakfast, ".ics"), read(breakfast + 1)):
        assert page.status == 404
        assert "030 23125 100" in page.text
    assert browse.get(f"/de/doors/company?to={breakfast}").status == 200


def test_what_people_wrote_is_only_text(town, read):
    bad = "</article><script>alert(1)</script>"
    offer_id = town.offer(bad)
    offers.translate(
        town.db, offer_id, OfferText("de", bad, description=bad, first_visit=bad, audience=bad)
    )
    page = read(offer_id)
    assert page.text.count(bad) == 4 and "<script>alert" not in page.html


def test_every_language_has_the_page(town, breakfast, read):
    for prefix, language in LANGUAGES.items():
        page = read(breakfast, lang=prefix)
        assert (page.document.get("lang"), page.document.get("dir")) == (
            language.tag,
            language.direction,
        )
