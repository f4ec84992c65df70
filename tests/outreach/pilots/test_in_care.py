"""A request in Jonas's care: the contact, the attempts, help, and ways to end it."""

import pytest

from store import events, referrals, withdrawals
from tests.conftest import TUESDAY
from tests.requests import TOLD, keys_of

AFTER = {
    "contact": {},
    "attempts": {"channel": "call", "was_reached": "yes"},
    "help": {},
    "return": {},
    "end": {"state": "passed_on"},
    "visit": {"offer": "1", "schedule": "1", "day": "2026-05-12"},
    "visit/new-date": {},
    "visit/end": {},
    "visit/answers": {"went": "not"},
}


@pytest.fixture
def room(browse, jonas):
    return browse.as_(jonas)


@pytest.fixture
def address(accepted):
    return f"/pilot/referrals/{accepted.id}"


def token_of(page):
    return page.form("Abmelden")[1]


def test_the_contact_opens_by_a_button_and_the_person_sees_it(db, room, browse, accepted, address):
    page = room.get(address)
    assert "Rosa" not in page.html
    page = room.submit(page, "Name und Kontakt zeigen")
    assert "Rosa Beispiel" in page.text
    assert page.links()["Anrufen"] == "tel:03023125777"
    looked = events.for_referral(db, accepted.id)[-1]
    assert (looked.what, looked.by_role) == ("looked", "pilot")
    assert "Rosa" not in room.get(address).html
    assert browse.get(f"/de/c/{accepted.code}").text.count("gelesen") == 1


def test_every_way_into_anothers_request_is_closed(accepted, address, browse, mira, db):
    phone = browse.as_(mira)
    token = token_of(phone.get("/pilot"))
    for path in (address, f"{address}/dates"):
        assert phone.get(path).status == 404
    before = events.for_referral(db, accepted.id)
    for path, fields in AFTER.items():
        answer = phone.post(f"{address}/{path}", token | fields)
        assert (answer.status, "Rosa" in answer.html) == (404, False), path
    assert events.for_referral(db, accepted.id) == before


def test_attempts_are_listed_and_enough_of_them_offer_an_end(room, address, state, clock):
    page = room.get(address)
    for channel in ("call", "message", "call"):
        assert "Dabei belassen" not in page.html.replace("dürfen Sie es dabei belassen", "")
        page = room.submit(page, "Nicht erreicht", channel=channel, was_reached="no")
        clock.shift(120)
    assert page.text.count("nicht erreicht") >= 3 and state() == "accepted"
    page = room.submit(page, "Dabei belassen", state="not_reached")
    assert (state(), "Mehr muss nicht sein" in page.text) == ("not_reached", True)


def test_not_reached_cannot_be_said_before_enough_was_tried(room, address, state):
    fields = token_of(room.get(address)) | {"state": "not_reached"}
    answer = room.post(f"{address}/end", fields)
    assert (answer.status, state()) == (409, "accepted")
    assert "Das hat sich inzwischen geändert" in answer.text


def test_an_attempt_without_a_channel_is_asked_for(room, address, state):
    page = room.get(address)
    action, fields = page.form("Erreicht")
    answer = room.post(action, {k: v for k, v in fields.items() if k == "form_token"})
    assert (answer.status, state()) == (422, "accepted")
    assert "wie Sie es versucht haben" in answer.text


def test_who_is_reached_looks_for_a_date(room, address, state):
    page = room.submit(room.get(address), "Erreicht", channel="call", was_reached="yes")
    assert state() == "reached" and "Termin suchen" in page.links()


def test_help_goes_to_the_office_with_the_crisis_numbers_beside(db, room, accepted, address):
    page = room.get(address)
    assert {"tel:112", "tel:08001110111", "tel:116117"} <= set(page.links().values())
    page = room.submit(page, "Ich brauche Hilfe dabei", text="Sie weint viel")
    assert "Das Büro weiß Bescheid, seit" in page.text
    wanted = events.for_referral(db, accepted.id)[-1]
    assert (wanted.what, wanted.text) == ("help_wanted", "Sie weint viel")
    assert referrals.get(db, accepted.id).help_wanted_at == TUESDAY


def test_what_is_given_back_is_gone_and_waits_for_others(room, address, state):
    page = room.submit(room.get(address), "Anfrage zurückgeben", text="Ich bin krank")
    assert state() == "handed_off" and "Danke, dass Sie Bescheid sagen" in page.text
    assert room.get(address).status == 404


def test_an_end_has_a_reason_and_closes_the_contact(db, room, reached, address, state):
    page = room.get(address)
    page = room.submit(page, "Beenden", state="declined", text="Sie hat Besuch bekommen")
    assert state() == "declined" and "Die Person möchte nicht mehr" in page.text
    assert events.for_referral(db, reached.id)[-1].text == "Sie hat Besuch bekommen"
    answer = room.post(f"{address}/contact", token_of(page))
    assert (answer.status, "Rosa" in answer.html) == (409, False)


@pytest.mark.parametrize("end", ["withdrawn", "no_pilot", "arranged", "", "declined"])
def test_only_a_pilots_own_ends_that_fit_can_be_chosen(room, address, state, end):
    fields = token_of(room.get(address)) | {"state": end}
    answer = room.post(f"{address}/end", fields)
    assert (answer.status, state()) == (409, "accepted")


def test_who_withdraws_meanwhile_is_told_kindly_with_nothing_left(
    db, folder, room, accepted, address
):
    page = room.get(address)
    withdrawals.withdraw(db, keys_of(folder), accepted.id, now=TUESDAY)
    for button, fields in (
        ("Name und Kontakt zeigen", {}),
        ("Erreicht", AFTER["attempts"]),
        ("Anfrage zurückgeben", {}),
        ("Beenden", {"state": "passed_on"}),
    ):
        answer = room.submit(page, button, **fields)
        assert answer.status == 409, button
        assert "hat ihre Anfrage zurückgezogen" in answer.text
        assert not [told for told in TOLD.values() if told in answer.html]
    assert room.get(address).status == 200


def test_the_person_can_be_given_the_way_to_see_and_erase(room, accepted, address, browse):
    links = room.get(address).links()
    assert links[f"muster.example/c/{accepted.code}"] == f"/c/{accepted.code}"
    assert browse.follow(f"/c/{accepted.code}").status == 200


def test_htmx_gets_the_part_with_the_same_truth(room, address):
    page = room.get(address)
    action, fields = page.form("Name und Kontakt zeigen")
    headers = {"HX-Request": "true", "Sec-Fetch-Site": "same-origin"}
    part = room.client.post(action, data=fields, headers=headers)
    assert part.text.strip().startswith("<article") and "Rosa" in part.text
    assert "HX-Request" in part.headers["Vary"] and part.headers["Cache-Control"] == "no-store"
