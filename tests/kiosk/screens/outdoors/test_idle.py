"""Nobody is hurried, and nobody leaves anything behind."""

import re

from playwright.sync_api import expect

from tests.kiosk.screens.outdoors.device import (
    finger,
    is_in,
    nothing_is_switched_on,
    open_list,
    switch_on,
    tap,
    touch,
    wait,
    wake,
)

READING, WARNING = 90, 30


def test_who_is_still_there_is_asked_and_stays_with_a_tap_as_often_as_they_like(turned_on):
    with turned_on() as page:
        # The device's time runs ahead of the server's here, which must not be heard.
        page.context.set_offline(True)
        wake(page)
        open_list(page, "today")
        tap(page, "Spielerunde")
        switch_on(page, "Kontrast")
        before = page.locator("main").inner_text()
        for _ in range(3):
            wait(page, seconds=READING - 2)
            expect(page.locator("#warning")).to_be_hidden()
            wait(page, seconds=20)
            expect(page.locator("#warning")).to_be_visible()
            expect(page.locator("#countdown")).to_have_text(re.compile("^([6-9]|1[0-5])$"))
            # Over the button that would clear everything.
            box = page.locator("[data-does=done]").bounding_box()
            touch(page, box["x"] + 20, box["y"] + 20)
            expect(page.locator("#warning")).to_be_hidden()
            expect(page.locator("main")).to_have_text(before, use_inner_text=True)
            assert is_in(page, "offer")
            expect(page.locator("html")).to_have_attribute("data-contrast", "high")


def test_who_does_not_answer_has_gone(turned_on):
    with turned_on() as page:
        wake(page)
        switch_on(page, "Größer")
        switch_on(page, "Kontrast")
        switch_on(page, "Tiefer")
        wait(page, seconds=2 * READING + WARNING + 1)
        assert is_in(page, "attract")
        expect(page.locator("#warning")).to_be_hidden()
        assert nothing_is_switched_on(page)


def test_done_clears_all_at_once(turned_on):
    with turned_on() as page:
        wake(page)
        switch_on(page, "Mehr Zeit")
        open_list(page, "today")
        tap(page, "Fertig")
        assert is_in(page, "attract") and nothing_is_switched_on(page)


def test_slow_readers_have_more_time(turned_on):
    with turned_on() as page:
        for switches, reading in (
            (["Größer"], 180),
            (["Mehr Zeit"], 900),
            (["Größer", "Mehr"], 1800),
        ):
            wake(page)
            for name in switches:
                switch_on(page, name)
            wait(page, seconds=reading - 2)
            expect(page.locator("#warning")).to_be_hidden()
            wait(page, seconds=3)
            expect(page.locator("#warning")).to_be_visible()
            wait(page, seconds=WARNING)
            assert is_in(page, "attract")


def test_leichte_sprache_has_twice_the_time(turned_on):
    with turned_on() as page:
        wake(page)
        tap(page, "Sprache")
        tap(page, "Leichte Sprache")
        expect(page.locator("html")).to_have_attribute("lang", "de-simple")
        wait(page, seconds=2 * READING - 2)
        expect(page.locator("#warning")).to_be_hidden()
        assert is_in(page, "start")
        wait(page, seconds=WARNING + 4)
        expect(page.locator("html")).to_have_attribute("lang", "de")
        assert is_in(page, "attract")


def test_no_time_passes_while_a_finger_lies_on_the_screen_or_a_voice_reads(turned_on):
    with turned_on() as page:
        wake(page)
        with finger(page, 600, 300):
            wait(page, seconds=READING + WARNING + 60)
            assert is_in(page, "start")
        expect(page.locator("#warning")).to_be_hidden()
        voice = page.locator("#voice")
        voice.evaluate("it => Object.defineProperty(it, 'paused', {configurable: true, value: 0})")
        wait(page, seconds=READING + WARNING + 60)
        assert is_in(page, "start")
        voice.evaluate("(it) => { delete it.paused; }")
        wait(page, seconds=READING + 1)
        expect(page.locator("#warning")).to_be_visible()


def test_a_bag_that_leans_against_the_screen_is_no_finger_for_ever(turned_on):
    with turned_on() as page:
        wake(page)
        with finger(page, 600, 300):
            wait(page, seconds=5 * 60 + READING + WARNING + 2)
            assert is_in(page, "attract")
