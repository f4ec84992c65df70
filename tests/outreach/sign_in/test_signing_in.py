"""Petra signs in at her desk, and others try to."""

import time
from datetime import timedelta

import pytest

from outreach import session_cookie
from store import passwords, people, pepper, sessions
from store.errors import NotFound
from tests.cast import PASSWORD
from tests.conftest import TUESDAY

NO_MATCH = "E-Mail und Passwort passen nicht zusammen."


@pytest.fixture
def at_the_door(browse):
    """Types name and password at the door; gives the page behind it."""
    return lambda email, password=PASSWORD: browse.submit(
        browse.get("/sign-in"), "Weiter", email=email, password=password
    )


@pytest.fixture
def petra_inside(browse, petra, at_the_door):
    """Petra's browser, signed in now."""
    browse.submit(at_the_door(petra.email), "Anmelden", code=petra.code(TUESDAY))
    return browse


def cookie(browse):
    return browse.client.get_cookie(session_cookie.NAME)


def test_password_and_code_lead_to_the_desk(browse, petra, at_the_door):
    asked = at_the_door("  PETRA@muster.example ")
    assert "Der Code von Ihrem Telefon" in asked.text
    desk = browse.submit(asked, "Anmelden", code=petra.code(TUESDAY))
    assert "Guten Tag, Petra Sommer" in desk.text


def test_a_pilot_comes_into_the_pilots_room(browse, jonas, at_the_door):
    room = browse.submit(at_the_door(jonas.email), "Anmelden", code=jonas.code(TUESDAY))
    assert "Guten Tag, Jonas Brandt" in room.text


def test_whoever_is_inside_is_not_asked_again(petra_inside):
    assert petra_inside.get("/sign-in").headers["Location"] == "/desk"


@pytest.mark.parametrize("password", ["", "vier wörter am fluss", PASSWORD + " ", "x" * 5000])
def test_a_wrong_password_leads_nowhere(browse, petra, at_the_door, password):
    page = at_the_door(petra.email, password)
    assert (page.status, cookie(browse)) == (422, None)
    assert NO_MATCH in page.text


def test_an_unknown_name_hears_the_same_as_a_known_one(browse, db, petra, jonas, at_the_door):
    people.revoke(db, jonas.id, now=TUESDAY)
    wrong = at_the_door(petra.email, "falsch")
    for email, password in (("niemand@muster.example", PASSWORD), (jonas.email, PASSWORD)):
        page = at_the_door(email, password)
        assert (page.status, page.html) == (wrong.status, wrong.html)


def test_the_first_half_opens_nothing_but_the_second(browse, petra, at_the_door):
    at_the_door(petra.email)
    for address in ("/desk", "/account", "/enrolment/password"):
        assert browse.get(address).headers["Location"] == "/sign-in/code"


def test_a_code_that_was_used_is_refused(browse, petra, petra_inside, at_the_door, clock):
    code = petra.code(TUESDAY)
    browse.submit(browse.get("/desk"), "Abmelden")
    page = browse.submit(at_the_door(petra.email), "Anmelden", code=code)
    assert (page.status, "schon benutzt" in page.text) == (422, True)

    clock.shift(timedelta(seconds=30))
    fresh = petra.code(TUESDAY + timedelta(seconds=30))
    assert "Guten Tag" in browse.submit(page, "Anmelden", code=f"{fresh[:3]} {fresh[3:]}").text


def test_a_recovery_code_works_once(browse, petra, at_the_door):
    code = petra.recovery_codes[3].lower().replace("-", " ")
    desk = browse.submit(at_the_door(petra.email), "Damit anmelden", recovery_code=code)
    assert "Guten Tag" in desk.text
    assert "Sie haben noch 9 Codes" in browse.get("/account").text
    browse.submit(desk, "Abmelden")
    again = browse.submit(at_the_door(petra.email), "Damit anmelden", recovery_code=code)
    assert (again.status, "schon benutzt" in again.text) == (422, True)


