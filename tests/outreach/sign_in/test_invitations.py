"""From a link to the first sign-in."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from outreach import session_cookie
from store import invitations, people, pepper, sessions
from store.errors import Gone, NotFound, Taken
from tests.cast import PASSWORD
from tests.conftest import TUESDAY


@pytest.fixture
def link(db):
    """Petra's invitation."""
    token = invitations.invite(
        db, role="coordinator", name="Petra Sommer", email="petra@muster.example", now=TUESDAY
    )
    return f"/invitation/{token}"


def at_the_password(browse, link):
    return browse.submit(browse.get(link), "Los geht’s")


def at_the_phone(browse, link):
    page = at_the_password(browse, link)
    return browse.submit(page, "Weiter", password=PASSWORD, again=PASSWORD)


def secret_on(page):
    """What the app on the phone learns from the page."""
    address = urlsplit(page.links()["In der App öffnen"])
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    return parse_qs(address.query)["secret"][0]


def test_an_invitation_leads_to_the_desk_in_three_steps(browse, link):
    welcome = browse.get(link)
    assert "Willkommen, Petra Sommer" in welcome.text
    phone = at_the_phone(browse, link)
    code = pyotp.TOTP(secret_on(phone)).at(TUESDAY)
    codes = browse.submit(phone, "Weiter", code=code)
    assert len(set(re.findall(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", codes.text))) == 10
    assert "Guten Tag, Petra Sommer" in browse.get(codes.links()["Ich habe sie, weiter"]).text


def test_looking_at_an_invitation_does_not_use_it_up(browse, link):
    for _ in range(3):
        assert browse.get(link).status == 200
    browse.client.head(link)
    assert at_the_password(browse, link).status == 200


def test_an_invitation_works_once(browse, link):
    at_the_phone(browse, link)
    stranger = browse.client.application.test_client()
    answer = stranger.get(link)
    assert (answer.status_code, "gilt nicht mehr" in answer.text) == (410, True)
    assert "030 23125 100" in answer.text


def test_who_opens_the_link_again_in_the_middle_goes_on(browse, link):
    at_the_password(browse, link)
    assert browse.get(link).headers["Location"] == "/enrolment/password"


def test_an_invitation_expires(browse, link, clock):
    clock.shift(timedelta(days=7))
    assert browse.get(link).status == 410
    assert browse.post(link, {}).status == 410
    assert browse.get("/invitation/guessed").status == 410


def test_a_newer_invitation_voids_the_older_one_and_one_for_the_revoked_is_void(db, link):
    again = {"role": "coordinator", "name": "Petra Sommer", "email": "petra@muster.example"}
    newer = invitations.invite(db, **again, now=TUESDAY)
    with pytest.raises(NotFound):
        invitations.invited(db, link.rpartition("/")[2], now=TUESDAY)
    person = invitations.invited(db, newer, now=TUESDAY)
    people.revoke(db, person.id, now=TUESDAY)
    with pytest.raises(Gone):
        invitations.invited(db, newer, now=TUESDAY)


def test_who_lost_everything_comes_in_anew_and_nothing_old_opens(browse, db, petra):
    browse_before = browse.as_(petra)
    token = invitations.invite(
        db, role="coordinator", name="Petra Sommer", email=petra.email, now=TUESDAY
    )
    assert "Guten Tag" in browse_before.get("/desk").text, "nothing changes until she uses it"
    at_the_password(browse, f"/invitation/{token}")
    assert browse_before.get("/desk").headers["Location"].startswith("/sign-in")
    page = browse.post("/sign-in", {"email": petra.email, "password": PASSWORD})
    assert page.status == 422


def test_somebody_elses_address_is_not_taken_over(db, petra):
    for role, name in (("pilot", "Petra Sommer"), ("coordinator", "Petra Winter")):
        with pytest.raises(Taken):
            invitations.invite(db, role=role, name=name, email=petra.email, now=TUESDAY)


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("elf Zeichen", None, "mindestens zwölf Zeichen"),
        ("x" * 201, None, "höchstens 200 Zeichen"),
        ("Petra Sommer", None, "kaum mehr als Ihr Name"),
        ("petra.sommer1", None, "kaum mehr als Ihr Name"),
        ("sommersommer!", None, "kaum mehr als Ihr Name"),
        (PASSWORD, PASSWORD + "!", "nicht gleich"),
    ],
)
def test_a_poor_password_is_refused_with_a_word_why(browse, link, password, again, said):
    page = at_the_password(browse, link)
    page = browse.submit(page, "Weiter", password=password, again=again or password)
    assert (page.status, said in page.text) == (422, True)
    assert password not in page.html
    assert browse.get("/enrolment/phone").headers["Location"] == "/enrolment/password"


def test_who_has_no_address_yet_says_it_and_nobody_elses(browse, db, petra, clock):
    token = invitations.invite(db, role="pilot", name="Mira Aydın", email="", now=TUESDAY)
    page = at_the_password(browse, f"/invitation/{token}")
    chosen = {"password": PASSWORD, "again": PASSWORD}
    for email, said in (("mira", "E-Mail-Adresse wie"), (petra.email, "schon jemand anderes")):
        page = browse.submit(page, "Weiter", email=email, **chosen)
        assert (page.status, said in page.text) == (422, True)
    page = browse.submit(page, "Weiter", email="Mira@muster.example", **chosen)
    assert "Ihr Telefon verbinden" in page.text


def test_an_address_the_office_knows_is_not_changed_by_the_form(browse, db, link):
    page = at_the_password(browse, link)
    other = {"email": "other@muster.example", "password": PASSWORD, "again": PASSWORD}
    browse.submit(page, "Weiter", **other)
    assert people.find_by_email(db, "other@muster.example") is None


def test_half_an_enrolment_opens_no_room_and_no_sign_in(browse, link):
    phone = at_the_phone(browse, link)
    for address in ("/desk", "/account", "/sign-in/code"):
        assert browse.get(address).headers["Location"] == "/enrolment/password"
    wrong = browse.submit(phone, "Weiter", code="000000")
    assert (wrong.status, "passt nicht" in wrong.text) == (422, True)
    fields = {"email": "petra@muster.example", "password": PASSWORD}
    assert browse.post("/sign-in", fields).status == 422


def test_the_code_that_ended_the_enrolment_does_not_sign_in(browse, link):
    phone = at_the_phone(browse, link)
    code = pyotp.TOTP(secret_on(phone)).at(TUESDAY)
    browse.submit(phone, "Weiter", code=code)
    door = browse.submit(browse.get("/desk"), "Abmelden")
    door = browse.submit(door, "Weiter", email="petra@muster.example", password=PASSWORD)
    assert browse.submit(door, "Anmelden", code=code).status == 422


def test_the_recovery_codes_are_shown_once(browse, link):
    phone = at_the_phone(browse, link)
    code = pyotp.TOTP(secret_on(phone)).at(TUESDAY)
    address, fields = phone.form("Weiter")
    shown = browse.post(address, fields | {"code": code})
    assert "Ihre Ersatz-Codes" in shown.text
    assert browse.post(address, fields | {"code": code}).headers["Location"] == "/desk"


def test_opening_somebodys_invitation_ends_the_session_in_this_browser(browse, db, petra, jonas):
    desk = browse.as_(petra)
    token = invitations.invite(
        db, role="pilot", name="Jonas Brandt", email=jonas.email, now=TUESDAY
    )
    at_the_password(desk, f"/invitation/{token}")
    with pytest.raises(NotFound):
        sessions.opened_by(db, petra.token, now=TUESDAY)
    assert desk.client.get_cookie(session_cookie.NAME).value != petra.token


def test_the_database_alone_holds_nothing_to_come_in_with(browse, db, folder, link):
    phone = at_the_phone(browse, link)
    secret = secret_on(phone)
    codes = browse.submit(phone, "Weiter", code=pyotp.TOTP(secret).at(TUESDAY)).text
    secrets = [secret, PASSWORD, link.rpartition("/")[2], *re.findall(r"\w{5}-\w{5}", codes)]
    secrets.append(browse.client.get_cookie(session_cookie.NAME).value)
    written = b"".join(file.read_bytes() for file in folder.glob("begegnung.db*"))
    assert [known for known in secrets if known.encode() in written] == []
    assert (folder / pepper.FILE_NAME).stat().st_mode & 0o777 == 0o600
