"""Somebody asks for company, sees how things stand, and takes it back."""

import pytest

from store import office_keys, referrals, sealing
from store.languages import LANGUAGES
from tests.full_disk import full_disk

TOLD = {"name": "Rosa", "contact": "030 23125 777", "agrees": "yes", "spoken": "tr"}


def ask(browse, **changed):
    return browse.post("/de/doors/company?from=1", {**TOLD, **changed})


@pytest.fixture
def asked(town, browse):
    town.poster()
    page = ask(browse, comes_along="yes", best_time="evening")
    assert page.status == 200
    [referral] = referrals.due(town.db)
    return page, referral


def test_a_name_and_a_number_are_enough(asked):
    page, referral = asked
    assert (referral.language, referral.best_time, referral.comes_along) == ("tr", "evening", True)
    assert f"{referral.code[:3]}-{referral.code[3:]}" in page.text


def test_what_was_told_is_sealed_for_the_office(asked, folder):
    _, referral = asked
    for file in folder.iterdir():
        assert b"Rosa" not in file.read_bytes(), file.name
    told = sealing.read(
        sealing.open_keys(folder), office_keys.private(folder), referral.record, referral.box
    )
    assert told == {"name": "Rosa", "contact": "030 23125 777"}


@pytest.mark.parametrize("missing", [{"name": ""}, {"contact": "morgen"}, {"agrees": ""}])
def test_what_is_missing_is_named_and_what_was_typed_stays(town, browse, missing):
    page = ask(browse, **missing)
    assert page.status == 422
    typed = {**TOLD, **missing}
    assert f'value="{typed["name"]}"' in page.html and typed["contact"] in page.html
    assert "Bitte" in page.text and referrals.due(town.db) == []


def test_sending_twice_is_one_request(town, browse):
    page = browse.get("/de/doors/company")
    [record] = [e.get("value") for e in page.document.iter() if e.get("name") == "record"]
    for _ in range(2):
        assert ask(browse, record=record).status == 200
    assert len(referrals.due(town.db)) == 1


def test_a_foreign_page_cannot_ask_in_somebodys_name(town, browse):
    page = browse.post("/de/doors/company", TOLD, Sec_Fetch_Site="cross-site")
    assert page.status == 403 and referrals.due(town.db) == []


def test_a_full_disk_is_said_and_loses_no_word(town, browse):
    browse.get("/de/doors/company")
    with full_disk():
        page = ask(browse)
    assert page.status == 503 and 'value="Rosa"' in page.html
    assert ask(browse).status == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_shows_how_things_stand_in_every_language(asked, browse, language):
    _, referral = asked
    assert browse.get(f"/{language}/c/{referral.code}").status == 200
    page = browse.get(f"/{language}/c/{referral.code}")
    assert "Rosa" not in page.html and "777" not in page.html


def test_the_same_code_takes_everything_back(asked, town, browse):
    _, referral = asked
    page = browse.follow(f"/c/{referral.code.lower()}")
    page = browse.submit(page, "Jetzt löschen")
    assert "gelöscht" in page.text
    assert referrals.get(town.db, referral.id).box is None


def test_guessing_codes_is_slowed_down_and_tells_nothing(town, browse):
    answers = {browse.get("/de/c/ZZZZZ").status for _ in range(70)}
    assert answers == {404, 429}
