"""A real browser in front of a screen's document, opened at any view and in any mode."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import time

from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, Route

from store.screen_profiles import PROFILES

# Which switches to press, and which buttons one after another, to get from the start to a view.
MODES: Mapping[str, Sequence[str]] = {
    "normal": (),
    "large": ("size",),
    "contrast": ("contrast",),
    "lower": ("reach",),
    "large and lower": ("size", "reach"),
}
A_LIST = "[data-topic=week]"
PATHS: Mapping[str, Sequence[str]] = {
    "start": (),
    "topics": ("[data-topic=interests]",),
    "situations": ("[data-topic=situations]",),
    "languages": ("[data-does=languages]",),
    "list": (A_LIST,),
    "offer": (A_LIST, ".card"),
    "take-away": (A_LIST, ".card", ".ways [data-does=take-away]"),
    "door": ("[data-topic='door:company']",),
    "crisis": ("[data-does=crisis]",),
    "about": ("[data-view=about]",),
}
HOST = "http://screen.example"
BACK, MORE = ".ways [data-does=back]", ".ways [data-does=more]"

# Presses what can be seen, and nothing else; tells whether there was such a button.
PRESS = """(wanted) => {
  const button = [...document.querySelectorAll(wanted)].find((one) => one.checkVisibility());
  button?.click();
  return Boolean(button);
}"""


@contextmanager
def window(browser: Browser, client: FlaskClient, profile: str) -> Iterator[Page]:
    """The browser of a device of this kind; our application answers it without a network.

    Its clock stands still, or a slow machine would seem to be somebody who has gone.
    """
    device = PROFILES[profile]
    size = {"width": device.width_px, "height": device.height_px}
    context = browser.new_context(viewport=size, reduced_motion="reduce")
    context.route("**/*", lambda route: _answer(route, client))
    context.add_init_script("globalThis.realSetTimeout = setTimeout")
    context.clock.install(time=time())
    context.clock.pause_at(time())
    page = context.new_page()
    faults: list[object] = []
    page.on("pageerror", lambda fault: faults.append(fault))
    try:
        yield page
    finally:
        context.close()
    assert faults == []


def switch_on(page: Page, address: str) -> None:
    """Open a document; nobody has touched it yet."""
    page.goto(f"{HOST}{address}")
    page.wait_for_selector("[data-on][data-view=attract]", state="attached")


def turn(page: Page, mode: str) -> None:
    """Wake the screen and leave just the switches of this mode on."""
    page.evaluate("document.body.click()")
    while press(page, "[data-mode][aria-pressed=true]"):
        pass
    for name in MODES[mode]:
        assert press(page, f"[data-mode={name}]")


def go(page: Page, view: str) -> None:
    """Go back to the start and from there to a view, by its buttons; "more" where they hide."""
    while press(page, BACK):
        pass
    for button in PATHS[view]:
        while not press(page, button):
            assert press(page, MORE), f"no {button} on the way to {view}"


def press(page: Page, button: str) -> bool:
    """Press a button that can be seen; false if there is none."""
    return bool(page.evaluate(PRESS, button))


def _answer(route: Route, client: FlaskClient) -> None:
    asked = route.request
    path = asked.url.removeprefix(HOST)
    # A browser would unpack what comes over a network, but not what is put before it.
    kind = asked.headers.get("content-type")
    answer = client.open(path, method=asked.method, data=asked.post_data, content_type=kind)
    route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.get_data())
