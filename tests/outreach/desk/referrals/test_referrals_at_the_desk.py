"""Petra sees who waits, calls, and writes down what happened."""

import pytest

from store import accepting, events, outbox, people, referrals
from store.codes import printed
from tests.conftest import TUESDAY

TOLD = {"name": "Rosa", "contact": "030 23125 777", "agrees": "yes", "spoken": "de"}


@pytest.fixture
def referral(town, browse):
    browse.post("/de/doors/company", TOLD)
    [referral] = referrals.due(town.db)
    return referral


def test_the_list_names_nobody(referral, browse, petra):
    page = browse.as_(petra).get("/desk/referrals")
    assert referral.code[:3] in page.text and "Rosa" not in page.html


def test_looking_at_a_contact_is_written_down_for_the_person(town, referral, browse, petra):
    desk = browse.as_(petra)
    page = desk.get(f"/desk/referrals/{referral.id}")
    assert "Rosa" not in page.html
    page = desk.submit(page, "Name und Kontakt zeigen")
    assert "Rosa" in page.text and "030 23125 777" in page.text
    assert [e.what for e in events.for_referral(town.db, referral.id)] == ["handed_off", "looked"]
    assert "gelesen" in browse.get(f"/de/c/{referral.code}").text


def test_what_happened_is_chosen_from_what_can_happen(town, referral, browse, petra):
    desk = browse.as_(petra)
    page = desk.get(f"/desk/referrals/{referral.id}")
    desk.submit(page, "Festhalten", state="declined", text="  wollte doch   nicht ")
    assert referrals.get(town.db, referral.id).state == "declined"
    assert "wollte doch nicht" in desk.get(f"/desk/referrals/{referral.id}").text
    page = desk.submit(page, "Festhalten", state="came_back")
    assert page.status == 409 and "inzwischen" in page.text


def test_htmx_gets_the_part_and_a_browser_the_page(referral, browse, petra):
    desk, address = browse.as_(petra), f"/desk/referrals/{referral.id}"
    whole = desk.get(address)
    part = desk.client.get(address, headers={"HX-Request": "true"})
    boosted = desk.client.get(address, headers={"HX-Request": "true", "HX-Boosted": "true"})
    assert part.text.strip().startswith("<article") and "<html" in boosted.text
    assert "HX-Request" in whole.headers["Vary"]


def test_a_pilot_and_a_stranger_see_none_of_it(referral, browse, jonas):
    for address in ("/desk/referrals", f"/desk/referrals/{referral.id}"):
        assert browse.as_(jonas).get(address).status == 403
        assert browse.get(address).status == 303


def test_the_office_gives_somebody_to_a_pilot_who_hears_of_it(town, referral, browse, petra, jonas):
    desk = browse.as_(petra)
    page = desk.get(f"/desk/referrals/{referral.id}")
    page = desk.submit(page, "Zuteilen", pilot=str(jonas.id))
    assert "Jonas Brandt" in page.text
    given = referrals.get(town.db, referral.id)
    assert (given.state, given.pilot_id) == ("accepted", jonas.id)
    [mail] = outbox.due(town.db, now=TUESDAY)
    assert (mail.person_id, mail.path) == (jonas.id, f"/pilot/referrals/{referral.id}")
    assert browse.as_(jonas).get(mail.path).status == 200


def test_somebody_in_care_can_be_given_to_another_pilot(town, referral, browse, petra, jonas, mira):
    accepting.accept(town.db, referral.id, by=jonas.id, now=TUESDAY)
    desk = browse.as_(petra)
    desk.submit(desk.get(f"/desk/referrals/{referral.id}"), "Zuteilen", pilot=str(mira.id))
    assert referrals.get(town.db, referral.id).pilot_id == mira.id
    assert browse.as_(jonas).get(f"/pilot/referrals/{referral.id}").status == 404


def test_nobody_untrained_is_given_anybody(town, referral, browse, petra, jonas, mira):
    desk = browse.as_(petra)
    page = desk.get(f"/desk/referrals/{referral.id}")
    people.revoke(town.db, jonas.id, now=TUESDAY)
    page = desk.submit(page, "Zuteilen", pilot=str(jonas.id))
    assert page.status == 422 and "jemand anderen" in page.text
    assert referrals.get(town.db, referral.id).pilot_id is None


def test_who_needs_the_office_stands_first(town, referral, browse, petra, jonas):
    browse.post("/de/doors/company", TOLD)
    second = referrals.due(town.db)[-1]
    accepting.accept(town.db, second.id, by=jonas.id, now=TUESDAY)
    accepting.want_help(town.db, second.id, by=jonas.id, text="weint viel", now=TUESDAY)
    desk = browse.as_(petra)
    page = desk.get("/desk/referrals")
    assert page.text.index(printed(second.code)) < page.text.index(printed(referral.code))
    assert "bittet um Hilfe" in page.text
    page = desk.submit(desk.get(f"/desk/referrals/{second.id}"), "Ich habe mich gekümmert")
    assert "weint viel" in page.text
    assert referrals.get(town.db, second.id).help_wanted_at is None


def test_a_pilot_who_left_leaves_nobody_alone(town, referral, browse, petra, jonas):
    accepting.accept(town.db, referral.id, by=jonas.id, now=TUESDAY)
    people.revoke(town.db, jonas.id, now=TUESDAY)
    assert "darf nicht mehr begleiten" in browse.as_(petra).get("/desk/referrals").text
