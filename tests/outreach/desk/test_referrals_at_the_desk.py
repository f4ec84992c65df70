"""Petra sees who waits, calls, and writes down what happened."""

import pytest

from store import events, referrals

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
    desk.submit(page, "Festhalten", state="accepted")
    assert referrals.get(town.db, referral.id).state == "accepted"
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
