"""Nobody gets in unless an endpoint is public by name or says whom it is for."""

import logging
from datetime import date

import pytest

from outreach import access, phones, provenance, session_cookie
from outreach.endpoints import PUBLIC_ENDPOINTS
from store import database, devices, invitations, people, pepper, sessions
from store.errors import NotFound
from tests.cast import PASSWORD, sign_in
from tests.conftest import TUESDAY

OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def app(browse):
    return browse.client.application


def guard_of(app, endpoint):
    return access.GUARDS.get(app.view_functions[endpoint])


def guarded(app, kind=access.Guard):
    """Every way into a guarded room: endpoint, address, method."""
    for rule in app.url_map.iter_rules():
        if isinstance(guard_of(app, rule.endpoint), kind):
            with app.test_request_context():
                address = app.url_map.bind("localhost").build(
                    rule.endpoint, dict.fromkeys(rule.arguments, "1")
                )
            for method in sorted(rule.methods):
                yield rule.endpoint, address, method


def test_every_endpoint_is_public_by_name_or_guarded(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    unguarded = {name for name in endpoints if guard_of(app, name) is None}
    assert unguarded == PUBLIC_ENDPOINTS


def test_a_forgotten_endpoint_lets_nobody_in(app, browse, petra):
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret", methods=["GET", "POST"])
    for somebody in (browse, browse.as_(petra)):
        for answer in (somebody.get("/forgotten"), somebody.post("/forgotten", {})):
            assert (answer.status, "secret" in answer.html) == (403, False)


def test_nobody_gets_into_a_guarded_room(app, browse):
    for endpoint, address, method in guarded(app):
        answer = browse.client.open(address, method=method, headers=OURS)
        assert answer.headers.get("Location", "").startswith("/sign-in"), (endpoint, method)


@pytest.mark.parametrize("name", ["petra", "jonas"])
def test_every_role_gets_into_its_own_rooms_only(app, browse, db, request, name):
    member = request.getfixturevalue(name)
    for endpoint, address, method in guarded(app):
        token, rule = sign_in(db, member, device="", now=TUESDAY), guard_of(app, endpoint)
        browse.client.set_cookie(session_cookie.NAME, token)
        with app.test_request_context(headers={"Cookie": f"{session_cookie.NAME}={token}"}):
            fields = {"form_token": provenance.form_token()}
        answer = browse.client.open(address, method=method, data=fields, headers=OURS)
        if "inside" not in rule.stages:
            assert answer.status_code == 303, (endpoint, method)
        else:
            is_let_in = answer.status_code != 403
            assert is_let_in == (member.person.role in rule.roles), (endpoint, method)


@pytest.mark.parametrize("role", ["signing_in", "enrolling"])
def test_half_a_session_gets_into_no_room(app, browse, db, folder, petra, role):
    if role == "signing_in":
        token = sessions.begin(db, petra.id, device="", now=TUESDAY)
    else:
        link = invitations.invite(db, role="pilot", name="Mira", email="", now=TUESDAY)
        key = pepper.of(folder)
        token = invitations.accept(db, link, device="", pepper=key, now=TUESDAY)
    browse.client.set_cookie(session_cookie.NAME, token)
    for endpoint, address, method in guarded(app):
        if role not in guard_of(app, endpoint).stages:
            answer = browse.client.open(address, method=method, headers=OURS)
            assert answer.status_code == 303, (endpoint, method)


def knock(browse, token, endpoint, address, method, **fields):
    """A phone with this token, in its cookie and as a bearer, at one of the hand-off's doors."""
    phone = browse.client.application.test_client()
    phone.set_cookie(phones.COOKIE, token, path=phones.PATH)
    headers = OURS | {"Authorization": f"Bearer {token}"}
    return phone.open(address, method=method, headers=headers, data=fields)


def is_turned_away(answer):
    leads_to_the_card = answer.headers.get("Location") == "/hand-off/card"
    return answer.status_code == 401 or (answer.status_code == 303 and leads_to_the_card)


def doors_for_phones(app):
    found = list(guarded(app, access.PhoneGuard))
    assert {endpoint.partition(".")[0] for endpoint, *_ in found} == {
        "hand_off_entries",
        "hand_off_plain",
    }
    return found


@pytest.mark.parametrize("who", ["petra", "jonas", "nobody"])
def test_the_hand_off_lets_in_phones_and_no_sessions(app, browse, db, request, who):
    if who != "nobody":
        token = sign_in(db, request.getfixturevalue(who), device="", now=TUESDAY)
        browse.client.set_cookie(session_cookie.NAME, token)
    for endpoint, address, method in doors_for_phones(app):
        answer = browse.client.open(address, method=method, headers=OURS)
        assert is_turned_away(answer), (endpoint, method)


@pytest.mark.parametrize("why", ["unknown", "ended", "revoked", "of_a_pilot", "a_session"])
def test_a_phone_that_is_none_is_turned_away(app, browse, db, jonas, why):
    amira = people.welcome(db, role="key_person", name="Amira", email="", now=TUESDAY)
    token = devices.begin(db, jonas.id if why == "of_a_pilot" else amira.id, name="", now=TUESDAY)
    if why == "unknown":
        token = token[::-1]
    elif why == "ended":
        devices.end_all(db, amira.id, now=TUESDAY)
    elif why == "revoked":
        people.revoke(db, amira.id, now=TUESDAY)
    elif why == "a_session":
        token = jonas.token
    for door in doors_for_phones(app):
        assert is_turned_away(knock(browse, token, *door)), door


@pytest.mark.parametrize("is_trained", [True, False])
def test_a_phone_opens_the_hand_off_while_its_person_may_act(app, browse, db, is_trained):
    amira = people.welcome(db, role="key_person", name="Amira", email="", now=TUESDAY)
    people.bind(db, amira.id, since_on=TUESDAY.date())
    people.train(db, amira.id, until_on=date(2026, 5, 5 if is_trained else 4))
    token = devices.begin(db, amira.id, name="", now=TUESDAY)
    for endpoint, address, method in doors_for_phones(app):
        if method in access.SAFE_METHODS:
            answer = knock(browse, token, endpoint, address, method)
            assert answer.status_code == (200 if is_trained else 403), endpoint


def test_a_phone_gets_into_no_room(app, browse, db):
    amira = people.welcome(db, role="key_person", name="Amira", email="", now=TUESDAY)
    token = devices.begin(db, amira.id, name="", now=TUESDAY)
    browse.client.set_cookie(session_cookie.NAME, token)
    for endpoint, address, method in guarded(app):
        answer = knock(browse, token, endpoint, address, method)
        assert answer.headers.get("Location", "").startswith("/sign-in"), (endpoint, method)


@pytest.mark.parametrize(
    ("until", "since", "said"),
    [
        (date(2026, 5, 4), date(2026, 1, 1), "galt bis zum 4. Mai 2026"),
        (None, date(2026, 1, 1), "noch kein Datum Ihrer Schulung"),
        (date(2026, 5, 5), None, "für sich zu behalten"),
        (date(2026, 5, 5), date(2026, 5, 6), "für sich zu behalten"),
    ],
)
def test_a_missing_date_closes_the_room_kindly(browse, db, jonas, until, since, said):
    db.execute(
        "UPDATE person SET trained_until_on = ?, confidential_since_on = ? WHERE id = ?",
        [until and until.isoformat(), since and since.isoformat(), jonas.id],
    )
    phone = browse.as_(jonas)
    page = phone.get("/pilot")
    assert (page.status, said in page.text) == (403, True)
    assert "tel:03023125100" in page.links().values()
    assert phone.get("/account").status == 200
    assert "abgemeldet" in phone.submit(page, "Abmelden").text


def test_the_last_day_of_a_training_counts(browse, db, jonas):
    people.train(db, jonas.id, until_on=date(2026, 5, 5))
    people.bind(db, jonas.id, since_on=date(2026, 5, 5))
    assert browse.as_(jonas).get("/pilot").status == 200


def test_staff_pages_are_kept_by_nobody_and_load_nothing_foreign(browse, petra, jonas):
    pages = [browse.get("/sign-in"), browse.get("/desk"), browse.get("/invitation/guessed")]
    pages += [browse.as_(petra).get("/desk"), browse.as_(petra).get("/account")]
    pages += [browse.as_(jonas).get("/pilot"), browse.as_(jonas).get("/desk")]
    for page in pages:
        assert page.headers["Cache-Control"] == "no-store"
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "style-src 'self'" in policy
        assert "script-src 'self'" in policy and "unsafe" not in policy
        assert "<style" not in page.html and "style=" not in page.html


@pytest.mark.parametrize("address", ["/hand-off", "/hand-off/card"])
def test_the_hand_offs_pages_are_the_same_for_everybody(browse, petra, address):
    page, of_petra = browse.get(address), browse.as_(petra).get(address)
    assert page.status == 200 and page.html == of_petra.html
    assert "Set-Cookie" not in page.headers and page.headers["Cache-Control"] == "no-cache"
    policy = page.headers["Content-Security-Policy"]
    assert "worker-src 'self'" in policy and "manifest-src 'self'" in policy
    assert "default-src 'none'" in policy and "unsafe" not in policy


def test_the_public_meets_no_cookie_and_keeps_its_headers(browse, petra):
    page = browse.as_(petra).get("/de/offers")
    assert "Set-Cookie" not in page.headers
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_the_stylesheet_is_kept_for_long_under_an_address_of_its_own(browse):
    page = browse.get("/sign-in")
    address = next(e.get("href") for e in page.document.iter() if e.get("rel") == "stylesheet")
    answer = browse.client.get(address)
    assert answer.mimetype == "text/css" and "immutable" in answer.headers["Cache-Control"]
    assert "--house:#0F5C55" in answer.text and ".sheet" in answer.text


def test_a_broken_database_is_an_honest_page_with_the_number(browse, folder, petra, caplog):
    desk = browse.as_(petra)
    (folder / database.FILE_NAME).unlink()
    page = desk.get("/desk")
    assert (page.status, "030 23125 100" in page.text) == (503, True)
    assert "Bei uns ist etwas schiefgegangen" in page.text


def test_nothing_secret_is_logged(browse, db, petra, caplog):
    caplog.set_level(logging.DEBUG)
    token = invitations.invite(db, role="pilot", name="Ole", email="ole@x.example", now=TUESDAY)
    browse.get(f"/invitation/{token}")
    asked = browse.submit(browse.get("/sign-in"), "Weiter", email=petra.email, password=PASSWORD)
    code = petra.code(TUESDAY)
    browse.submit(asked, "Anmelden", code=code)
    after = browse.client.get_cookie(session_cookie.NAME).value
    db.execute("ALTER TABLE recovery_code RENAME TO broken")
    assert browse.get("/account").status == 503
    db.execute("ALTER TABLE invitation RENAME TO also_broken")
    assert browse.get(f"/invitation/{token}").status == 503
    assert "a page could not be made" in caplog.text
    for secret in (token, petra.email, PASSWORD, code, after, petra.secret, "Sommer"):
        assert secret not in caplog.text
    with pytest.raises(NotFound):
        sessions.opened_by(db, "nobody's", now=TUESDAY)
