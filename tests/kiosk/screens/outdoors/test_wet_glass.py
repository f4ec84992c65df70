"""Drops, sleeves, children and trembling hands: taps that nobody meant."""

from playwright.sync_api import expect

from tests.kiosk.screens.outdoors.device import (
    finger,
    is_in,
    open_list,
    tap,
    titles,
    touch,
    wait,
    wake,
)


def test_a_second_finger_does_no_harm_and_a_third_means_rain(turned_on):
    with turned_on() as page:
        wake(page)
        open_list(page, "today")
        with finger(page, 900, 450, 1100, 700):
            wait(page, seconds=1)
            expect(page.locator("#rain")).to_be_hidden()
        wait(page, seconds=1)
        assert is_in(page, "list") and page.evaluate("visualViewport.scale") == 1
        with finger(page, 900, 450, 1100, 700, 300, 300):
            expect(page.locator("#rain")).to_be_visible()
        wait(page, seconds=4)
        done = page.locator("button", has_text="Fertig").bounding_box()
        touch(page, done["x"] + 30, done["y"] + 30)
        expect(page.locator("#rain")).to_be_visible()
        wait(page, seconds=2)
        expect(page.locator("#rain")).to_be_hidden()
        assert is_in(page, "list")


def test_rain_is_nobody_who_stays(turned_on):
    with turned_on() as page:
        wake(page)
        for _ in range(26):
            for x in range(6):
                touch(page, 300 + 200 * x, 500)
            wait(page, seconds=4.8)
        assert is_in(page, "attract")


def test_two_hundred_rapid_taps_lead_nowhere_and_leave_a_screen_that_works(turned_on):
    with turned_on() as page:
        wake(page)
        for n in range(200):
            touch(page, 60 + n * 37 % 1800, 60 + n * 53 % 960)
            if n % 10 == 9:
                wait(page, seconds=0.2)
        expect(page.locator("#rain")).to_be_visible()
        wait(page, seconds=6)
        expect(page.locator("#rain")).to_be_hidden()
        tap(page, "Fertig")
        wake(page)
        open_list(page, "today")
        assert titles(page)[0] == "Quartierscafé"


def test_a_double_tap_opens_one_thing(turned_on):
    with turned_on() as page:
        wake(page)
        box = page.locator("#start button", has_text="Heute").bounding_box()
        for _ in range(2):
            touch(page, box["x"] + 30, box["y"] + 30)
            wait(page, seconds=0.15)
        assert is_in(page, "list")


def test_a_long_press_and_a_drag_do_nothing(turned_on):
    with turned_on() as page:
        wake(page)
        box = page.locator("button:visible", has_text="Heute").bounding_box()
        before = page.screenshot()
        with finger(page, box["x"] + 30, box["y"] + 30) as hand:
            wait(page, seconds=3)
            moved = [{"x": box["x"] + 30, "y": box["y"] - 300 + 40 * n} for n in range(5)]
            for point in moved:
                hand.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        assert is_in(page, "start")
        assert page.evaluate("[scrollX, scrollY, getSelection().toString()]") == [0, 0, ""]
        assert page.screenshot() == before
        page.evaluate("addEventListener('contextmenu', (e) => { menu = !e.defaultPrevented; })")
        page.locator("#start [data-topic=today]").click(button="right")
        assert page.evaluate("menu") is False
