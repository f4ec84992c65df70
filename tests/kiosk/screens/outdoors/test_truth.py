"""What is past is never shown as coming, and nobody is told something is newer than it is."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import TUESDAY
from tests.kiosk.screens.outdoors.device import (
    both_wait,
    finger,
    is_in,
    open_list,
    tap,
    titles,
    until,
    wait,
    wake,
)

DAY, HOUR = 24 * 3600, 3600


def stand(page: Page) -> str:
    """What the screen says about how old it is, without the marks around names."""
    return page.locator("#as-of").inner_text().replace("\u2068", "").replace("\u2069", "")


def later(page: Page, server, *, hours: float) -> None:
    """Let hours pass for everybody while nobody touches the screen, and wait for its heartbeat."""
    server.at(server.now() + timedelta(hours=hours))
    page.clock.fast_forward(int(hours * HOUR * 1000))


def hours_alone(page: Page, *, hours: float) -> None:
    """Let hours pass without a network."""
    page.context.set_offline(True)
    page.clock.fast_forward(int(hours * HOUR * 1000))
    wait(page, seconds=2)


def test_every_list_says_of_when_it_is(turned_on):
    with turned_on() as page:
        wake(page)
        open_list(page, "today")
        assert stand(page) == "Stand: heute, 10:00"
        hours_alone(page, hours=15)
        assert stand(page) == "Stand: Di., 5. Mai, 10:00"


def test_as_of_is_when_the_server_last_said_that_nothing_is_new(turned_on, server):
    with turned_on() as page:
        later(page, server, hours=3)
        expect(page.locator("#as-of")).to_contain_text("13:0")


def test_an_offer_that_ends_while_it_is_shown_says_so_and_leaves_the_list(turned_on, server):
    server.at(TUESDAY.replace(minute=59))
    with turned_on() as page:
        wake(page)
        open_list(page, "today")
        assert titles(page) == ["Quartierscafé", "Spielerunde", "Nachtwache"]
        tap(page, "Quartierscafé")
        first = page.locator("#offer .line").first
        expect(first).to_contain_text("heute")
        wait(page, seconds=65)
        assert is_in(page, "offer")
        expect(page.locator("#offer .line", has_text="heute")).to_have_count(0)
        tap(page, "Zurück")
        assert titles(page) == ["Spielerunde", "Nachtwache"]


def test_nothing_moves_under_a_finger(turned_on, server):
    server.at(TUESDAY.replace(minute=59))
    with turned_on() as page:
        wake(page)
        open_list(page, "today")
        with finger(page, 900, 1000):
            wait(page, seconds=65)
            assert titles(page)[0] == "Quartierscafé"
        wait(page, seconds=2)
        assert titles(page)[0] == "Spielerunde"


def test_midnight_makes_tomorrow_today(turned_on, server):
    server.at(TUESDAY.replace(hour=21, minute=58))
    with turned_on() as page:
        hours_alone(page, hours=0.02)
        wake(page)
        open_list(page, "today")
        assert titles(page) == []
        tap(page, "Mehr Zeit")
        wait(page, seconds=120)
        assert titles(page) == ["Quartierscafé", "Spielerunde", "Nachtwache"]
        # It depends on the world's pace whether the server has confirmed by then what it made.
        assert stand(page) in {"Stand: Di., 5. Mai, 23:55", "Stand: Di., 5. Mai, 23:58"}


@pytest.mark.parametrize(
    ("eve", "hours_of_sunday"), [((2026, 3, 28, 12), 23), ((2026, 10, 24, 12), 25)]
)
def test_the_night_the_clocks_change(turned_on, server, eve, hours_of_sunday):
    server.at(datetime(*eve, tzinfo=UTC))
    with turned_on() as page:
        # To Sunday, 21:30 in town, when the night watch is still to come.
        midnight = page.evaluate("JSON.parse(contents.textContent).days[1].starts / 1000")
        until = midnight + (hours_of_sunday - 2.5) * HOUR - page.evaluate("Date.now() / 1000")
        hours_alone(page, hours=until / HOUR)
        wake(page)
        open_list(page, "today")
        assert titles(page) == ["Nachtwache"]
        expect(page.locator("#list .card .at")).to_contain_text("22:00")
        hours_alone(page, hours=2.5)
        assert is_in(page, "attract")
        wake(page)
        open_list(page, "today")
        assert titles(page)[0] == "Quartierscafé"


def test_old_news_says_so_and_very_old_news_is_not_told(turned_on):
    with turned_on() as page:
        note = page.locator("#stale")
        hours_alone(page, hours=23)
        expect(note).to_be_hidden()
        hours_alone(page, hours=2)
        expect(note).to_contain_text("Älter als ein Tag")
        expect(page.locator(".foot")).to_contain_text("030 23125 100")
        wake(page)
        open_list(page, "week")
        assert "Spielerunde" in titles(page)
        tap(page, "Fertig")
        hours_alone(page, hours=6 * 24)
        expect(note).to_contain_text("zu alt")
        expect(page.locator("#attract .still:visible")).to_contain_text("030 23125 100")
        wake(page)
        expect(page.locator("#start")).not_to_contain_text("Heute", use_inner_text=True)
        expect(page.locator("#start")).to_contain_text("0800 111 0 111", use_inner_text=True)
        tap(page, "Ich suche Gesellschaft")
        assert is_in(page, "take-away")
        tap(page, "Hilfe")
        expect(page.locator("#crisis")).to_contain_text("0800 111 0 111")


@pytest.mark.parametrize(
    ("wrong_by", "day"), [(-2 * DAY, "5."), (-400, "5."), (400, "5."), (2 * DAY, "7.")]
)
def test_a_clock_that_is_wrong_is_not_believed(turned_on, server, wrong_by, day):
    """What is over by the device's clock or by the server's is over, and no day is today."""
    server.at(TUESDAY.replace(hour=12))
    with turned_on(wrong_by=wrong_by) as page:
        expect(page.locator("#stale")).to_contain_text("Uhr")
        wake(page)
        open_list(page, "week")
        assert titles(page)[0] == "Spielerunde"
        expect(page.locator("#list .card .on").first).to_contain_text(f"{day} Mai")
        expect(page.locator("#list")).not_to_contain_text("heute", use_inner_text=True)
        assert "heute" not in stand(page)


def test_a_device_that_wakes_up_in_the_past_knows_better(turned_on, server):
    """A small computer without a battery begins where its clock once stood."""
    with turned_on() as page:
        both_wait(page, server, seconds=35)
        until(page, "told.some(({ server }) => server)")
        page.context.set_offline(True)
        page.clock.set_system_time(TUESDAY - timedelta(days=30))
        page.reload()
        expect(page.locator("#stale")).to_contain_text("Uhr")
        wake(page)
        open_list(page, "week")
        days = page.locator("#list .card .on").all_inner_texts()
        assert titles(page)[0] == "Quartierscafé" and "5. Mai" in days[0]
