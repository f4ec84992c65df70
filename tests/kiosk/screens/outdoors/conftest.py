"""A bench in a town of its own time, and a device that shows what is on there."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from playwright.sync_api import Browser, Page

from store import database, office_keys, screens
from tests.bad_weather import Outdoors
from tests.conftest import OFFICE, TUESDAY, Town
from tests.kiosk.screens.outdoors.device import until

# For tests to wait for: what the device felt and what its worker told the page, and how much it
# is asking for.
LISTEN = """
for (const felt of ["pointerdown", "pointerup", "click"]) {
  addEventListener(felt, () => console.debug(felt), true);
}
window.told = [];
navigator.serviceWorker?.addEventListener("message", ({ data }) => told.push(data));
window.asking = 0;
const ask = window.fetch;
window.fetch = (...question) => {
  asking += 1;
  return ask(...question).finally(() => { asking -= 1; });
};
"""

SPIELERUNDE = 2


@pytest.fixture(scope="session")
def outdoors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outdoors]:
    """A town with something on every day, served as `bin/run` does."""
    folder = tmp_path_factory.mktemp("outdoors")
    (folder / "office.toml").write_text(OFFICE, "utf-8")
    db = database.open(folder / database.FILE_NAME)
    database.migrate(db)
    office_keys.make(folder)
    town = Town(db, folder)
    town.offer("Quartierscafé", rule="FREQ=DAILY", at="09:00", until="11:00", category="Essen")
    games = town.offer("Spielerunde", rule="FREQ=DAILY", at="14:00", until="16:00")
    assert games == SPIELERUNDE
    town.offer("Nachtwache", rule="FREQ=DAILY", at="22:00", until="23:50")
    server = Outdoors(folder)
    server.at(TUESDAY)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def server(outdoors: Outdoors) -> Outdoors:
    """That server on the Tuesday, up and in fine weather."""
    outdoors.at(TUESDAY)
    outdoors.start()
    return outdoors


@pytest.fixture
def town(server: Outdoors) -> Iterator[Town]:
    """Its town."""
    db = database.open_office(server.folder)
    yield Town(db, server.folder)
    db.close()


@pytest.fixture
def key(town: Town) -> str:
    """The key of a bench's screen, which speaks German, Leichte Sprache and Turkish."""
    bench = town.poster("Bank am Markt", lat=52.0201)
    speaks = ("de", "ls", "tr")
    return screens.add(town.db, bench.id, profile="bench-15", languages=speaks, now=TUESDAY)


Turned_on = Callable[..., AbstractContextManager[Page]]


@pytest.fixture
def turned_on(chromium: Browser, server: Outdoors, key: str) -> Turned_on:
    """Turns a device on that never was; its clock goes right, and shows New York's time.

    Time passes there only by `wait`: to a slow machine people would seem slow. Without `has_clock`
    it is that of this machine, and the browser tells how a page was reached.
    """

    @contextmanager
    def turn_on(
        *, wrong_by: float = 0, has_clock: bool = True, is_kept: bool = True, **device: object
    ) -> Iterator[Page]:
        given = {"viewport": {"width": 1920, "height": 1080}, "timezone_id": "America/New_York"}
        context = chromium.new_context(**given | {"has_touch": True} | device)
        now = server.now().timestamp() + wrong_by
        try:
            if has_clock:
                context.clock.install(time=now)
                context.clock.pause_at(now)
            yield opened(context.new_page(), server, key, is_kept=is_kept)
        finally:
            context.close()

    return turn_on


def opened(page: Page, server: Outdoors, key: str, *, is_kept: bool = True) -> Page:
    """The screen's page, once its worker has all it needs to go on alone."""
    page.add_init_script(LISTEN)
    page.goto(f"{server.address}/screen/{key}/")
    if is_kept:
        until(page, "told.some((label) => label.documents)")
    return page
