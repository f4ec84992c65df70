"""From a door to the desk and onto the page, in a real browser without JavaScript."""

from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe

from outreach import session_cookie
from store import proposals
from tests.cast import enrol
from tests.chromium import open_page
from tests.kiosk.test_access_for_all import OPTIONS
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
            assert page.get_by_label("Lukashaus, Am Markt 1").is_checked()
            page.get_by_role("button", name="Veröffentlichen").click()
            assert page.get_by_text("030 23125777").is_visible()
            assert page.url == f"{address}/desk/proposals/1"
            page.get_by_role("button", name="Ich habe Bescheid gesagt").click()
            page.get_by_role("link", name="Das ist das Angebot").click()
            assert page.get_by_role("heading", name="Skat am Fenster").is_visible()
    assert proposals.waiting(town.db) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_sticks_out(town, folder, chromium, scheme):
    town.venue("Lukashaus")
    petra = enrol(town.db, folder, role="coordinator", name="Petra Sommer", now=datetime.now(UTC))
    with serving(folder) as address, open_page(chromium, width=320, scheme=scheme) as page:
        for door, told in (("help", HELP), ("offer", OFFER), ("idea", IDEA)):
            bring(page, address, door, told)
        sign_in(page, address, petra)
        for path in ("", "/1", "/2", "/2/offer", "/3"):
            page.goto(f"{address}/desk/proposals{path}")
            for summary in page.locator("summary").all():
                summary.click()
            results = Axe().run(page, options=OPTIONS)
            assert results.violations_count == 0, f"{path}\n{results.generate_report()}"
            for width in (320, 390, 1280):
                page.set_viewport_size({"width": width, "height": 844})
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, f"{path} is {wide} px wide"
