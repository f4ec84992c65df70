"""The pilots' room on a real phone: with htmx, without JavaScript, in light and dark."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from outreach import session_cookie
from store import accepting, contact_attempts, referrals, schedules, visits, withdrawals
from tests.cast import enrol
from tests.chromium import open_page
from tests.for_all import assert_everybody_can_read
from tests.requests import keys_of, request
from tests.serving import serving


@pytest.fixture
def now():
    return datetime.now(UTC)


@pytest.fixture
def jonas(db, folder, now):
    return enrol(db, folder, role="pilot", name="Jonas Brandt", now=now)


@pytest.fixture
def accepted(db, folder, town, now, jonas):
    town.offer("Frühstück für alle", rule="FREQ=DAILY", at="23:30", until="23:45")
    return accepting.accept(db, request(db, folder).id, by=jonas.id, now=now)


@pytest.fixture
def phone(folder, chromium, jonas):
    """A page of Jonas's phone, and where the office is."""

    def phone(**settings):
        return open_page(chromium, width=390, **settings)

    return phone


def signed_in(page, address, jonas):
    cookie = {"name": session_cookie.NAME, "value": jonas.token, "url": address}
    page.context.add_cookies([cookie])
    return page


def in_every_state(db, folder, jonas, now):
    """Requests of Jonas's in every state that looks different; gives their addresses."""
    made = [accepting.accept(db, request(db, folder).id, by=jonas.id, now=now) for _ in range(6)]
    accepted, reached, ahead, trouble, over, withdrawn = (referral.id for referral in made)
    for referral_id in (reached, ahead, trouble, over):
        said = {"channel": "call", "was_reached": True, "by": jonas.id, "now": now}
        contact_attempts.note(db, referral_id, **said)
    for channel in ("call", "message", "email"):
        said = {"channel": channel, "was_reached": False, "by": jonas.id, "now": now}
        contact_attempts.note(db, accepted, **said)
    [schedule] = schedules.for_offers(db, [1])
    for days, referral_id in enumerate((ahead, trouble, over), 3):
        day = (now + timedelta(days=days)).date()
        chosen = {"offer_id": 1, "schedule_id": schedule.id, "day": day, "state": "NW"}
        visits.arrange(db, referral_id, **chosen, by=jonas.id, now=now)
    schedules.cancel(db, schedule.id, (now + timedelta(days=4)).date(), reason="Wasserschaden")
    yesterday = (now - timedelta(days=1)).date().isoformat()
    db.execute("UPDATE visit SET agreed_on = ? WHERE referral_id = ?", [yesterday, over])
    withdrawals.withdraw(db, keys_of(folder), withdrawn, now=now)
    return [f"/pilot/referrals/{referral.id}" for referral in made]


def test_everybody_can_read_every_page(db, folder, phone, jonas, accepted, now):
    db.execute("INSERT INTO pilot (person_id, capacity) VALUES (?, 20)", [jonas.id])
    addresses = in_every_state(db, folder, jonas, now)
    request(db, folder, language="tr")
    request(db, folder)
    with serving(folder) as address, phone() as page:
        signed_in(page, address, jonas)
        for path in ("/pilot", "/pilot/profile", f"{addresses[1]}/dates", *addresses):
            page.goto(address + path)
            for summary in page.locator("summary").all():
                summary.click()
            assert_everybody_can_read(page)


def test_htmx_changes_the_part_and_says_so(db, folder, phone, jonas, accepted):
    said = []
    with serving(folder) as address, phone() as page:
        page.on("console", lambda message: said.append(message.text))
        signed_in(page, address, jonas).goto(f"{address}/pilot/referrals/{accepted.id}")
        page.evaluate("document.body.dataset.same = 'yes'")
        page.get_by_role("button", name="Name und Kontakt zeigen").click()
        page.get_by_role("link", name="Anrufen").wait_for()
        page.locator(".contact:focus").wait_for()
        page.get_by_role("radio", name="Anruf").check()
        page.get_by_role("button", name="Nicht erreicht").click()
        page.locator("[role=status]:focus").wait_for()
        expect(page.locator("body")).not_to_contain_text("Rosa")
        assert page.evaluate("document.body.dataset.same") == "yes"
        withdrawals.withdraw(db, keys_of(folder), accepted.id, now=datetime.now(UTC))
        page.get_by_role("button", name="Name und Kontakt zeigen").click()
        page.get_by_role("heading", name="Die Person hat ihre Anfrage zurückgezogen").wait_for()
        page.locator("[role=alert]:focus").wait_for()
    # A refused answer is an error to the browser too; nothing else may be said.
    assert [text for text in said if "409" not in text] == []


def test_a_room_that_closed_meanwhile_is_said_in_its_own_words(db, folder, phone, jonas, accepted):
    with serving(folder) as address, phone() as page:
        signed_in(page, address, jonas).goto(f"{address}/pilot/referrals/{accepted.id}")
        db.execute("UPDATE person SET trained_until_on = '2020-02-29'")
        page.get_by_role("button", name="Name und Kontakt zeigen").click()
        page.get_by_role("heading", name="Zeit für eine Auffrischung").wait_for()
        expect(page.locator("main")).to_have_count(1)


def test_the_whole_way_without_javascript(db, folder, phone, jonas, town, accepted, now):
    with serving(folder) as address, phone(javascript=False) as page:
        signed_in(page, address, jonas).goto(f"{address}/pilot")
        page.get_by_role("link", name="Zum Kontakt").click()
        page.get_by_role("button", name="Name und Kontakt zeigen").click()
        expect(page.get_by_role("link", name="Anrufen")).to_be_visible()
        page.get_by_role("radio", name="Anruf").check()
        page.get_by_role("button", name="Erreicht", exact=True).click()
        page.get_by_role("link", name="Termin suchen").click()
        page.get_by_role("button", name="Wir nehmen diesen Termin").first.click()
        expect(page.get_by_role("heading", name="Sie gehen zusammen hin")).to_be_visible()
        assert referrals.get(db, accepted.id).state == "arranged"
