"""Whatever happens to server, network and power: the last good document, and healed by itself."""

import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from store import offers, screens
from store.offer_texts import OfferText
from tests import until as waiting
from tests.bad_weather import WEATHERS, Outdoors
from tests.kiosk.screens.outdoors.conftest import LISTEN, SPIELERUNDE, opened
from tests.kiosk.screens.outdoors.device import (
    both_wait,
    device,
    holds,
    is_in,
    open_list,
    tap,
    titles,
    touch,
    until,
    wait,
    wake,
)

BEAT = 60


@pytest.fixture
def renamed(town):
    """Gives the game of Tuesday afternoon another title while the test runs."""

    def rename(title):
        offers.translate(town.db, SPIELERUNDE, OfferText("de", title))

    yield lambda: rename("Kartenrunde")
    rename("Spielerunde")


def still_works(page: Page) -> None:
    """Somebody comes, looks, chooses a language, and finds what was there before."""
    wake(page)
    open_list(page, "today")
    assert "Spielerunde" in titles(page)
    tap(page, "Sprache")
    tap(page, "Türkçe")
    expect(page.locator("html")).to_have_attribute("lang", "tr")
    page.locator("[data-does=done]").click()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    assert is_in(page, "attract")


def comes_to_say(page: Page, server: Outdoors, words: str) -> bool:
    """Whether within a minute of the device's clock, untouched, it learns to say these words."""
    both_wait(page, server, seconds=BEAT)

    def says() -> bool:
        # What it was told of by then its worker fetches at the pace of this world.
        wait(page, seconds=0.02)
        return holds(page, f"document.documentElement.textContent.includes('{words}')")

    return waiting.until(says)


def heals(page: Page, server: Outdoors, title: str) -> bool:
    """Whether within a minute, untouched, it shows what is new."""
    return comes_to_say(page, server, title) and is_in(page, "attract")


def test_the_server_dies_while_a_page_is_open_and_comes_back(turned_on, server, renamed):
    with turned_on() as page:
        server.kill()
        still_works(page)
        both_wait(page, server, seconds=BEAT)
        page.reload()
        still_works(page)
        page.goto(page.url.rpartition("/")[0] + "/")
        still_works(page)
        both_wait(page, server, seconds=10 * BEAT)
        renamed()
        server.start()
        assert heals(page, server, "Kartenrunde")


@pytest.mark.parametrize("weather", WEATHERS)
def test_what_is_no_document_of_ours_never_takes_its_place(turned_on, server, renamed, weather):
    with turned_on() as page:
        renamed()
        server.weather(weather)
        both_wait(page, server, seconds=BEAT)
        if weather in {"truncated", "other bytes"}:
            until(page, "told.some(({ isFailed }) => isFailed)")
        page.reload()
        both_wait(page, server, seconds=BEAT)
        still_works(page)
        server.weather("fine")
        assert heals(page, server, "Kartenrunde")


def test_no_screen_begins_with_a_document_that_is_not_ours(turned_on, server):
    """A worker that has not got everything is none; what was there before stays."""
    server.weather("other bytes")
    with turned_on(is_kept=False) as page:
        until(page, "navigator.serviceWorker.getRegistration().then((known) => !known)")
        server.weather("fine")
        page.reload()
        until(page, "told.some((label) => label.documents)")


def test_a_new_document_waits_until_nobody_is_there(turned_on, server, renamed):
    with turned_on() as page:
        wake(page)
        open_list(page, "today")
        renamed()
        both_wait(page, server, seconds=BEAT)
        until(page, "told.at(-1).documents.de !== document.documentElement.dataset.document")
        wait(page, seconds=2)
        assert is_in(page, "list") and "Spielerunde" in titles(page)
        page.locator("[data-does=done]").click()
        wait(page, seconds=2)
        until(page, "contents.textContent.includes('Kartenrunde')")


def test_the_power_fails_without_a_network_and_comes_back(chromium, server, key, tmp_path):
    server.at(datetime.now(UTC))
    with device(chromium, tmp_path) as page:
        opened(page, server, key)
        os.kill(browser_at(tmp_path), signal.SIGKILL)
    server.kill()
    with device(chromium, tmp_path) as page:
        page.add_init_script(LISTEN)
        page.goto(f"{server.address}/screen/{key}/")
        expect(page.locator("#attract")).to_be_visible()
        touch(page, 900, 400)
        page.locator("#start [data-topic=week]").click()
        assert is_in(page, "list") and "Spielerunde" in titles(page)
        expect(page.locator("#stale")).to_be_hidden()


def test_a_screen_that_is_switched_off_forgets_what_it_had(turned_on, server, town, key):
    with turned_on() as page:
        screens.revoke(town.db, screens.by_key(town.db, key).id, now=server.now())
        assert comes_to_say(page, server, "Bildschirm ist ausgeschaltet")
        server.kill()
        page.reload()
        expect(page.locator("body")).to_contain_text("030 23125 100")
        expect(page.locator("a")).to_have_count(0)
        kept = page.evaluate(
            """async () => {
              const names = await caches.keys();
              const requests = await Promise.all(names.map(async (name) =>
                (await (await caches.open(name)).keys()).map(({ url }) => url)));
              return requests.flat().map((url) => url.split("/").at(-1)).sort();
            }"""
        )
        assert kept == ["label", "switched-off"]


def browser_at(profile: Path) -> int:
    """The process that has this profile open."""
    return int(str((profile / "SingletonLock").readlink()).rpartition("-")[2])
