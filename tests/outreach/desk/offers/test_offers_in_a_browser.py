"""The desk's offers in a real browser: they can be read by everybody, and help while one types."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from outreach import session_cookie
from store import kept_offers, offers, schedules, search
from store.changes import recorded
from store.offer_texts import OfferText
from tests.cast import enrol
from tests.chromium import open_page
from tests.for_all import assert_everybody_can_read
from tests.serving import serving


@pytest.fixture
def petra_now(db, folder):
    return enrol(db, folder, role="coordinator", name="Petra Sommer", now=datetime.now(UTC))


@pytest.fixture
def desk(folder, petra_now, chromium):
    """A window on the desk, signed in; gives its page and the address of the server."""
    with serving(folder) as address, open_page(chromium, width=1280) as page:
        cookie = {"name": session_cookie.NAME, "value": petra_now.token, "url": address}
        page.context.add_cookies([cookie])
        yield page, address


def test_dates_appear_while_one_types_and_the_offer_is_saved(town, desk):
    town.offer()
    page, address = desk
    page.goto(f"{address}/desk/offers/new")
    page.get_by_label("Titel", exact=True).fill("Schach im Park")
    page.get_by_label("Organisation", exact=True).press_sequentially("Nachbar")
    page.locator("#organization-names option").first.wait_for(state="attached")
    page.get_by_label("Organisation", exact=True).fill("Nachbarschaftshaus")
    page.get_by_label("Ort", exact=True).first.fill("Lukashaus")
    page.get_by_label("Wann findet es statt?").press_sequentially("jeden 2. Dienstag, 14 Uhr")
    page.get_by_label("jeden 2. Dienstag im Monat, 14 Uhr").check()
    page.get_by_text("So haben wir es verstanden").wait_for()
    expect(page.locator("#preview .ahead li")).to_have_count(6)
    page.get_by_role("button", name="Angebot speichern").click()
    page.get_by_text("Das Angebot ist eingetragen").wait_for()
    [offer_id] = search.find(town.db, "Schach")
    [schedule] = schedules.for_offers(town.db, [offer_id])
    assert schedule.times.rule == "FREQ=MONTHLY;BYDAY=2TU"


def test_still_right_is_said_in_the_row_without_losing_the_place(town, desk):
    offer_id = town.offer()
    page, address = desk
    page.goto(f"{address}/desk/offers")
    page.get_by_label("In den Angeboten suchen").press_sequentially("frueh")
    page.wait_for_url("**words=frueh**")
    page.get_by_role("button", name="Stimmt noch").click()
    page.get_by_text("Danke: geprüft am").wait_for()
    expect(page).to_have_url(re.compile("words=frueh"))
    assert offers.details(town.db, offer_id).checked_on is not None


@pytest.fixture
def addresses(town, db, petra_now):
    """Every page of these rooms, each with something to read on it."""
    offer_id, today = town.offer(), datetime.now(UTC).date()
    [schedule] = schedules.for_offers(db, [offer_id])
    day = today + timedelta(days=(1 - today.weekday()) % 7 or 7)
    now, by = datetime.now(UTC), petra_now.id
    with recorded(db, "offer", offer_id, what="date_cancelled", by=by, now=now):
        schedules.cancel(db, schedule.id, day, reason="Maler im Haus")
    with recorded(db, "offer", offer_id, what="edited", by=by, now=now):
        offers.translate(db, offer_id, OfferText("ar", "فطور للجميع"))
    offer = kept_offers.get(db, offer_id)
    return [
        "/desk/offers",
        f"/desk/offers/{offer_id}",
        "/desk/offers/new?times=jeden+2.+Dienstag,+14+Uhr",
        "/desk/offers/new?times=dienstags+14+Uhr&venue=Neues+Haus&street=Weg+1",
        f"/desk/offers/{offer_id}/edit",
        f"/desk/offers/{offer_id}/times/new",
        f"/desk/offers/{offer_id}/times/{schedule.id}",
        f"/desk/offers/{offer_id}/times/{schedule.id}/dates/{day}",
        f"/desk/offers/{offer_id}/translations/ar",
        f"/desk/organizations/{offer.organization.id}",
        f"/desk/venues/{offer.venue.id}",
        f"/desk/history/offer/{offer_id}",
    ]


def test_everybody_can_read_every_page(folder, addresses, petra_now, chromium):
    with serving(folder) as address, open_page(chromium, width=320) as page:
        cookie = {"name": session_cookie.NAME, "value": petra_now.token, "url": address}
        page.context.add_cookies([cookie])
        for path in addresses:
            page.goto(address + path)
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            assert_everybody_can_read(page)
