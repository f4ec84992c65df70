"""Jonas and Petra with passkeys, in a real browser with an authenticator, at a real server."""

import re
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from outreach import session_cookie
from outreach.sign_in import attempt_cookie
from store import invitations, passkeys, sessions
from store.errors import NotFound
from tests.authenticator import open_device
from tests.cast import PASSWORD, enrol
from tests.chromium import open_page
from tests.serving import serving
from tests.until import until

REFUSED = "Diesen Passkey kennen wir nicht mehr"


@pytest.fixture
def town_hall(folder):
    """The office's server, under the name that passkeys are possible on in development."""
    with serving(folder) as address:
        yield address.replace("127.0.0.1", "localhost")


@pytest.fixture
def phone(chromium):
    """Jonas's phone."""
    with open_device(chromium) as device:
        yield device


@pytest.fixture
def jonas(db, town_hall, phone):
    """Jonas Brandt, who has come in by a passkey on his phone and is signed out again."""
    link = invitations.invite(
        db, role="pilot", name="Jonas Brandt", email="", now=datetime.now(UTC)
    )
    phone.page.goto(f"{town_hall}/invitation/{link}")
    phone.press("Los geht’s")
    phone.press("Passkey einrichten")
    phone.page.get_by_role("heading", name="Ihre Ersatz-Codes").wait_for()
    expect(phone.page.locator(".recovery li")).to_have_count(10)
    phone.page.get_by_role("link", name="Ich habe sie, weiter").click()
    # He is in; what is missing are only the dates of his training.
    phone.page.get_by_role("heading", name="Erst die Schulung").wait_for()
    sign_out(phone)
    return 1


def sign_out(phone):
    phone.press("Abmelden")
    phone.page.get_by_text("Sie sind abgemeldet").wait_for()


def sign_in(phone, town_hall):
    phone.page.goto(f"{town_hall}/sign-in")
    phone.press("Mit Passkey anmelden")


def token(phone, name=session_cookie.NAME):
    return next((c["value"] for c in phone.page.context.cookies() if c["name"] == name), "")


def asked(phone, town_hall, path="/sign-in/passkey/challenge", **form):
    """The options of a fresh challenge, whose cookie the phone keeps."""
    answer = phone.page.context.request.post(
        town_hall + path, headers={"Origin": town_hall}, form=form
    )
    assert answer.ok
    return answer.json()


def send(phone, town_hall, credential, path="/sign-in/passkey", **form):
    return phone.page.context.request.post(
        town_hall + path,
        headers={"Origin": town_hall},
        form={"credential": credential, **form},
        max_redirects=0,
    )


def test_a_passkey_opens_the_door_without_a_word_typed(db, town_hall, phone, jonas):
    phone.page.context.add_cookies(
        [{"name": session_cookie.NAME, "value": "planted", "url": town_hall}]
    )
    sign_in(phone, town_hall)
    phone.page.wait_for_url(f"{town_hall}/pilot")
    assert token(phone) not in ("", "planted")
    assert sessions.opened_by(db, token(phone), now=datetime.now(UTC)).person.id == jonas
    with pytest.raises(NotFound):
        sessions.opened_by(db, "planted", now=datetime.now(UTC))
    assert token(phone, attempt_cookie.NAME) == "", "an attempt that succeeded is over"


def test_what_was_signed_once_opens_nothing_again(db, town_hall, phone, jonas):
    with phone.page.expect_request("**/sign-in/passkey") as sent:
        sign_in(phone, town_hall)
    phone.page.wait_for_url(f"{town_hall}/pilot")
    [credential] = parse_qs(sent.value.post_data)["credential"]
    attempt = SimpleCookie(sent.value.all_headers()["cookie"])[attempt_cookie.NAME].value
    sign_out(phone)

    phone.page.context.add_cookies(
        [{"name": attempt_cookie.NAME, "value": attempt, "url": town_hall}]
    )
    again = send(phone, town_hall, credential)
    assert (again.status, REFUSED in again.text()) == (422, True)
    asked(phone, town_hall)
    assert token(phone, attempt_cookie.NAME) != attempt
    assert send(phone, town_hall, credential).status == 422
    assert token(phone) == ""
    # It did not even come to counting.
    assert [key.is_doubted for key in passkeys.for_person(db, jonas)] == [False]


def test_another_origin_and_a_strangers_finger_sign_in_vain(folder, town_hall, phone, jonas):
    phone.page.goto(f"{town_hall}/sign-in")
    ours = phone.sign(asked(phone, town_hall))
    assert send(phone, town_hall, ours).status == 303
    phone.page.context.clear_cookies()

    phone.page.goto(f"{town_hall}/sign-in")
    phone.know_owner(False)
    unseen = phone.sign(asked(phone, town_hall), verification="discouraged")
    assert send(phone, town_hall, unseen).status == 422
    phone.press("Mit Passkey anmelden")
    phone.page.get_by_text("Das hat nicht geklappt.").wait_for()
    phone.know_owner(True)

    with serving(folder) as elsewhere:
        phone.page.goto(f"{elsewhere.replace('127.0.0.1', 'localhost')}/sign-in")
        foreign = phone.sign(asked(phone, town_hall))
        assert send(phone, town_hall, foreign).status == 422


