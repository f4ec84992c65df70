"""A staff card and six digits make a phone one that may hand off."""

import logging

import pytest

from outreach.phones import COOKIE
from store import devices, staff_cards
from tests.browsing import FROM_OUR_PAGE
from tests.conftest import TUESDAY
from tests.outreach.hand_off.conftest import PIN

UNKNOWN = "A" * 22


@pytest.fixture
def card(db, amira):
    """The secret on Amira's new card; her phone of before is out."""
    return staff_cards.issue(db, amira.person.id, workplace="Kasse", district_id=1, now=TUESDAY)


def hold_up(phone, secret, pin=PIN, **headers):
    sent = FROM_OUR_PAGE | headers | {"User-Agent": "Firefox/130 Android"}
    return phone.client.post("/hand-off/card", json={"secret": secret, "pin": pin}, headers=sent)


def test_a_card_and_its_digits_let_a_phone_in(db, amira, card, given):
    answer = hold_up(amira, card)
    assert answer.status_code == 201
    token = answer.json.pop("token")
    assert answer.json == {
        "name": "Amira Haddad",
        "workplace": "Kasse",
        "district": "Altstadt",
        "token": token,
    }
    assert [device.name for device in devices.for_person(db, amira.person.id)] == [
        "Firefox, Android"
    ]
    assert amira.send(given()).status_code == 401
    assert amira.send(given(), Authorization=f"Bearer {token}").status_code == 201


def test_the_plain_form_gets_its_cookie_and_no_script_reads_it(amira, card):
    answer = hold_up(amira, card)
    cookie = amira.client.get_cookie(COOKIE, path="/hand-off")
    assert cookie is not None and cookie.value == answer.json["token"]
    assert cookie.http_only and cookie.same_site == "Strict" and not cookie.secure
    assert cookie.max_age == 400 * 24 * 3600
    assert answer.headers["Cache-Control"] == "no-store"
    over_tls = hold_up(amira, card, **{"X-Forwarded-Proto": "https", "Origin": "https://localhost"})
    assert "Secure" in over_tls.headers["Set-Cookie"]


@pytest.mark.parametrize(
    ("pin", "status", "problem"),
    [
        ("314159", 422, {"problem": "wrong_pin", "tries_left": 9}),
        ("111111", 422, {"problem": "weak_pin"}),
        ("27182", 422, {"problem": "weak_pin"}),
        (271828, 422, {"problem": "not_understood", "field": "pin"}),
    ],
)
def test_what_is_wrong_with_the_digits_is_said(amira, card, pin, status, problem):
    hold_up(amira, card)
    answer = hold_up(amira, card, pin)
    assert (answer.status_code, answer.json) == (status, problem)


def test_wrong_digits_slow_down_and_end_the_card(amira, card, clock):
    hold_up(amira, card)
    hold_up(amira, card, "314159")
    soon = hold_up(amira, card)
    assert (soon.status_code, soon.json["problem"]) == (429, "too_soon")
    assert soon.headers["Retry-After"] == str(soon.json["wait_seconds"])
    for tries_left in range(8, -1, -1):
        clock.shift(3600)
        assert hold_up(amira, card, "314159").json["tries_left"] == tries_left
    clock.shift(3600)
    assert hold_up(amira, card).json == {"problem": "unknown_card"}


def test_a_dead_card_and_one_that_never_was_get_the_same_answer(db, amira, card):
    staff_cards.end(db, amira.person.id, now=TUESDAY)
    dead, unknown = hold_up(amira, card), hold_up(amira, UNKNOWN)
    assert (dead.status_code, dead.json) == (404, {"problem": "unknown_card"})
    assert (unknown.status_code, unknown.json) == (dead.status_code, dead.json)
    assert dict(unknown.headers) == dict(dead.headers)


def test_guessing_cards_is_slowed_down_for_the_whole_town(amira, card):
    answers = [hold_up(amira, UNKNOWN).status_code for _ in range(41)]
    assert answers == [404] * 40 + [429]
    assert hold_up(amira, card).json == {"problem": "too_soon", "wait_seconds": 60}


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_a_foreign_page_enrols_no_phone(db, amira, card, origin):
    answer = hold_up(amira, card, Origin=origin, **{"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, answer.json) == (403, {"problem": "not_allowed"})
    assert devices.for_person(db, amira.person.id) == []


def test_neither_secret_nor_digits_are_ever_logged(db, amira, card, caplog):
    caplog.set_level(logging.DEBUG)
    token = hold_up(amira, card).json["token"]
    hold_up(amira, card, "314159")
    db.execute("ALTER TABLE device RENAME TO broken")
    assert hold_up(amira, card).status_code in {429, 503}
    for secret in (card, PIN, "314159", token, "Haddad"):
        assert secret not in caplog.text
