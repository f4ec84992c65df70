"""While nobody is there: something calm that says it may be touched."""

from playwright.sync_api import expect

from store import screens
from tests.kiosk.screens.outdoors.device import is_in, tap, touch, wait, wake

BLACK = "rgb(0, 0, 0)"


def shows(page, n):
    """Whether this picture is shown and no other: true, or the test ends here."""
    expect(page.locator("#attract .still:visible")).to_have_count(1)
    expect(page.locator("#attract .still").nth(n)).to_be_visible()
    return True


def test_it_changes_slowly_and_can_be_held_still(turned_on):
    with turned_on() as page:
        assert shows(page, 0)
        wait(page, seconds=9)
        assert shows(page, 0)
        wait(page, seconds=5)
        assert shows(page, 1)
        page.locator("#pause").tap()
        expect(page.locator("#pause")).to_have_attribute("aria-pressed", "true")
        wait(page, seconds=60)
        assert shows(page, 1) and is_in(page, "attract")
        wake(page)
        tap(page, "Fertig")
        assert shows(page, 0)
        wait(page, seconds=14)
        assert shows(page, 1)


def test_nothing_moves_for_those_who_want_no_movement(turned_on):
    with turned_on(reduced_motion="reduce") as page:
        wait(page, seconds=60)
        assert shows(page, 0)


def test_the_first_touch_only_wakes(turned_on):
    with turned_on() as page:
        for language in ("de", "en", "tr", "ar"):
            expect(page.locator(f"#attract .wake [lang={language}]")).to_be_visible()
        # Where the start will have its first button, or anything else.
        touch(page, 300, 390)
        assert is_in(page, "start")


def test_in_the_quiet_hours_it_is_dark_until_somebody_comes(turned_on, town, key):
    screen = screens.by_key(town.db, key)
    quiet = ("22:00", "06:00")
    screens.settle(
        town.db,
        screen.id,
        languages=screen.languages,
        radius_m=None,
        categories=(),
        quiet=quiet,
        has_printer=False,
    )
    with turned_on() as page:
        html = page.locator("html")
        expect(html).not_to_have_attribute("data-quiet", "")
        page.clock.fast_forward("12:00:05")
        expect(html).to_have_attribute("data-quiet", "")
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == BLACK
        wake(page)
        expect(html).not_to_have_attribute("data-quiet", "")
        wait(page, seconds=121)
        expect(html).to_have_attribute("data-quiet", "")
        page.clock.fast_forward("08:00:00")
        expect(html).not_to_have_attribute("data-quiet", "")
