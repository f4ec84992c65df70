"""The start page, the four doors and the papers: for everybody, in seven languages."""

import pytest

from outreach.app import create_app
from store.languages import LANGUAGES
from tests.browsing import Browser

DOORS = ("company", "help", "offer", "idea")
PAPERS = ("urgent", "legal", "privacy", "accessibility", "genuine")
CRISIS_NUMBERS = {"tel:112", "tel:08001110111", "tel:08001110222", "tel:116123", "tel:116117"}


@pytest.mark.parametrize(
    ("accepted", "address"), [("tr", "/tr/"), ("ar-SY,de", "/ar/"), ("pl", "/de/"), ("", "/de/")]
)
def test_the_front_door_opens_in_the_language_of_the_phone(browse, accepted, address):
    answer = browse.get("/", Accept_Language=accepted)
    assert (answer.status, answer.headers["Location"]) == (302, address)


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_every_page_speaks_and_links_every_language(town, browse, language):
    town.offer("Frühstück")
    for path in ("/", *(f"/doors/{door}" for door in DOORS), *(f"/{paper}" for paper in PAPERS)):
        page = browse.get(f"/{language.prefix}{path}")
        assert page.status == 200, path
        said = (page.document.get("lang"), page.document.get("dir"))
        assert said == (language.tag, language.direction), path
        there = {other.endonym: f"/{other.prefix}{path}" for other in LANGUAGES.values()}
        assert there.items() <= page.links().items(), path


@pytest.mark.parametrize("address", ["/xx/", "/xx/offers", "/de/nothing", "/DE/", "/de/doors/back"])
def test_a_page_that_is_not_there_leads_on(browse, address):
    page = browse.get(address)
    assert page.status == 404
    assert "/de/offers?when=today" in page.links().values()
    assert "tel:03023125100" in page.links().values()
    assert {f"/de/doors/{door}" for door in DOORS} <= set(page.links().values())


def test_a_missing_page_speaks_the_language_of_its_address_or_of_the_phone(browse):
    for address, accepted, tag in (
        ("/uk/nothing", "de", "uk"),
        ("/xx/nothing", "tr", "tr"),
        ("/nothing.php", "tr", "tr"),
    ):
        assert browse.follow(address, Accept_Language=accepted).document.get("lang") == tag


def test_every_page_names_help_in_an_emergency(browse):
    assert {"tel:112", "tel:08001110111"} <= set(browse.get("/de/legal").links().values())
    assert set(browse.get("/de/urgent").links().values()) >= CRISIS_NUMBERS


@pytest.mark.parametrize("door", DOORS)
def test_behind_each_door_stands_what_happens_next_and_whom_to_ask(browse, door):
    page = browse.get(f"/de/doors/{door}")
    assert len([e for e in page.document.iter() if e.get("class") == "next"]) == 1
    links = page.links().values()
    assert {"tel:03023125100", "mailto:begegnung@musterstadt.example"} <= set(links)


def test_start_shows_what_is_still_on_today(town, browse):
    town.offer("Frühstück", at="08:00", until="09:00")
    town.offer("Spaziergang", at="15:00")
    town.offer("Chor", rule="FREQ=WEEKLY;BYDAY=WE")
    page = browse.get("/de/")
    assert "Spaziergang" in page.text
    assert "Frühstück" not in page.text and "Chor" not in page.text


def with_office(folder, own):
    office = folder / "office.toml"
    office.write_text(own + office.read_text("utf-8"), "utf-8")
    return Browser(create_app(folder).test_client())


def test_the_papers_say_what_this_town_filled_in(folder):
    own = 'legal_notice = "Rathausplatz 1"\naccessibility_authority = "Ombudsstelle NRW"\n'
    own += 'data_protection_contact = "Frau Datenschutz"\nsponsor = "Gefördert vom Land"\n'
    browse = with_office(folder, own)
    for paper, told in (
        ("legal", "Rathausplatz 1"),
        ("accessibility", "Ombudsstelle NRW"),
        ("privacy", "Frau Datenschutz"),
        ("urgent", "Gefördert vom Land"),
    ):
        assert told in browse.get(f"/tr/{paper}").text


def test_a_town_may_offer_fewer_languages(folder):
    browse = with_office(folder, 'languages = ["tr", "de"]\n')
    assert browse.get("/", Accept_Language="ru").headers["Location"] == "/tr/"
    assert browse.get("/ru/").status == 404
    assert "Русский" not in browse.get("/tr/").links()


def test_whether_the_server_answers_can_be_asked(browse):
    answer = browse.client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
