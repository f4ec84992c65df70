"""Petra looks after the people of her office."""

from datetime import date, timedelta

import pytest

from store import devices, invitations, people, pepper, sessions, staff_cards
from store.errors import Gone, NotFound
from tests.cast import enrol, sign_in
from tests.conftest import TUESDAY

PIN = "274193"


@pytest.fixture
def desk(browse, petra):
    """Petra's browser."""
    return browse.as_(petra)


@pytest.fixture
def amira(db):
    return key_person(db, "Amira Haddad", workplace="Markt am Bach")


def key_person(db, name, *, workplace):
    person = people.welcome(db, role="key_person", name=name, email="", now=TUESDAY)
    staff_cards.issue(db, person.id, workplace=workplace, district_id=None, now=TUESDAY)
    return person


def phone_of(db, folder, person):
    """A new card for somebody and the token of a phone that was set up with it."""
    secret = staff_cards.issue(db, person.id, workplace="Markt", district_id=None, now=TUESDAY)
    typed = {"pin": PIN, "device_name": "Chrome, Android", "pepper": pepper.of(folder)}
    return staff_cards.enrol(db, secret, **typed, now=TUESDAY)


def is_out(db, token):
    try:
        return not sessions.opened_by(db, token, now=TUESDAY)
    except NotFound:
        return True


def line_of(page, name):
    """What the list says of somebody."""
    words = page.text.split(name)[1]
    return words[:160]


def test_the_desk_leads_to_the_people(desk):
    start = desk.get("/desk")
    address = next(a for text, a in start.links().items() if text.startswith("Team"))
    assert desk.get(address).status == 200


@pytest.mark.parametrize(
    ("until", "since", "said"),
    [
        (date(2026, 6, 5), date(2026, 5, 5), "ist dabei"),
        (date(2026, 6, 4), date(2026, 5, 5), "ist dabei Schulung endet am 4. Juni 2026"),
        (date(2026, 5, 5), date(2026, 5, 5), "ist dabei Schulung endet am 5. Mai 2026"),
        (date(2026, 5, 4), date(2026, 5, 5), "darf gerade nicht Schulung endete am 4. Mai 2026"),
        (None, date(2026, 5, 5), "darf gerade nicht keine Schulung eingetragen"),
        (date(2026, 6, 5), None, "darf gerade nicht Verschwiegenheit fehlt"),
    ],
)
def test_the_list_says_who_may_act_and_what_is_missing(desk, db, jonas, until, since, said):
    people.qualify(db, jonas.id, trained_until_on=until, confidential_since_on=since)
    assert (
        line_of(desk.get("/desk/people"), "Jonas Brandt")
        .strip()
        .startswith(f"jonas@muster.example {said}")
    )


def test_who_never_came_in_is_named_and_who_needs_something_comes_first(desk, db, jonas, amira):
    new = {"role": "pilot", "name": "Zoe Neu", "email": "", "now": TUESDAY}
    invitations.invite(db, **new)
    page = desk.get("/desk/people")
    assert page.text.index("Zoe Neu") < page.text.index("Jonas Brandt")
    assert "war noch nicht da" in line_of(page, "Zoe Neu")
    assert "hat noch kein Telefon eingerichtet" in line_of(page, "Amira Haddad")
    staff_cards.end(db, amira.id, now=TUESDAY)
    page = desk.get("/desk/people")
    assert "hat keine gültige Schlüsselkarte" in line_of(page, "Amira Haddad")


def test_a_pilot_comes_in_by_a_link_that_is_shown_once(desk, db, browse):
    form = desk.get("/desk/people/new/pilot")
    page = desk.submit(form, "Link zeigen", name=" Ole  Jansen ", email="Ole@muster.example")
    link = next(e.get("value") for e in page.document.iter() if e.get("id") == "link")
    address, _, token = link.rpartition("/")
    person = invitations.invited(db, token, now=TUESDAY)
    assert (person.name, person.role, person.email) == ("Ole Jansen", "pilot", "ole@muster.example")
    assert address == "https://muster.example/invitation"
    assert "Willkommen, Ole Jansen" in browse.get(f"/invitation/{token}").text
    again = desk.get(f"/desk/people/{person.id}")
    assert "bis Dienstag, 12. Mai" in again.text and token not in again.html


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": " "}, "Bitte ausfüllen"),
        ({"name": "x" * 61}, "60 Zeichen"),
        ({"name": "Ole", "email": "ole"}, "Adresse wie"),
        ({"name": "Ole", "email": "jonas@muster.example"}, "hat schon jemand anderes"),
    ],
)
def test_a_poor_form_is_shown_again_with_a_word_why(desk, db, jonas, typed, said):
    page = desk.submit(desk.get("/desk/people/new/pilot"), "Link zeigen", **typed)
    assert (page.status, said in page.text) == (422, True)
    assert typed["name"].strip() in page.html
    assert len(people.everyone(db)) == 2