@pytest.mark.parametrize("code", ["", "000000", "12345", "²²²²²²", "١٢٣٤٥٦", "x" * 500])
def test_a_wrong_code_is_told_so(browse, petra, at_the_door, code):
    page = browse.submit(at_the_door(petra.email), "Anmelden", code=code)
    assert (page.status, "passt nicht" in page.text) == (422, True)


def test_nobody_elses_codes_fit(browse, petra, jonas, at_the_door):
    asked = at_the_door(petra.email)
    for code in (jonas.code(TUESDAY), jonas.recovery_codes[0]):
        assert browse.submit(asked, "Anmelden", code=code).status == 422


def test_a_session_planted_before_is_not_the_one_after(browse, db, petra, at_the_door):
    browse.client.set_cookie(session_cookie.NAME, "planted")
    asked = at_the_door(petra.email)
    halfway = cookie(browse).value
    browse.submit(asked, "Anmelden", code=petra.code(TUESDAY))
    assert len({"planted", halfway, cookie(browse).value}) == 3
    for token in ("planted", halfway):
        with pytest.raises(NotFound):
            sessions.opened_by(db, token, now=TUESDAY)


def test_signing_in_anew_ends_what_was_open_here(browse, db, petra, petra_inside, at_the_door):
    before = cookie(browse).value
    fields = {"email": petra.email, "password": PASSWORD}
    assert browse.post("/sign-in", fields).status == 303
    with pytest.raises(NotFound):
        sessions.opened_by(db, before, now=TUESDAY)


def test_signing_out_ends_the_session_and_takes_the_cookie(browse, db, petra_inside):
    before = cookie(browse).value
    page = browse.submit(browse.get("/desk"), "Abmelden")
    assert ("Sie sind abgemeldet" in page.text, cookie(browse)) == (True, None)
    with pytest.raises(NotFound):
        sessions.opened_by(db, before, now=TUESDAY)


def test_guessing_passwords_soon_has_to_wait(browse, petra, jonas, at_the_door, clock):
    answers = [at_the_door(petra.email, f"geraten {n}").status for n in range(12)]
    assert answers == [422] * 10 + [429] * 2
    assert at_the_door(petra.email).status == 429, "the right one must not tell itself apart"
    assert at_the_door(jonas.email).status == 200
    clock.shift(timedelta(minutes=2))
    assert at_the_door(petra.email).status == 200


def test_guessing_names_soon_has_to_wait_too(at_the_door):
    answers = {at_the_door(f"name{n}@muster.example", "x").status for n in range(61)}
    assert answers == {422, 429}


def test_guessing_codes_soon_has_to_wait(browse, petra, at_the_door):
    asked = at_the_door(petra.email)
    answers = [browse.submit(asked, "Anmelden", code="000000").status for _ in range(6)]
    assert answers == [422] * 5 + [429]
    assert browse.submit(asked, "Anmelden", code=petra.code(TUESDAY)).status == 429


def test_no_typed_name_is_kept_by_the_limits(browse, db, at_the_door):
    at_the_door("gartenzwerg@muster.example")
    [names] = zip(*db.execute("SELECT name FROM allowance").fetchall(), strict=True)
    assert "gartenzwerg" not in " ".join(names)
    assert all(len(name) <= len("sign-in abc") for name in names)


def test_an_unknown_name_takes_as_long_as_a_known_one(browse, db, folder, petra):
    def work(email):
        begun = time.process_time()
        passwords.owner(db, email=email, password="x", pepper=pepper.of(folder))
        return time.process_time() - begun

    took = {email: [] for email in ("niemand@muster.example", petra.email)}
    for _ in range(5):
        for email, each in took.items():
            each.append(work(email))
    unknown, known = map(min, took.values())
    assert 0.5 < unknown / known < 2


def test_a_form_too_long_is_refused_kindly(browse, petra):
    page = browse.post("/sign-in", {"email": petra.email, "password": "x" * 70_000})
    assert (page.status, "nicht lesen" in page.text) == (413, True)
