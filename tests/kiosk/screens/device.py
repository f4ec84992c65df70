"""What people do with a screen."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

from playwright.sync_api import Browser, CDPSession, Error, Page, expect

from tests.bad_weather import Outdoors
from tests.chromium import how

# Longer than a double tap.
CALM_MS = 400
# A device gives up on an answer after ten seconds of its own time.
SHORTER_THAN_AN_ANSWER = 5


def wake(page: Page) -> None:
    """The first touch, somewhere in the middle."""
    page.touchscreen.tap(900, 400)
    expect(page.locator("#start")).to_be_visible()
    page.clock.run_for(CALM_MS)


def tap(page: Page, name: str) -> None:
    """Touch the first button that says this, calmly."""
    page.locator("button:visible", has_text=name).first.tap()
    page.clock.run_for(CALM_MS)


def touch(page: Page, name: str) -> None:
    """Touch the place where this button is, whatever is there just now, and wait for nothing."""
    box = page.locator("button", has_text=name).first.bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + 30, box["y"] + 30)


def stop_the_clock(page: Page) -> None:
    """From now on only `wait` lets time pass on the device."""
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))


def open_list(page: Page, topic: str) -> None:
    """Open a topic from the start."""
    page.locator(f"#start [data-topic={topic}]").tap()
    page.clock.run_for(CALM_MS)
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
    latest = monotonic() + 30
    while not holds(page, truth):
        assert monotonic() < latest, truth
        page.wait_for_timeout(20)


def holds(page: Page, truth: str) -> bool:
    """Whether this is so in the page just now."""
    try:
        return bool(page.evaluate(truth))
    except Error:
        # It is just being replaced by another one.
        return False


def is_in(page: Page, view: str) -> bool:
    """Whether this view is open, and no other."""
    open_views = page.locator("main > section:visible")
    return open_views.count() == 1 and open_views.get_attribute("id") == view


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
        hand.send("Input.dispatchTouchEvent", touch)
    yield hand
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