def test_a_coordinator_is_invited_only_with_the_code_of_the_one_who_sits_here(desk, db, petra):
    form, kim = desk.get("/desk/people/new/coordinator"), {"name": "Kim Weber"}
    wrong = desk.submit(form, "Link zeigen", **kim, code="000000")
    assert (wrong.status, "passt nicht" in wrong.text) == (422, True)
    assert len(people.everyone(db)) == 1
    page = desk.submit(form, "Link zeigen", **kim, code=petra.code(TUESDAY))
    assert "Link für Kim Weber" in page.text
    [kim] = [person for person in people.everyone(db) if person.name == "Kim Weber"]
    assert kim.role == "coordinator"
    used = desk.submit(form, "Link zeigen", name="Alex", code=petra.code(TUESDAY))
    assert used.status == 422, "a code is good once"


def test_guessing_codes_at_an_open_desk_soon_has_to_wait(desk, petra, jonas):
    page = desk.get(f"/desk/people/{jonas.id}")
    told = [desk.submit(page, "Für immer beenden", code=f"00000{n}").status for n in range(5)] + [
        desk.submit(page, "Für immer beenden", code=petra.code(TUESDAY)).status
    ]
    assert told == [422] * 5 + [429]


def test_both_dates_are_entered_corrected_and_taken_back(desk, db, amira):
    address = f"/desk/people/{amira.id}"
    dates = {"trained_until_on": "2026-12-31", "confidential_since_on": "2026-05-05"}
    page = desk.submit(desk.get(address), "Daten speichern", **dates)
    assert "gespeichert" in page.text and people.get(db, amira.id).may_act(TUESDAY.date())
    for wrong in ("2026-02-30", "31.12.2026", "20262-01-01", "1826-01-01"):
        page = desk.submit(desk.get(address), "Daten speichern", trained_until_on=wrong)
        assert (page.status, "kein Datum" in page.text) == (422, True)
        assert people.get(db, amira.id).trained_until_on == date(2026, 12, 31)
    desk.submit(desk.get(address), "Daten speichern", confidential_since_on="")
    assert people.get(db, amira.id).confidential_since_on is None


def test_somebody_is_put_out_at_once_and_folded_away(desk, db, petra, jonas):
    link = invitations.renew(db, jonas.id, now=TUESDAY)
    page = desk.get(f"/desk/people/{jonas.id}")
    refused = desk.submit(page, "Für immer beenden", code="000000")
    assert refused.status == 422 and not is_out(db, jonas.token)
    page = desk.submit(page, "Für immer beenden", code=petra.code(TUESDAY))
    assert "ist nicht mehr dabei" in page.text and is_out(db, jonas.token)
    with pytest.raises(Gone):
        invitations.invited(db, link, now=TUESDAY)
    listed = desk.get("/desk/people").text
    assert listed.index("1 Person ist nicht mehr dabei") < listed.index("Jonas Brandt")


def test_nobody_puts_themselves_out_nor_the_last_coordinator(desk, db, folder, petra):
    assert "Für immer beenden" not in desk.get(f"/desk/people/{petra.id}").text
    _, fields = desk.get("/desk").form("Abmelden")
    own = {**fields, "code": petra.code(TUESDAY)}
    assert desk.post(f"/desk/people/{petra.id}/revocation", own).status == 409
    assert not is_out(db, petra.token)


def test_a_second_coordinator_can_be_put_out(browse, desk, db, folder, petra):
    kim = enrol(db, folder, role="coordinator", name="Kim Weber", now=TUESDAY)
    page = browse.as_(kim).get(f"/desk/people/{petra.id}")
    browse.as_(kim).submit(page, "Für immer beenden", code=kim.code(TUESDAY))
    assert is_out(db, petra.token) and not is_out(db, kim.token)
    assert desk.get("/desk/people").status == 303


def test_a_lost_phone_is_ended_alone(desk, db, folder, amira):
    token = phone_of(db, folder, amira)
    page = desk.get(f"/desk/people/{amira.id}")
    assert "Chrome, Android zuletzt benutzt: Dienstag, 5. Mai, 10:00" in page.text
    page = desk.submit(page, "Beenden: Chrome, Android")
    assert "Noch ist kein Telefon eingerichtet" in page.text
    with pytest.raises(NotFound):
        devices.opened_by(db, token)


