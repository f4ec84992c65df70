"""A screen reads aloud what it shows, in one's own language, and never says what is not true."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect

from kiosk.screens import rehearsals, voices
from kiosk.screens.spoken import Phrase
from store import database, office, office_keys, screens
from tests.bad_weather import Outdoors
from tests.conftest import OFFICE, TUESDAY, Town
from tests.kiosk.screens.outdoors.conftest import LISTEN
from tests.kiosk.screens.outdoors.device import press, until
from tests.until import PATIENCE_SECONDS

# What was heard, in order; a sound counts when it really plays.
HEAR = """
window.heard = [];
addEventListener("playing", ({ target }) => {
  if (target.currentTime < 0.05) heard.push(/([0-9a-f]{16})/.exec(target.src)[1]);
}, true);
"""

ALL_KEPT = """
caches.open(`screen ${location.pathname.replace("de", "")} said`)
  .then((kept) => kept.keys())
  .then(({ length }) => length === JSON.parse(contents.textContent).said.kept.length)
"""


@pytest.fixture(scope="module")
def speaking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outdoors]:
    """A town that speaks German, with a bench, served as it always is."""
    folder = tmp_path_factory.mktemp("speaking")
    (folder / "office.toml").write_text('languages = ["de"]\n' + OFFICE, "utf-8")
    db = database.open(folder / database.FILE_NAME)
    database.migrate(db)
    office_keys.make(folder)
    town = Town(db, folder)
    town.offer("Spielerunde", free="yes")
    town.offer("Quartierscafé", at="09:00", until="11:00")
    town.offer("Trauercafé", rule="FREQ=WEEKLY;BYDAY=FR")
    server = Outdoors(folder)
    server.at(TUESDAY)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def address(speaking: Outdoors) -> str:
    """The screen's address, whose sounds are all there."""
    with time_machine.travel(TUESDAY):
        db = database.open_office(speaking.folder)
        town = Town(db, speaking.folder)
        bench = town.poster("Bank am Markt")
        key = screens.add(db, bench.id, profile="bench-15", languages=("de",), now=TUESDAY)
        assert rehearsals.rehearse(speaking.folder, seconds=PATIENCE_SECONDS)
        db.close()
    return f"{speaking.address}/screen/{key}/de"


@pytest.fixture
def page(chromium: Browser, speaking: Outdoors) -> Iterator[Page]:
    """A device whose clock goes right."""
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, has_touch=True)
    context.clock.install(time=speaking.now().timestamp())
    context.clock.pause_at(speaking.now().timestamp())
    context.add_init_script(LISTEN + HEAR)
    yield context.new_page()
    context.close()


def name(speaking: Outdoors, text: str) -> str:
    voice = voices.of(speaking.folder, office.read(speaking.folder).voice_command)
    return voice.name_of(Phrase("de", text))


def woken(page: Page, address: str) -> Page:
    page.goto(address)
    tap(page, ".wake")
    expect(page.locator("#start")).to_be_visible()
    return page


def tap(page: Page, what: str) -> None:
    press(page, page.locator(what).first)


def skip(page: Page) -> None:
    """To the end of what is being said just now."""
    page.evaluate("voice.currentTime = voice.duration - 0.01")


def speak_for_ever(page: Page) -> None:
    """What is being said just now is said again and again."""
    until(page, "heard.length === 1")
    page.evaluate("voice.loop = true")
    until(page, "!voice.paused")


def test_an_offer_is_read_from_its_title_to_the_first_visit(speaking, address, page):
    woken(page, address)
    tap(page, ".tile.first")
    tap(page, ".card:has-text('Spielerunde')")
    tap(page, "#aloud")
    sentences = (
        "Spielerunde.",
        "Heute von 14 Uhr bis 16 Uhr.",
        "Am Dienstag, dem zwölften Mai, von 14 Uhr bis 16 Uhr.",
        "Am Dienstag, dem neunzehnten Mai, von 14 Uhr bis 16 Uhr.",
        "Von hier gehen Sie etwa 3 Minuten zu Fuß. Die Adresse:",
        "Lukashaus, Am Markt 1, Altstadt.",
        "Es kostet nichts.",
        "Der Tisch ist gedeckt.",
    )
    for n in range(len(sentences)):
        until(page, f"heard.length === {n + 1}")
        assert page.evaluate("voice.duration") > 0.3
        skip(page)
    expect(page.locator("#aloud")).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("heard") == [name(speaking, text) for text in sentences]
    until(page, "voice.paused")


