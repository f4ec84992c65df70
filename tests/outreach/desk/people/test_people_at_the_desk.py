"""Petra looks after the people of her office."""

from datetime import date, timedelta

import pytest

from store import invitations, people, staff_cards
from tests.cast import enrol
from tests.conftest import TUESDAY
from tests.outreach.desk.people.people import is_out, key_person


@pytest.fixture
def amira(db):
    return key_person(db, "Amira Haddad", workplace="Markt am Bach")


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


def test_a_new_link_for_a_coordinator_needs_the_code(desk, db, folder, petra):
    kim = enrol(db, folder, role="coordinator", name="Kim Weber", now=TUESDAY)
    page = desk.get(f"/desk/people/{kim.id}")
    assert desk.submit(page, "Link zeigen", code="000000").status == 422
    assert desk.submit(page, "Link zeigen", code=petra.code(TUESDAY)).status == 200


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
