"""A screen tells that it is well, and does what the desk wishes when nobody is there."""

from dataclasses import replace

import pytest

from store import heartbeats, screens
from tests.conftest import TUESDAY
from tests.kiosk.screens.outdoors.device import both_wait, is_in, open_list, until, wait, wake

BEAT = 60


@pytest.fixture
def told(town, key):
    """What the office knows of the screen."""
    screen = screens.by_key(town.db, key)
    return lambda: heartbeats.find(town.db, screen.id).told


def test_it_tells_what_it_draws_and_nothing_about_anybody(turned_on, server, town, key, told):
    with turned_on() as page:
        both_wait(page, server, seconds=BEAT)
        asleep = told()
        assert (asleep.language, asleep.state, asleep.errors) == ("de", "attract", "[]")
        assert asleep.document == page.locator("html").get_attribute("data-document")
        assert asleep.frames > 20 and abs(asleep.clock_off_seconds) < 60
        wake(page)
        open_list(page, "today")
        both_wait(page, server, seconds=BEAT)
        seen = told()
        assert seen.state == "list" and seen.frames > asleep.frames
        assert len(seen.picture) == 8 and seen.picture != asleep.picture
        page.evaluate("() => { Promise.reject(new Error('a fault of ours')); }")
        both_wait(page, server, seconds=BEAT)
        assert "a fault of ours" in told().errors
        both_wait(page, server, seconds=BEAT)
        assert told().errors == "[]"
    [day] = town.db.query(
        "SELECT visits, touches FROM screen_day WHERE screen_id = ?",
        [screens.by_key(town.db, key).id],
    )
    assert day == {"visits": 1, "touches": 2}


def test_the_same_picture_has_the_same_mark(turned_on, server, told):
    marks = []
    for _ in range(2):
        # The page says the minute it is of; a beat later is well inside one, however slow we are.
        server.at(TUESDAY.replace(second=20))
        with turned_on(reduced_motion="reduce") as page:
            both_wait(page, server, seconds=BEAT)
            marks.append(replace(told(), frames=0, heap=0, as_of="", clock_off_seconds=0))
    assert marks[0] == marks[1]


def test_a_restart_waits_for_a_visitor_to_leave_but_not_for_ever(turned_on, server, town, key):
    def wish():
        screen = screens.by_key(town.db, key)
        screens.wish_for(town.db, screen.id, "restart", now=server.now())

    with turned_on() as page:
        page.evaluate("window.name = 'before'")
        fresh = "performance.timeOrigin !== window.began"
        wish()
        wake(page)
        page.locator("[data-mode=time]").tap()
        page.evaluate("window.began = performance.timeOrigin")
        both_wait(page, server, seconds=BEAT)
        wait(page, seconds=240)
        assert is_in(page, "start") and not page.evaluate(fresh)
        wait(page, seconds=70)
        until(page, fresh)
        page.evaluate("window.began = performance.timeOrigin")
        wish()
        both_wait(page, server, seconds=BEAT)
        wait(page, seconds=2)
        until(page, fresh)


def test_a_refresh_fetches_everything_anew(turned_on, server, town, key):
    with turned_on() as page:
        screen = screens.by_key(town.db, key)
        screens.wish_for(town.db, screen.id, "refresh", now=server.now())
        both_wait(page, server, seconds=BEAT)
        until(page, "told.some(({ number }) => number === 2)")
