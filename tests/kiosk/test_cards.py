"""Somebody was given a card. They decide: look, ask, or say that they want nothing."""

import pytest

from store import cards, codes, referrals
from store.cards import Card
from store.languages import LANGUAGES
from tests.conftest import TUESDAY
from tests.full_disk import full_disk
from tests.kiosk.conftest import ROSA, TYPED, told

ALSO_TOLD = {"name": "Rosalind", "contact": "rosalind@beispiel.example"}
DECIDE = "Sie haben diese Karte bekommen. Sie entscheiden."


def test_a_card_leads_to_a_free_choice(town, card, browse):
    town.venue()
    for address in (f"/C/{card}", f"/c/{codes.printed(card).lower()}", f"/k/{card}"):
        page = browse.follow(address)
        assert (page.status, DECIDE in page.text) == (200, True), address
    assert {f"/de/c/{card}/call", f"/de/c/{card}/company"} <= set(page.links().values())
    assert "Altstadt" in page.text and 'action="/de/offers"' in page.html
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wanted", ["", "/call", "/company"])
def test_its_pages_speak_every_language_and_are_light(card, browse, language, wanted):
    page = browse.get(f"/{language}/c/{card}{wanted}", Accept_Encoding="gzip")
    assert page.status == 200
    assert int(page.headers["Content-Length"]) <= 12_000
    assert page.document.get("lang") == LANGUAGES[language].tag
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize(("wanted", "comes_along"), [("call", False), ("company", True)])
def test_asking_takes_the_door_into_the_request(db, card, browse, folder, wanted, comes_along, ask):
    page = browse.get(f"/de/c/{card}/{wanted}")
    assert ('name="comes_along" value="yes" checked' in page.html) == comes_along
    page = ask(card, wanted, **({"comes_along": "yes"} if comes_along else {}))
    assert codes.printed(card) in page.text and "Heben Sie die Karte gut auf" in page.text
    asked = referrals.by_code(db, card)
    assert (asked.channel, asked.language, asked.comes_along) == ("card", "tr", comes_along)
    assert told(db, folder, card) == ROSA
    assert cards.get(db, card).answer == wanted


def test_what_is_missing_is_named_and_what_was_typed_stays(db, card, ask):
    page = ask(card, contact="morgen")
    assert page.status == 422 and "Bitte" in page.text and 'value="Rosa"' in page.html
    assert cards.get(db, card).answer is None


def test_nothing_is_an_answer_too_and_can_be_thought_over(db, card, browse, ask):
    page = browse.submit(browse.get(f"/de/c/{card}"), "Nichts davon, danke")
    assert "Danke. Über Sie ist nichts gespeichert." in page.text
    assert cards.get(db, card).answer == "nothing" and referrals.due(db) == []
    assert ask(card, "call").status == 200
    assert referrals.by_code(db, card).state == "handed_off"


def test_who_comes_second_reads_why_and_nothing_of_theirs_is_kept(db, card, browse, folder, ask):
    late = browse.get(f"/de/c/{card}")
    assert ask(card, "call").status == 200
    for page in (
        ask(card, **ALSO_TOLD),
        browse.submit(late, "Nichts davon, danke"),
    ):
        assert page.status == 409
        assert "Mit dieser Karte hat sich schon jemand bei uns gemeldet." in page.text
    assert browse.get(f"/de/c/{card}/company").status == 302
    assert len(referrals.due(db)) == 1 and told(db, folder, card)["name"] == "Rosa"


def test_a_second_tap_is_the_same_request(db, card, ask):
    record = "0b7c32d8-3c9b-4d4f-9f0e-7c5e3a9a8f11"
    assert [ask(card, record=record).status for _ in range(2)] == [200, 200]
    assert len(referrals.due(db)) == 1


def test_who_holds_a_card_cannot_be_made_to_ask_by_a_foreign_page(db, card, browse):
    for address in ("nothing", "company", "call", "correction", "withdrawal"):
        page = browse.post(f"/de/c/{card}/{address}", TYPED, Sec_Fetch_Site="cross-site")
        assert page.status == 403, address
    assert cards.get(db, card) == Card(card, None, None)


def test_a_full_disk_is_said_and_loses_no_word(card, browse, ask):
    browse.get(f"/de/c/{card}/call")
    with full_disk():
        page = ask(card)
    assert page.status == 503 and 'value="Rosa"' in page.html
    assert ask(card).status == 200


def test_what_is_unknown_unissued_or_gone_looks_the_same(db, town, card, browse):
    [gone] = cards.print_run(db, count=1, languages=("de", "tr"), holder_id=None, now=TUESDAY)
    cards.call_off(db, [gone])
    unissued = next(code for code in codes.meant_by("ZZZZZ") if code != card)
    wrong = ("ZZZZZ", unissued, gone, codes.issue(db, now=TUESDAY), town.poster().code)
    for path in ("", "/call", "/company", "/correction"):
        pages = {browse.get(f"/de/c/{code}{path}").html.replace(code, "") for code in wrong}
        assert len(pages) == 1, path
    for path in ("nothing", "call", "company", "correction", "withdrawal"):
        answers = [browse.post(f"/de/c/{code}/{path}", TYPED) for code in wrong]
        assert {answer.status for answer in answers} == {404}, path
        assert len({a.html.replace(code, "") for a, code in zip(answers, wrong, strict=True)}) == 1
    assert "Diesen Code kennen wir nicht" in answers[0].text


@pytest.mark.parametrize("path", ["", "/call", "/company", "/correction"])
def test_while_too_much_is_guessed_the_right_code_says_nothing_either(card, browse, path):
    answers = [browse.get(f"/de/c/ZZZZZ{path}").status for _ in range(61)]
    assert answers == [404] * 60 + [429]
    assert browse.get(f"/de/c/{card}{path}").status == 429


def test_too_many_guesses_cost_nobody_what_they_typed(db, card, browse, clock, ask):
    for _ in range(61):
        browse.get("/de/c/ZZZZZ")
    page = ask(card)
    assert page.status == 429 and 'value="Rosa"' in page.html and cards.get(db, card).answer is None
    clock.shift(60)
    assert ask(card).status == 200
