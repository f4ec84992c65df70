"""Every public page through a real browser: can everybody read it, at any size, in any scheme?"""

import re

import pytest
from playwright.sync_api import expect

from store.languages import LANGUAGES
from tests.chromium import open_page
from tests.for_all import assert_everybody_can_read
from tests.until import until

PAGES = (
    "/",
    "/near/haltestelle-alter-markt-1",
    "/near/bus-linie-29-17",
    "/near/bus-417-linien-29-und-3-16",
    "/near/bus-linie-29-17/stop/13",
    "/offers?situation=caring&free=yes",
    "/offers?q=Einhornzucht",
    "/offers/1?from=1",
    "/doors/company?to=1",
    "/doors/help",
    "/doors/offer",
    "/doors/idea",
    "/urgent",
    "/privacy",
    "/genuine",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_can_read_every_page(demo_server, chromium, language):
    # The colours are the same in all of them, but not what lies on what.
    with open_page(chromium, width=320) as page:
        for path in PAGES:
            page.goto(f"{demo_server}/{language}{path}")
            assert_everybody_can_read(page, by_night=language == "ar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_to_call_is_seen_without_scrolling(demo_server, chromium, language):
    with open_page(chromium, width=320, height=640) as page:
        page.goto(f"{demo_server}/{language}/near/haltestelle-alter-markt-1")
        button = page.locator("a.act").first.bounding_box()
        assert button["height"] >= 56
        assert button["y"] + button["height"] <= 640


@pytest.mark.parametrize("language", ["ls", "ar"])
def test_no_time_of_day_is_broken_in_two(demo_server, chromium, language):
    with open_page(chromium, width=320) as page:
        page.goto(f"{demo_server}/{language}/offers")
        times = page.locator(".timetable .at time")
        lines = times.evaluate_all("all => all.map(one => one.getClientRects().length)")
        assert set(lines) == {1}


def test_everything_works_without_javascript(demo_server, chromium):
    with open_page(chromium, width=390, javascript=False) as page:
        page.goto(f"{demo_server}/de/near/haltestelle-alter-markt-1")
        page.locator(".tongues summary").click()
        page.get_by_role("link", name="Türkçe").click()
        expect(page).to_have_url(re.compile("/tr/near/haltestelle-alter-markt-1$"))
        page.locator(".timetable a").first.click()
        expect(page).to_have_url(re.compile("/tr/offers/"))
        page.goto(f"{demo_server}/de/offers")
        page.get_by_label("Was möchten Sie gern machen?").fill("Spaziergänge")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("/de/offers[?]"))
        expect(page.locator(".timetable > li").first).to_be_visible()


def test_a_phone_loads_little_and_only_from_us(demo_server, chromium):
    with open_page(chromium, width=390) as page:
        loaded = []
        page.on("response", lambda response: loaded.append(response))
        page.goto(f"{demo_server}/de/near/haltestelle-alter-markt-1", wait_until="networkidle")
        assert {response.url.split("/")[2] for response in loaded} == {demo_server.split("/")[2]}
        sizes = [response.request.sizes()["responseBodySize"] for response in loaded]
        assert sizes[0] <= 12_000 and sum(sizes) <= 60_000
        assert page.context.cookies() == []


def test_tapping_the_number_is_counted(demo_server, chromium, demo_steps):
    with open_page(chromium, width=390) as page:
        page.goto(f"{demo_server}/de/near/haltestelle-alter-markt-1", wait_until="networkidle")
        before = demo_steps()
        page.evaluate(
            "document.querySelector('a.act').addEventListener('click', e => e.preventDefault())"
        )
        with page.expect_response("**/steps/call**"):
            page.locator("a.act").first.click()
        until(lambda: demo_steps() == before + 1)