def test_a_list_is_read_as_it_stands(speaking, address, page):
    woken(page, address)
    tap(page, ".tile.first")
    tap(page, "#aloud")
    for n in range(3):
        until(page, f"heard.length === {n + 1}")
        skip(page)
    until(page, "heard.length === 4")
    texts = ("Heute.", "Quartierscafé.", "Heute von 9 Uhr bis 11 Uhr.", "Spielerunde.")
    assert page.evaluate("heard") == [name(speaking, text) for text in texts]


@pytest.mark.parametrize("way_out", ["#aloud", "[data-does=done]", ".tile.first"])
def test_it_stops_at_once(address, page, way_out):
    woken(page, address)
    tap(page, "#aloud")
    speak_for_ever(page)
    tap(page, way_out)
    until(page, "voice.paused")
    expect(page.locator("html")).not_to_have_attribute("data-voice", "on")
    expect(page.locator(".level").first).to_be_hidden()


def test_volume_and_pace_are_large_buttons_and_the_next_person_finds_the_usual_ones(address, page):
    woken(page, address)
    tap(page, "#aloud")
    for button in ("Lauter", "Langsamer"):
        tap(page, f".level:has-text('{button}')")
    louder = page.locator(".level", has_text="Lauter")
    expect(louder).to_have_attribute("aria-disabled", "true")
    assert page.evaluate("[voice.volume, voice.playbackRate]") == [1, 0.85]
    tap(page, "[data-does=done]")
    tap(page, ".wake")
    tap(page, "#aloud")
    assert page.evaluate("[voice.volume, voice.playbackRate]") == [0.75, 1]


def test_the_next_view_is_said_with_the_same_voice(address, page):
    woken(page, address)
    tap(page, "#aloud")
    tap(page, ".level:has-text('Langsamer')")
    tap(page, "#aloud")
    tap(page, ".tile.first")
    tap(page, "#aloud")
    until(page, "heard.length === 2")
    assert page.evaluate("voice.playbackRate") == 0.85


def test_while_it_reads_nobody_is_asked_whether_they_are_there(address, page):
    woken(page, address)
    tap(page, "#aloud")
    speak_for_ever(page)
    page.clock.run_for(110_000)
    until(page, "!voice.paused")
    expect(page.locator("#warning")).to_be_hidden()


def test_without_a_voice_there_is_no_switch(chromium, turned_on, server, key):
    with turned_on(is_kept=False) as device:
        expect(device.locator("#aloud")).to_have_count(1)
        tap(device, ".wake")
        expect(device.locator("#aloud")).to_be_hidden()
        expect(device.locator(".level").first).to_be_hidden()


def sounds(address, page):
    html = page.request.get(address).text()
    return re.findall(r'"([0-9a-f]{16})"', html)


def test_what_is_announced_is_there_for_good_and_nothing_else(address, page):
    names = sounds(address, page)
    assert len(names) > 20
    home = address.removesuffix("/de")
    answer = page.request.get(f"{home}/said/{names[0]}.opus")
    assert answer.headers["content-type"] == "audio/ogg"
    assert "immutable" in answer.headers["cache-control"] and "set-cookie" not in answer.headers
    assert answer.body().startswith(b"OggS")
    part = page.request.get(f"{home}/said/{names[0]}.opus", headers={"Range": "bytes=0-9"})
    assert (part.status, len(part.body())) == (206, 10)
    assert page.request.get(f"{home}/said/{'0' * 16}.opus").status == 404
    other = home.rpartition("/")[0]
    assert page.request.get(f"{other}/guessed/said/{names[0]}.opus").status == 404


def test_today_can_be_heard_without_a_network_and_of_the_rest_the_screen_says_why_not(
    speaking, address, page
):
    woken(page, address)
    until(page, ALL_KEPT)
    page.context.set_offline(True)
    tap(page, ".tile.first")
    tap(page, ".card:has-text('Spielerunde')")
    tap(page, "#aloud")
    until(page, "heard.length === 1")
    skip(page)
    until(page, "heard.length === 2")
    assert page.evaluate("heard[1]") == name(speaking, "Heute von 14 Uhr bis 16 Uhr.")
    # While it reads, its controls stand where the way back was.
    for button in ("#aloud", "[data-does=back]", "[data-does=back]", "[data-topic=week]"):
        tap(page, button)
    tap(page, ".card:has-text('Trauercafé')")
    tap(page, "#aloud")
    expect(page.locator("#mute")).to_be_visible()
    expect(page.locator("#aloud")).to_have_attribute("aria-pressed", "false")
    tap(page, "[data-does=back]")
    expect(page.locator("#mute")).to_be_hidden()
