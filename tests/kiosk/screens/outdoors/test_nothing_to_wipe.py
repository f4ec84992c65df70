"""Visitor A was here. Visitor B, however curious, finds nothing of A."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk.screens.outdoors.conftest import opened
from tests.kiosk.screens.outdoors.device import (
    both_wait,
    device,
    is_in,
    nothing_is_switched_on,
    until,
    wait,
)

EVERYTHING_KEPT = """async () => ({
  cookie: document.cookie,
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  state: history.state,
  name: window.name,
  kept: (await Promise.all((await caches.keys()).map(async (name) =>
    (await (await caches.open(name)).keys()).map(({ url }) => url.split("/").at(-1))))).flat(),
  typed: [...document.querySelectorAll("input, textarea")].length,
})"""
NOTHING = {
    "cookie": "",
    "local": 0,
    "session": 0,
    "databases": 0,
    "state": None,
    "name": "",
    "kept": ["de", "label", "ls", "tr"],
    "typed": 0,
}


def visitor_a(page: Page) -> None:
    """Reads Turkish in large letters, looks at an offer, and opens the page for emergencies."""
    page.mouse.click(900, 400)
    page.locator("[data-mode=size]").click()
    page.locator("[data-does=languages]").click()
    page.locator("[data-language=tr]").click()
    expect(page.locator("html")).to_have_attribute("lang", "tr")
    page.locator("#start [data-topic=today]").click()
    page.locator("#list .card").first.click()
    page.locator("[data-does=crisis]").click()
    assert is_in(page, "crisis")


def is_as_new(page: Page) -> bool:
    """Whether the screen is as everybody finds it."""
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator("#attract")).to_be_visible()
    kept = page.evaluate(EVERYTHING_KEPT)
    kept["kept"].sort()
    return kept == NOTHING and nothing_is_switched_on(page) and "#" not in page.url


def go(page: Page, where: str) -> None:
    """Use a browser's own ways, which a screen does not show; before us there was nothing."""
    {"back": page.go_back, "forward": page.go_forward, "reload": page.reload}[where]()
    if page.url == "about:blank":
        page.go_forward()


@pytest.mark.parametrize("leave", ["walk off", "done", "reload"])
def test_visitor_b_finds_nothing_of_visitor_a(turned_on, server, leave):
    if leave != "walk off":
        server.at(datetime.now(UTC))
    with turned_on(has_clock=leave == "walk off") as page:
        assert is_as_new(page)
        length = page.evaluate("history.length")
        visitor_a(page)
        if leave == "walk off":
            wait(page, seconds=2 * 90 + 30 + 2)
        elif leave == "done":
            page.locator("[data-does=done]").click()
        else:
            page.reload()
        assert is_as_new(page)
        assert page.evaluate("history.length") == length
        for where in ("back", "forward", "reload"):
            go(page, where)
            assert is_as_new(page), where
        page.mouse.click(900, 400)
        assert is_in(page, "start")
        expect(page.locator("[data-does=back]")).to_be_hidden()


def test_what_the_browser_keeps_as_it_was_left_begins_anew(chromium, server, key, tmp_path):
    """Somebody got out by a way we do not know, and the next one goes back."""
    keeps_pages = {"ignore_default_args": ["--disable-back-forward-cache"]}
    with device(chromium, tmp_path, **keeps_pages) as page:
        opened(page, server, key)
        page.locator("#attract").evaluate("() => { window.isThatVeryPage = true; }")
        page.mouse.click(900, 400)
        page.locator("[data-does=crisis]").click()
        page.goto(f"{server.address}/de/urgent")
        page.evaluate("history.back()")
        until(page, "document.documentElement.dataset.view === 'attract'")
        assert is_as_new(page)


def test_a_browser_that_was_restored_in_a_visitors_language_does_not_stay_in_it(
    turned_on, server, key
):
    with turned_on() as page:
        page.goto(f"{server.address}/screen/{key}/tr")
        expect(page.locator("html")).to_have_attribute("lang", "tr")
        wait(page, seconds=122)
        assert is_as_new(page)


def test_nothing_is_asked_for_and_nothing_leaves_the_house(turned_on, server):
    with turned_on() as page:
        asked = []
        page.context.on("request", lambda request: asked.append(request.url))
        visitor_a(page)
        page.locator("[data-does=done]").click()
        both_wait(page, server, seconds=61)
        assert is_as_new(page)
    assert {url.split("/screen/")[0] for url in asked} == {server.address}
    assert {url.rpartition("/")[2] for url in asked} <= {"de", "tr", "heartbeat", "worker.js"}
