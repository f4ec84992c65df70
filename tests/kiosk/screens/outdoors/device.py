"""What people do with a screen."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Error, Locator, Page, expect

from tests import until as waiting
from tests.bad_weather import Outdoors
from tests.chromium import how

# Longer than a double tap.
CALM_MS = 400
# A device gives up on an answer after ten seconds of its own time.
SHORTER_THAN_AN_ANSWER = 5


@contextmanager
def felt(page: Page, what: str = "click") -> Iterator[None]:
    """A touch, which a device hears of a moment later: after the block it has (see LISTEN)."""
    with page.expect_console_message(lambda said: said.text == what):
        yield


def wake(page: Page) -> None:
    """The first touch, somewhere in the middle."""
    touch(page, 900, 400)
    expect(page.locator("#start")).to_be_visible()
    page.clock.run_for(CALM_MS)


def press(page: Page, button: Locator) -> None:
    """Touch a button, calmly."""
    with felt(page):
        button.tap()
    page.clock.run_for(CALM_MS)


def tap(page: Page, name: str) -> None:
    """Touch the first button that says this, calmly."""
    press(page, page.locator("button:visible", has_text=name).first)


def touch(page: Page, x: float, y: float) -> None:
    """Touch this place, whatever is there just now."""
    with felt(page):
        page.touchscreen.tap(x, y)


def open_list(page: Page, topic: str) -> None:
    """Open a topic from the start."""
    press(page, page.locator(f"#start [data-topic={topic}]"))
    assert is_in(page, "list")


def switch_on(page: Page, name: str) -> None:
    """Use one of the switches that are always in the same place."""
    tap(page, name)
    expect(page.locator(".switch", has_text=name)).to_have_attribute("aria-pressed", "true")


def nothing_is_switched_on(page: Page) -> bool:
    """Whether size, contrast, height and time are those everybody finds."""
    on = page.locator("html[data-size], html[data-contrast], html[data-reach], html[data-time]")
    return on.count() == 0


def wait(page: Page, *, seconds: float) -> None:
    """Let the device's clock run on, nobody touching it."""
    page.clock.run_for(seconds * 1000)


def both_wait(page: Page, server: Outdoors, *, seconds: int) -> None:
    """Let the same time pass for the server and for the device, which gets its answers."""
    for passed in range(0, seconds, SHORTER_THAN_AN_ANSWER):
        some = min(SHORTER_THAN_AN_ANSWER, seconds - passed)
        server.wait(seconds=some)
        wait(page, seconds=some)
        until(page, "asking === 0")


def until(page: Page, truth: str) -> None:
    """Wait until this holds in the page, whose own policy forbids Playwright's way to wait."""
    waiting.until(lambda: holds(page, truth), truth)


def holds(page: Page, truth: str) -> bool:
    """Whether this is so in the page just now."""
    try:
        return bool(page.evaluate(truth))
    except Error:
        # It is just being replaced by another one.
        return False


def is_in(page: Page, view: str) -> bool:
    """Whether this view is open, and no other: true, or the test ends here."""
    expect(page.locator("main > section:visible")).to_have_count(1)
    expect(page.locator("main > section:visible")).to_have_id(view)
    return True


def titles(page: Page) -> list[str]:
    """What the open list offers."""
    return page.locator("#list .card .title").all_inner_texts()


@contextmanager
def finger(page: Page, *at: float) -> Iterator[CDPSession]:
    """One or more fingers (x, y, x, y …) that stay on the glass while the block runs."""
    hand = page.context.new_cdp_session(page)
    points = [
        {"x": x, "y": y, "id": n} for n, (x, y) in enumerate(zip(at[::2], at[1::2], strict=True))
    ]
    for n in range(len(points)):
        touch = {"type": "touchStart", "touchPoints": points[: n + 1]}
        with felt(page, "pointerdown"):
            hand.send("Input.dispatchTouchEvent", touch)
    yield hand
    with felt(page, "pointerup"):
        hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    hand.detach()


@contextmanager
def device(chromium: Browser, profile: Path, **options: object) -> Iterator[Page]:
    """A browser with a profile of its own, which may be killed while the block runs."""
    context = chromium.browser_type.launch_persistent_context(
        profile,
        **how(),
        **options,
        viewport={"width": 1920, "height": 1080},
        has_touch=True,
    )
    try:
        yield context.pages[0]
    finally:
        with suppress(Error):
            context.close()
