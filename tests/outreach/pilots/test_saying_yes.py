"""Jonas and Mira see who waits, and only one of them can say yes."""

from datetime import timedelta

import pytest

from store import accepting, districts, pilots, referrals, withdrawals
from tests.conftest import TUESDAY
from tests.requests import TOLD, keys_of, request


@pytest.fixture
def room(browse, jonas):
    return browse.as_(jonas)


def test_an_empty_room_is_kind(room):
    assert "Im Moment wartet niemand" in room.get("/pilot").text


def test_who_waits_has_no_name_no_contact_and_no_code(asked, room):
    page = room.get("/pilot")
    assert "Spricht Deutsch" in page.text and "Ich sage zu" in page.text
    secrets = (*TOLD.values(), asked.code, f"{asked.code[:3]}-{asked.code[3:]}")
    assert not [secret for secret in secrets if secret in page.html]
    assert room.get(f"/pilot/referrals/{asked.id}").status == 404


def test_what_suits_stands_first_and_nothing_is_hidden(db, folder, town, room, jonas):
    nordfeld = districts.named(db, "Nordfeld")
    districts.named(db, "Altstadt")
    told = {"languages": ["de"], "districts": ["Altstadt"], "times": ["evening"]}
    pilots.describe(db, jonas.id, capacity=2, **told)
    request(db, folder, language="tr", district_id=nordfeld.id, best_time="morning")
    request(db, folder, district_id=nordfeld.id)
    assert "Passt vielleicht auch" in room.get("/pilot").text
    request(db, folder, best_time="evening")
    text = room.get("/pilot").text
    fits, perhaps = text.split("Passt vielleicht auch")
    assert "abends" in fits and "Türkisch" not in fits
    assert perhaps.index("anderer Stadtteil") < perhaps.index("andere Sprache")
    assert "andere Zeit" in perhaps


def test_a_yes_leads_to_the_request(asked, room, state):
    page = room.submit(room.get("/pilot"), "Ich sage zu")
    assert "Danke für Ihre Zusage" in page.text and state() == "accepted"
    assert "Melden Sie sich zum ersten Mal" in page.text


def test_who_was_slower_is_told_in_words(db, asked, room, mira):
    page = room.get("/pilot")
    accepting.accept(db, asked.id, by=mira.id, now=TUESDAY)
    answer = room.submit(page, "Ich sage zu")
    assert (answer.status, "Jemand war schneller" in answer.text) == (409, True)
    assert "Guten Tag, Jonas Brandt" in answer.text


def test_who_withdrew_in_this_moment_is_told_in_words(db, folder, asked, room):
    page = room.get("/pilot")
    withdrawals.withdraw(db, keys_of(folder), asked.id, now=TUESDAY)
    answer = room.submit(page, "Ich sage zu")
    assert (answer.status, "sucht nicht mehr nach Begleitung" in answer.text) == (409, True)


def test_who_has_no_room_left_is_told_and_can_change_that(db, folder, accepted, room, jonas):
    other = request(db, folder)
    page = room.get("/pilot")
    pilots.describe(db, jonas.id, capacity=1, languages=[], districts=[], times=[])
    answer = room.submit(page, "Ich sage zu")
    assert (answer.status, "so viele Menschen, wie Sie wollten" in answer.text) == (409, True)
    assert answer.links()["Das ändern"] == "/pilot/profile"
    assert referrals.get(db, other.id).state == "handed_off"


def test_a_yes_without_a_genuine_form_is_none(asked, room, state):
    answer = room.post(f"/pilot/referrals/{asked.id}/acceptance", {})
    assert (answer.status, state()) == (403, "handed_off")


def test_the_most_urgent_stands_on_top_with_one_button(db, folder, reached, room, jonas):
    later = accepting.accept(db, request(db, folder).id, by=jonas.id, now=TUESDAY)
    text = room.get("/pilot").text
    assert text.index(later.code[:3]) < text.index(reached.code[:3])
    db.execute("UPDATE referral SET due_on = '2026-05-01' WHERE id = ?", [reached.id])
    text = room.get("/pilot").text
    assert text.index(reached.code[:3]) < text.index(later.code[:3])
    assert "Fällig seit Fr., 1. Mai" in text


def test_mira_sees_nothing_of_jonass(accepted, browse, mira):
    page = browse.as_(mira).get("/pilot")
    assert accepted.code[:3] not in page.html and "Im Moment wartet niemand" in page.text


def test_who_withdrew_is_shown_kindly_for_two_weeks(db, folder, accepted, room, clock):
    withdrawals.withdraw(db, keys_of(folder), accepted.id, now=TUESDAY)
    assert "von der Person zurückgezogen" in room.get("/pilot").text
    clock.shift(timedelta(days=15))
    assert "zurückgezogen" not in room.get("/pilot").text
