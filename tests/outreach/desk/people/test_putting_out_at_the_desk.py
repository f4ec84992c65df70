"""Petra puts somebody out, or only their phone, and nobody whom she may not."""

import pytest

from store import devices, invitations, people, sessions
from store.errors import Gone, NotFound
from tests.cast import enrol, sign_in
from tests.conftest import TUESDAY
from tests.outreach.desk.people.people import is_out, key_person, phone_of


@pytest.fixture
def amira(db):
    return key_person(db, "Amira Haddad", workplace="Markt am Bach")


def test_guessing_codes_at_an_open_desk_soon_has_to_wait(desk, petra, jonas):
    page = desk.get(f"/desk/people/{jonas.id}")
    told = [desk.submit(page, "Für immer beenden", code=f"00000{n}").status for n in range(5)] + [
        desk.submit(page, "Für immer beenden", code=petra.code(TUESDAY)).status
    ]
    assert told == [422] * 5 + [429]


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