def test_the_challenge_of_another_browser_is_not_answered_here(chromium, town_hall, phone, jonas):
    phone.page.goto(f"{town_hall}/sign-in")
    signed = phone.sign(asked(phone, town_hall))
    with open_device(chromium) as stranger:
        assert send(stranger, town_hall, signed).status == 422
        asked(stranger, town_hall)
        assert send(stranger, town_hall, signed).status == 422


def test_a_passkey_that_counts_backwards_is_closed_for_good(db, town_hall, phone, jonas):
    sign_in(phone, town_hall)
    phone.page.wait_for_url(f"{town_hall}/pilot")
    sign_out(phone)
    [passkey] = phone.passkeys()
    assert passkey["signCount"] >= 2
    phone.put_back(passkey, sign_count=passkey["signCount"] - 1)
    sign_in(phone, town_hall)
    phone.page.get_by_text(REFUSED).wait_for()
    assert [key.is_doubted for key in passkeys.for_person(db, jonas)] == [True]

    phone.put_back(passkey, sign_count=100)
    sign_in(phone, town_hall)
    phone.page.get_by_text(REFUSED).wait_for()
    assert token(phone) == ""


def test_petra_adds_a_passkey_and_takes_it_away(db, folder, town_hall, phone):
    petra = enrol(db, folder, role="coordinator", name="Petra Sommer", now=datetime.now(UTC))
    phone.page.context.add_cookies(
        [{"name": session_cookie.NAME, "value": petra.token, "url": town_hall}]
    )
    phone.page.goto(f"{town_hall}/account")
    # An hour after she signed in, an open desk is not enough.
    expect(phone.page.get_by_role("button", name="Passkey hinzufügen")).to_be_hidden()
    passkey_section = phone.page.get_by_role("region", name="Passkeys")
    passkey_section.get_by_role("link", name="Zuerst bestätigen, dass Sie es sind").click()
    phone.page.get_by_label("Passwort").fill(PASSWORD)
    phone.page.get_by_label("Der Code von Ihrem Telefon").fill(petra.code(datetime.now(UTC)))
    phone.press("Bestätigen")
    phone.press("Passkey hinzufügen")
    passkey_section.get_by_text("Chrome, Android").wait_for()
    phone.press("Passkey hinzufügen")
    phone.page.get_by_text("Auf diesem Gerät haben Sie schon einen Passkey.").wait_for()

    phone.press("Abmelden")
    phone.press("Mit Passkey anmelden")
    phone.page.wait_for_url(f"{town_hall}/desk")
    phone.page.goto(f"{town_hall}/account")
    phone.press("Passkey entfernen: Chrome, Android")
    until(lambda: passkeys.for_person(db, petra.id) == [])
    sign_out(phone)
    phone.press("Mit Passkey anmelden")
    phone.page.get_by_text(REFUSED).wait_for()
    assert token(phone) == ""


def test_before_what_matters_the_own_passkey_proves_who_it_is(
    db, chromium, town_hall, phone, jonas
):
    sign_in(phone, town_hall)
    phone.page.wait_for_url(f"{town_hall}/pilot")
    db.execute("UPDATE session SET proved_at = '2026-01-01T00:00:00+00:00'")
    phone.page.goto(f"{town_hall}/account")
    expect(phone.page.get_by_text("darum lässt er sich nicht entfernen")).to_be_visible()
    phone.page.get_by_role("link", name="Zuerst bestätigen").last.click()
    phone.page.get_by_role("button", name="Mit dem Passkey bestätigen").wait_for()
    phone.page.wait_for_load_state()
    expect(phone.page.get_by_label("Passwort")).to_be_hidden()

    form_token = phone.page.locator("[name=form_token]").first.get_attribute("value")
    path = "/account/proof/challenge"
    challenge = asked(phone, town_hall, path, form_token=form_token)
    with open_device(chromium) as other:
        mira = invitations.invite(db, role="pilot", name="Mira", email="", now=datetime.now(UTC))
        other.page.goto(f"{town_hall}/invitation/{mira}")
        other.press("Los geht’s")
        other.press("Passkey einrichten")
        other.page.get_by_role("heading", name="Ihre Ersatz-Codes").wait_for()
        miras = other.sign(challenge)
    path = "/account/proof/passkey"
    assert send(phone, town_hall, miras, path, form_token=form_token).status == 422

    phone.press("Mit dem Passkey bestätigen")
    phone.press("Zehn neue Ersatz-Codes machen")
    expect(phone.page.locator(".recovery li")).to_have_count(10)
    codes = phone.page.locator(".recovery li").all_inner_texts()
    assert len(set(codes)) == 10 and re.fullmatch(r"\w{5}-\w{5}", codes[0])


def test_without_scripts_or_on_another_host_nothing_of_passkeys_is_shown(chromium, town_hall):
    with open_page(chromium, width=390, javascript=False) as page:
        page.goto(f"{town_hall}/sign-in")
        expect(page.get_by_label("E-Mail")).to_be_visible()
        expect(page.get_by_text("Mit Passkey anmelden")).to_be_hidden()
    with open_device(chromium) as device:
        device.page.goto(town_hall.replace("localhost", "127.0.0.1") + "/sign-in")
        expect(device.page.get_by_text("Mit Passkey anmelden")).to_have_count(0)