def test_a_session_is_ended_and_a_new_link_lets_its_person_in_again(desk, db, jonas):
    lost = sign_in(db, jonas, device="Edge, Windows", now=TUESDAY)
    page = desk.submit(desk.get(f"/desk/people/{jonas.id}"), "Beenden: Edge, Windows")
    assert (is_out(db, lost), is_out(db, jonas.token)) == (True, False)
    page = desk.submit(page, "Link zeigen")
    assert "Link für Jonas Brandt" in page.text


def test_a_new_link_for_a_coordinator_needs_the_code(desk, db, folder, petra):
    kim = enrol(db, folder, role="coordinator", name="Kim Weber", now=TUESDAY)
    page = desk.get(f"/desk/people/{kim.id}")
    assert desk.submit(page, "Link zeigen", code="000000").status == 422
    assert desk.submit(page, "Link zeigen", code=petra.code(TUESDAY)).status == 200


def test_what_belongs_to_another_person_or_another_role_is_not_there(
    desk, db, folder, petra, jonas, mira, amira
):
    token = phone_of(db, folder, amira)
    device, session = (
        devices.opened_by(db, token).id,
        sessions.opened_by(db, mira.token, now=TUESDAY).id,
    )
    ole = key_person(db, "Ole Jansen", workplace="Betriebshof")
    _, fields = desk.get("/desk").form("Abmelden")
    for path in (
        f"{jonas.id}/sessions/{session}/end",
        f"{amira.id}/sessions/{session}/end",
        f"{ole.id}/devices/{device}/end",
        f"{jonas.id}/devices/{device}/end",
        f"{amira.id}/invitation",
        f"{jonas.id}/staff-card",
        f"{petra.id}/dates",
        "99/dates",
        "99/revocation",
    ):
        assert desk.post(f"/desk/people/{path}", fields).status == 404, path
    assert devices.opened_by(db, token) and not is_out(db, mira.token)
    for path in ("99", "new/key_person", "new/provider", f"{jonas.id}/staff-card"):
        assert desk.get(f"/desk/people/{path}").status == 404, path


def test_nothing_is_done_about_somebody_who_left(desk, db, jonas):
    people.revoke(db, jonas.id, now=TUESDAY)
    page = desk.get(f"/desk/people/{jonas.id}")
    assert "ist nicht mehr dabei" in page.text and "Daten speichern" not in page.text
    _, fields = desk.get("/desk").form("Abmelden")
    for what in ("dates", "invitation", "revocation"):
        assert desk.post(f"/desk/people/{jonas.id}/{what}", fields).status == 409, what


@pytest.mark.parametrize("way", ["get", "post"])
def test_no_pilot_and_no_stranger_comes_near(browse, db, jonas, mira, amira, way):
    phone = browse.as_(jonas)
    _, fields = phone.get("/account").form("Abmelden")
    paths = {
        "get": ["", "/new/pilot", "/new/key-person", f"/{mira.id}", f"/{amira.id}/staff-card"],
        "post": [
            "/new/coordinator",
            "/new/key-person",
            f"/{amira.id}/dates",
            f"/{amira.id}/staff-card",
            f"/{amira.id}/devices/1/end",
            f"/{mira.id}/invitation",
            f"/{mira.id}/revocation",
            f"/{mira.id}/sessions/1/end",
            f"/{jonas.id}/dates",
        ],
    }[way]
    before = people.everyone(db)
    for path in paths:
        address = f"/desk/people{path}"
        for somebody, status in ((phone, 403), (browse, 303)):
            answer = somebody.get(address) if way == "get" else somebody.post(address, fields)
            assert answer.status == status, address
    assert people.everyone(db) == before and not is_out(db, mira.token)


def test_a_name_is_only_text(desk, db):
    name = "<b>Ole</b> & Co"
    desk.submit(desk.get("/desk/people/new/pilot"), "Link zeigen", name=name)
    assert name in desk.get("/desk/people").text


def test_a_link_runs_out(desk, db, clock):
    desk.submit(desk.get("/desk/people/new/pilot"), "Link zeigen", name="Ole Jansen")
    ole = people.everyone(db)[0]
    assert "Eine Einladung ist noch offen" in desk.get(f"/desk/people/{ole.id}").text
    assert invitations.open_until(db, ole.id, now=TUESDAY + timedelta(days=7)) is None
