"""How long somebody stays signed in, and where."""

from datetime import timedelta

import pytest

from store import people
from tests.cast import PASSWORD
from tests.conftest import TUESDAY


def test_who_was_put_out_is_out_at_once(browse, db, jonas):
    phone = browse.as_(jonas)
    assert phone.get("/pilot").status == 200
    people.revoke(db, jonas.id, now=TUESDAY)
    assert phone.get("/pilot").headers["Location"] == "/sign-in?after=pause"


@pytest.mark.parametrize(
    ("name", "room", "idle", "in_all"),
    [
        ("petra", "/desk", timedelta(hours=2), timedelta(hours=12)),
        ("jonas", "/pilot", timedelta(days=30), timedelta(days=90)),
    ],
)
def test_a_session_ends_unused_and_in_the_end(browse, clock, request, name, room, idle, in_all):
    member = request.getfixturevalue(name)
    begun = TUESDAY - timedelta(hours=1)
    device, minute = browse.as_(member), timedelta(minutes=1)
    at = begun + idle - minute
    while at < begun + in_all:
        clock.move_to(at)
        assert device.get(room).status == 200, at
        at += idle - minute
    clock.move_to(begun + in_all)
    page = device.follow(room)
    assert "darum haben wir abgeschlossen" in page.text


def test_a_session_nobody_used_is_closed(browse, clock, petra):
    clock.move_to(TUESDAY + timedelta(hours=1))
    assert browse.as_(petra).get("/desk").status == 303


def test_half_a_sign_in_does_not_wait_for_long(browse, clock, petra):
    page = browse.submit(browse.get("/sign-in"), "Weiter", email=petra.email, password=PASSWORD)
    clock.shift(timedelta(minutes=15))
    code = petra.code(TUESDAY + timedelta(minutes=15))
    assert "Bitte melden Sie sich noch einmal an" in browse.submit(page, "Anmelden", code=code).text


def test_over_tls_the_cookie_is_bound_to_this_host(browse, petra):
    fields = {"email": petra.email, "password": PASSWORD}
    answer = browse.client.post(
        "/sign-in",
        data=fields,
        headers={"X-Forwarded-Proto": "https", "Origin": "https://localhost"},
    )
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-begegnung=") and "Domain" not in cookie
    assert cookie.endswith("; Secure; HttpOnly; Path=/; SameSite=Lax")


def test_over_tls_a_cookie_without_the_prefix_is_nobodys(browse, petra):
    desk = browse.as_(petra)
    assert desk.get("/desk", X_Forwarded_Proto="https").status == 303


def test_a_pilots_phone_keeps_the_cookie_and_a_desk_does_not(browse, petra, jonas):
    kept = {}
    for member in (petra, jonas):
        asked = browse.submit(
            browse.get("/sign-in"), "Weiter", email=member.email, password=PASSWORD
        )
        address, fields = asked.form("Anmelden")
        answer = browse.post(address, fields | {"code": member.code(TUESDAY)})
        kept[member.person.role] = "Max-Age=7776000" in answer.headers["Set-Cookie"]
        browse.submit(browse.get("/account"), "Abmelden")
    assert kept == {"coordinator": False, "pilot": True}
