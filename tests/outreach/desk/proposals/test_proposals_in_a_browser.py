"""From a door to the desk and onto the page, in a real browser without JavaScript."""

from datetime import UTC, datetime

from playwright.sync_api import expect

from outreach import session_cookie
from store import proposals
from tests.cast import enrol
from tests.chromium import open_page
from tests.for_all import assert_everybody_can_read
from tests.serving import serving

OFFER = {
    "what": "Skat am Fenster. Wer mag, spielt mit.",
    "where": "Lukashaus, Am Markt 1",
    "when": "jeden Donnerstag, 15 bis 17 Uhr",
    "name": "Nachbarschaftshaus",
    "contact": "030 23125 777",
}
IDEA = {"what": "Eine Bank vor der Bücherei", "contact": "rosa@draussen.example"}
HELP = {"name": "Rosa", "contact": "rosa@draussen.example"}


def sign_in(page, address, member):
    cookie = {"name": session_cookie.NAME, "value": member.token, "url": address}
    page.context.add_cookies([cookie])


def bring(page, address, door, told):
    page.goto(f"{address}/de/doors/{door}")
    for field, said in told.items():
        page.locator(f"#{field}").fill(said)
    page.get_by_role("button", name="Abschicken").click()
    page.get_by_text("innerhalb einer Woche").wait_for()


def test_from_the_door_onto_the_page(town, folder, chromium):
    town.venue("Lukashaus")
    petra = enrol(town.db, folder, role="coordinator", name="Petra Sommer", now=datetime.now(UTC))
    with serving(folder) as address:
        with open_page(chromium, width=390, javascript=False) as phone:
            bring(phone, address, "offer", OFFER)
        with open_page(chromium, width=1280, javascript=False) as page:
            sign_in(page, address, petra)
            page.goto(f"{address}/desk")
            page.get_by_role("link", name="Jemand hat ein Angebot").click()
            page.get_by_role("link", name="Ein Angebot daraus machen").click()
            expect(page.get_by_label("Lukashaus, Am Markt 1")).to_be_checked()
            page.get_by_role("button", name="Veröffentlichen").click()
            expect(page.get_by_text("030 23125777")).to_be_visible()
            expect(page).to_have_url(f"{address}/desk/proposals/1")
            page.get_by_role("button", name="Ich habe Bescheid gesagt").click()
            page.get_by_role("link", name="Das ist das Angebot").click()
            expect(page.get_by_role("heading", name="Skat am Fenster")).to_be_visible()
    assert proposals.waiting(town.db) == 0


def test_everybody_can_read_every_page(town, folder, chromium):
    town.venue("Lukashaus")
    petra = enrol(town.db, folder, role="coordinator", name="Petra Sommer", now=datetime.now(UTC))
    with serving(folder) as address, open_page(chromium, width=320) as page:
        for door, told in (("help", HELP), ("offer", OFFER), ("idea", IDEA)):
            bring(page, address, door, told)
        sign_in(page, address, petra)
        for path in ("", "/1", "/2", "/2/offer", "/3"):
            page.goto(f"{address}/desk/proposals{path}")
            for summary in page.locator("summary").all():
                summary.click()
            assert_everybody_can_read(page)
