"""Petra looks after her own account, and can touch nobody else's."""

from datetime import timedelta

import pytest

from store import second_factors, sessions
from store.errors import NotFound
from tests.cast import PASSWORD, sign_in
from tests.conftest import TUESDAY


def signed_in_elsewhere(db, member, device="Edge, Windows"):
    return sign_in(db, member, device=device, now=TUESDAY)


def is_open(db, token):
    try:
        return bool(sessions.opened_by(db, token, now=TUESDAY))
    except NotFound:
        return False


def test_own_sessions_are_listed_with_device_and_time(browse, db, petra, jonas):
    signed_in_elsewhere(db, petra)
    signed_in_elsewhere(db, jonas, "Safari, iPhone")
    page = browse.as_(petra).get("/account")
    assert "Firefox, Android hier und jetzt" in page.text
    assert "Edge, Windows zuletzt benutzt: Dienstag, 5. Mai, 10:00" in page.text
    assert "iPhone" not in page.text


def test_one_session_can_be_ended_and_is_out_at_once(browse, db, petra):
    lost = signed_in_elsewhere(db, petra)
    desk = browse.as_(petra)
    desk.submit(desk.get("/account"), "Beenden: Edge, Windows")
    assert (is_open(db, lost), is_open(db, petra.token)) == (False, True)


def test_all_others_can_be_ended_together(browse, db, petra, jonas):
    lost = [signed_in_elsewhere(db, petra) for _ in range(3)]
    desk = browse.as_(petra)
    page = desk.submit(desk.get("/account"), "Alle anderen beenden")
    assert page.text.count("Firefox, Android") == 1 and "Edge" not in page.text
    assert not any(is_open(db, token) for token in lost)
    assert is_open(db, petra.token) and is_open(db, jonas.token)


@pytest.mark.parametrize("whose", ["jonas", "nobody"])
def test_other_peoples_sessions_are_not_there(browse, db, mira, jonas, whose):
    token = signed_in_elsewhere(db, jonas)
    session_id = sessions.opened_by(db, token, now=TUESDAY).id
    phone = browse.as_(mira)
    _, fields = phone.get("/account").form("Abmelden")
    number = session_id if whose == "jonas" else 999
    assert phone.post(f"/account/sessions/{number}/end", fields).status == 404
    assert is_open(db, token)


def proved(desk, member, *, password=PASSWORD, code=None):
    """What the page says after a word asked once more."""
    page = desk.get("/account/proof?back=/account")
    code = code or member.code(TUESDAY)
    return desk.submit(page, "Bestätigen", password=password, code=code)


def test_new_recovery_codes_need_password_and_code_and_void_the_old(browse, db, petra):
    desk = browse.as_(petra)
    _, fields = desk.get("/account").form("Abmelden")
    asked = desk.post("/account/recovery-codes", fields, Referer="http://localhost/account")
    assert asked.headers["Location"] == "/account/proof?back=/account"
    for wrong in ({"password": "falsch"}, {"code": "000000"}):
        page = proved(desk, petra, **wrong)
        assert (page.status, "passen nicht zusammen" in page.text) == (422, True)
    page = proved(desk, petra)
    shown = desk.submit(page, "Zehn neue Ersatz-Codes machen")
    assert "Ihre Ersatz-Codes" in shown.text and petra.recovery_codes[0] not in shown.text
    key = desk.client.application.extensions["archive"].pepper()
    old = {"typed": petra.recovery_codes[0], "pepper": key, "now": TUESDAY}
    assert not second_factors.use(db, petra.id, **old)


def test_a_proof_holds_for_ten_minutes_on_this_device_only(browse, db, petra, clock):
    desk, elsewhere = browse.as_(petra), signed_in_elsewhere(db, petra)
    clock.shift(timedelta(minutes=11))
    proved(desk, petra, code=petra.code(TUESDAY + timedelta(minutes=11)))
    assert sessions.opened_by(db, petra.token, now=TUESDAY + timedelta(minutes=20)).is_proved(
        TUESDAY + timedelta(minutes=20, seconds=59)
    )
    clock.shift(timedelta(minutes=10))
    now = TUESDAY + timedelta(minutes=21)
    for token in (petra.token, elsewhere):
        assert not sessions.opened_by(db, token, now=now).is_proved(now)
    assert "Zuerst bestätigen" in desk.get("/account").text


@pytest.mark.parametrize(
    "back", ["https://evil.example", "//evil.example", "/\\evil", "/nowhere/at/all"]
)
def test_a_proof_leads_back_to_us_and_nowhere_else(browse, petra, back):
    desk = browse.as_(petra)
    address, fields = desk.get("/account/proof").form("Bestätigen")
    typed = {"password": PASSWORD, "code": petra.code(TUESDAY), "back": back}
    assert desk.post(address, fields | typed).headers["Location"] == "/account"


def test_guessing_at_an_open_desk_soon_has_to_wait(browse, petra):
    desk = browse.as_(petra)
    guesses = [proved(desk, petra, password="x", code="000000").status for _ in range(6)]
    assert guesses == [422] * 5 + [429]


def test_ended_sessions_are_forgotten_after_a_month(db, petra):
    for days in (0, 31):
        sessions.end_all(db, petra.id, now=TUESDAY)
        sessions.begin(db, petra.id, device="", now=TUESDAY + timedelta(days=days))
    kept = db.execute("SELECT count(*) FROM session WHERE person_id = ?", [petra.id]).fetchone()
    assert kept == (1,)
