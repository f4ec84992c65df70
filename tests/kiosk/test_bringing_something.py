"""Somebody would like to help, has an offer or an idea, and brings it to one of the doors."""

import logging

import pytest

from kiosk.proposals import PROPOSALS_AT_ONCE
from store import districts, office_keys, proposals, sealing
from store.languages import LANGUAGES
from tests.full_disk import full_disk
from tests.kiosk.test_nobody_is_remembered import ADDRESS, HEADERS, PLANTED, everything_written

BROUGHT = {
    "help": {"name": "Rosa", "contact": "rosa@muster.example", "languages": "Türkçe, Deutsch"},
    "offer": {
        "what": "Skat am Fenster",
        "where": "Lukashaus, Am Markt 1",
        "when": "jeden Dienstag, 14 Uhr",
        "name": "Rosa Beispiel",
        "contact": "030 23125 777",
    },
    "idea": {"what": "Eine Bank vor der Bücherei\nmit Lampe"},
}


def bring(browse, door, language="de", **changed):
    return browse.post(f"/{language}/doors/{door}", {**BROUGHT[door], **changed})


def opened(town, folder):
    [found] = proposals.to_do(town.db)
    private, keys = office_keys.private(folder), sealing.open_keys(folder)
    return found, proposals.open_(keys, private, found)


@pytest.mark.parametrize("door", proposals.DOORS)
def test_what_is_brought_reaches_the_office_and_nobody_else(town, browse, folder, door):
    assert "innerhalb einer Woche" in bring(browse, door).text
    found, told = opened(town, folder)
    assert (found.door, found.language, found.is_new()) == (door, "de", True)
    assert told == BROUGHT[door]
    words = [word for said in told.values() for word in said.split() if len(word) > 5]
    for file in folder.iterdir():
        assert not [word for word in words if word.encode() in file.read_bytes()], file.name


def test_district_and_language_can_be_read_to_see_who_is_not_reached(town, browse, folder):
    districts.named(town.db, "Altstadt")
    bring(browse, "help", "tr", district="Altstadt")
    found, _ = opened(town, folder)
    assert (found.language, found.district) == ("tr", "Altstadt")


@pytest.mark.parametrize(
    ("door", "wrong", "said"),
    [
        ("help", {"name": " "}, "Ein Vorname genügt"),
        ("help", {"contact": "morgen"}, "eine Telefonnummer oder E-Mail-Adresse"),
        ("offer", {"when": ""}, "Bitte sagen Sie uns, wann"),
        ("idea", {"what": ""}, "Bitte sagen Sie uns in ein paar Worten"),
        ("idea", {"contact": "egal"}, "eine Telefonnummer oder E-Mail-Adresse"),
        ("idea", {"what": "Bank " * 301}, "mehr, als hier hineinpasst"),
        ("idea", {"what": "🪑" * 1400}, "mehr, als hier hineinpasst"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(town, browse, door, wrong, said):
    page = bring(browse, door, **wrong)
    assert page.status == 422 and said in page.text
    for typed in {**BROUGHT[door], **wrong}.values():
        assert typed.strip() in page.html
    assert proposals.waiting(town.db) == 0


def test_an_idea_needs_no_name(town, browse, folder):
    page = bring(browse, "idea")
    assert "keine Adresse angegeben" in page.text
    assert "keine Adresse" not in bring(browse, "idea", contact="rosa@muster.example").text


def test_sending_twice_is_one_proposal(town, browse):
    page = browse.get("/de/doors/help")
    [record] = [e.get("value") for e in page.document.iter() if e.get("name") == "record"]
    for _ in range(2):
        assert bring(browse, "help", record=record).status == 200
    assert proposals.waiting(town.db) == 1


def test_a_foreign_page_brings_nothing(town, browse):
    page = browse.post("/de/doors/idea", BROUGHT["idea"], Sec_Fetch_Site="cross-site")
    assert page.status == 403 and proposals.waiting(town.db) == 0


def test_a_full_disk_is_said_and_loses_no_word(town, browse):
    browse.get("/de/doors/offer")
    with full_disk():
        page = bring(browse, "offer")
    assert page.status == 503 and "Es ist nichts verloren" in page.text
    assert "Skat am Fenster" in page.html and 'value="Rosa Beispiel"' in page.html
    assert bring(browse, "offer").status == 200


def test_too_many_at_once_have_to_wait_and_keep_what_they_typed(town, browse):
    answers = [bring(browse, "idea") for _ in range(PROPOSALS_AT_ONCE + 1)]
    assert {page.status for page in answers[:-1]} == {200}
    assert answers[-1].status == 429 and "Bank vor der Bücherei" in answers[-1].html


def test_who_brought_it_is_written_down_nowhere(town, browse, folder, caplog):
    caplog.set_level(logging.DEBUG)
    sent = {"data": BROUGHT["idea"], "environ_overrides": {"REMOTE_ADDR": ADDRESS}}
    ours = {**HEADERS, "Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
    assert browse.client.post("/de/doors/idea", headers=ours, **sent).status_code == 200
    town.db.execute("DROP TABLE allowance")
    browse.client.post("/de/doors/idea", headers=ours, **sent)
    written = everything_written(folder, caplog)
    assert b"a page could not be made" in written
    assert [planted for planted in PLANTED if planted.encode() in written] == []
    assert b"cherei" not in written


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("door", proposals.DOORS)
def test_the_doors_speak_every_language(town, browse, language, door):
    page = browse.get(f"/{language}/doors/{door}")
    assert page.status == 200 and page.document.get("lang") == LANGUAGES[language].tag
    assert bring(browse, door, language).status == 200
