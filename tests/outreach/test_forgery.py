"""A form is taken from our own page and for its own session only."""

from datetime import timedelta

import pytest

from store import sessions
from tests.cast import PASSWORD
from tests.conftest import TUESDAY

FOREIGN = [
    {"Sec_Fetch_Site": "cross-site", "Origin": "https://evil.example"},
    {"Sec_Fetch_Site": "same-site", "Origin": ""},
    {"Sec_Fetch_Site": "none", "Origin": ""},
    {"Sec_Fetch_Site": "", "Origin": "https://evil.example"},
    {"Sec_Fetch_Site": "", "Origin": "https://localhost"},
    {"Sec_Fetch_Site": "", "Origin": "null"},
    {"Sec_Fetch_Site": "", "Origin": ""},
    {"Sec_Fetch_Site": "same-origin", "Origin": "https://evil.example"},
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_form_from_elsewhere_changes_nothing(browse, db, petra, headers):
    desk = browse.as_(petra)
    address, fields = desk.get("/desk").form("Abmelden")
    page = desk.post(address, fields, **headers)
    assert (page.status, "haben wir nichts geändert" in page.text) == (403, True)
    assert sessions.opened_by(db, petra.token, now=TUESDAY)


@pytest.mark.parametrize("headers", FOREIGN)
def test_nobody_is_signed_in_from_elsewhere(browse, petra, headers):
    fields = {"email": petra.email, "password": PASSWORD}
    assert browse.post("/sign-in", fields, **headers).status == 403


@pytest.mark.parametrize("headers", [{"Origin": ""}, {"Origin": "null"}, {"Sec_Fetch_Site": ""}])
def test_one_honest_sign_of_our_own_page_is_enough(browse, petra, headers):
    desk = browse.as_(petra)
    address, fields = desk.get("/desk").form("Abmelden")
    assert desk.post(address, fields, **headers).status == 303


def test_a_form_without_its_token_or_with_another_sessions_is_refused(browse, db, petra, jonas):
    desk = browse.as_(petra)
    address, fields = desk.get("/desk").form("Abmelden")
    _, of_jonas = browse.as_(jonas).get("/pilot").form("Abmelden")
    nonce, proof = fields["form_token"].split(".")
    poor = ("", "x", f"{nonce}.", f"{nonce}.{proof[::-1]}", f"ü.{proof}", of_jonas["form_token"])
    for sent in ({}, *({"form_token": token} for token in poor)):
        assert desk.post(address, sent).status == 403
    assert sessions.opened_by(db, petra.token, now=TUESDAY)
    assert desk.post(address, fields).status == 303


def test_a_form_of_another_day_still_works(browse, clock, jonas):
    phone = browse.as_(jonas)
    page = phone.get("/pilot")
    clock.shift(timedelta(days=20))
    assert "abgemeldet" in phone.submit(page, "Abmelden").text


def test_a_beacon_answers_strangers_as_ever(browse):
    answer = browse.client.post("/steps/call", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 204
