"""Every view of every kind of screen, measured as somebody sits before it: mm, degrees, cm."""

import shutil

import pytest

from outreach.app import create_app
from store import database, placements, screens
from store.languages import LANGUAGES
from store.screen_profiles import PROFILES
from tests.conftest import TUESDAY
from tests.for_all import complaints
from tests.kiosk.screens.screen_windows import (
    MODES,
    MORE,
    PATHS,
    go,
    press,
    switch_on,
    turn,
    window,
)

KINDS = {"bench-15": "bench", "library-21": "library", "stele-32": "stop"}
# With all switches there are, also the one for a server that has a voice.
MEASURE = """() => {
  document.getElementById("aloud").hidden = false;
  const seen = (one) => one.checkVisibility({ visibilityProperty: true })
    && getComputedStyle(one).clipPath === "none" && !one.closest("svg");
  const box = ({ left, top, right, bottom }) => [left, top, right, bottom];
  const name = (one) => `${one.className || one.tagName} “${one.textContent.trim().slice(0, 30)}”`;
  const buttons = [...document.querySelectorAll("button")].filter(seen);
  const texts = [...document.querySelectorAll("body *")].filter(seen).flatMap((one, of) =>
    [...one.childNodes].filter((node) => node.nodeType === 3 && node.data.trim())
      .flatMap((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        const text = { name: name(one), of, size: parseFloat(getComputedStyle(one).fontSize) };
        return [...range.getClientRects()].map((line) => ({ ...text, box: box(line) }));
      }));
  return {
    buttons: buttons.map((one) => ({
      name: name(one), kind: one.className, box: box(one.getBoundingClientRect()),
      isFull: one.scrollWidth > one.clientWidth + 1
        || one.scrollHeight > one.clientHeight + 0.2 * parseFloat(getComputedStyle(one).fontSize),
    })),
    texts,
    scrolls: document.scrollingElement.scrollHeight > innerHeight
      || document.scrollingElement.scrollWidth > innerWidth,
  };
}"""


@pytest.fixture(scope="module")
def screens_of_town(demo_folder, tmp_path_factory):
    """A copy of the demo town with a screen of each kind: its client, and profile → address."""
    folder = tmp_path_factory.mktemp("screens") / "town"
    shutil.copytree(demo_folder, folder)
    db = database.open_office(folder)
    addresses, taken = {}, {screen.placement.id for screen in screens.everywhere(db)}
    for profile, kind in KINDS.items():
        place = next(p for p in placements.everywhere(db) if p.kind == kind and p.id not in taken)
        key = screens.add(db, place.id, profile=profile, languages=tuple(LANGUAGES), now=TUESDAY)
        addresses[profile] = f"/screen/{key}/"
        taken.add(place.id)
    db.close()
    return create_app(folder).test_client(), addresses


@pytest.fixture
def is_thorough(request):
    return request.config.getoption("--every-screen")


@pytest.mark.parametrize("profile", PROFILES)
def test_everybody_can_reach_touch_and_read_it(screens_of_town, chromium, profile, is_thorough):
    (client, addresses), problems = screens_of_town, []
    for language in LANGUAGES if is_thorough else ("de", "ar"):
        with window(chromium, client, profile) as page:
            switch_on(page, addresses[profile] + language)
            is_all = is_thorough or language == "de"
            for mode, view, measured in measurements(
                page, MODES if is_all else ("normal", "large")
            ):
                found = problems_of(PROFILES[profile], mode, measured)
                problems += [f"{language} {mode} {view}: {problem}" for problem in found]
    assert problems == []


def measurements(page, modes):
    """Every view in every mode, and what comes with "more"."""
    yield "normal", "attract", page.evaluate(MEASURE)
    for mode in modes:
        turn(page, mode)
        for view in PATHS:
            go(page, view)
            yield mode, view, page.evaluate(MEASURE)
            if press(page, MORE):
                yield mode, f"{view}, more", page.evaluate(MEASURE)
        go(page, "start")


def problems_of(device, mode, measured):
    if measured["scrolls"]:
        yield "scrolls"
    degrees = 0.7 if "large" in mode else 0.5
    for text in measured["texts"]:
        if text["size"] < device.font_px(degrees=degrees):
            yield f"{text['name']}: {text['size']} px are too small to read"
        if not is_within(text["box"], (0, 0, device.width_px, device.height_px)):
            yield f"{text['name']} leaves the picture"
    for one, other in pairs(measured["texts"]):
        if one["of"] != other["of"] and gap(one["box"], other["box"]) < -3:
            yield f"{one['name']} lies over {other['name']}"
    yield from problems_of_buttons(device, mode, measured["buttons"])


def problems_of_buttons(device, mode, buttons):
    for button in buttons:
        left, top, right, bottom = button["box"]
        if min(right - left, bottom - top) < 20 * device.px_a_mm() - 0.5:
            yield f"{button['name']} is smaller than 20 mm"
        if button["isFull"]:
            yield f"{button['name']} is too small for what it says"
        highest, lowest = heights(device, mode, button["kind"])
        if top < highest - 0.5 or bottom > lowest + 0.5:
            yield f"{button['name']} is out of reach: {top:.0f} to {bottom:.0f}"
    for one, other in pairs(buttons):
        if gap(one["box"], other["box"]) < 4 * device.px_a_mm() - 0.5:
            yield f"{one['name']} is too near to {other['name']}"


def heights(device, mode, kind):
    """Between which pixels something may be touched: 122 or 105 to 85 cm, or the lowest third."""
    if "lower" in mode:
        return device.height_px * 2 / 3, device.height_px
    always = {"go", "switch"} & set(kind.split())
    top = device.y_px(above_floor_cm=105 if always else 122)
    return max(0, top), device.y_px(above_floor_cm=85)


def pairs(things):
    return [(one, other) for n, one in enumerate(things) for other in things[n + 1 :]]


def is_within(box, around):
    return (
        box[0] >= around[0] - 1
        and box[1] >= around[1] - 1
        and box[2] <= around[2] + 1
        and box[3] <= around[3] + 1
    )


def gap(one, other):
    """How far two boxes are apart, on the axis where they are farther; below 0 they overlap."""
    return max(
        max(one[0], other[0]) - min(one[2], other[2]), max(one[1], other[1]) - min(one[3], other[3])
    )


@pytest.mark.parametrize("profile", PROFILES)
def test_axe_finds_nothing(screens_of_town, chromium, profile, is_thorough):
    client, addresses = screens_of_town
    for language in LANGUAGES if is_thorough or profile == "bench-15" else ("de", "ar"):
        with window(chromium, client, profile) as page:
            switch_on(page, addresses[profile] + language)
            assert complaints(page) == [], f"{profile} {language} attract"
            for mode, views in looks(profile, language, is_thorough):
                turn(page, mode)
                for view in views:
                    go(page, view)
                    assert complaints(page) == [], f"{profile} {language} {mode} {view}"
                go(page, "start")


def looks(profile, language, is_thorough):
    """Views to look at by mode; in a hurry, of what is alike everywhere only one."""
    if is_thorough:
        return [(mode, PATHS) for mode in ("normal", "large", "contrast")]
    if (profile, language) == ("bench-15", "de"):
        return [("normal", PATHS), ("large", ("start", "list")), ("contrast", PATHS)]
    return [("normal", PATHS if language == "de" else ("start", "offer", "take-away"))]


@pytest.mark.parametrize("profile", PROFILES)
def test_a_question_a_warning_and_old_news_can_be_read_too(
    screens_of_town, chromium, profile, is_thorough
):
    client, addresses = screens_of_town
    for language in LANGUAGES if is_thorough else ("de", "ar"):
        with window(chromium, client, profile) as page:
            page.route("**/heartbeat", lambda asked: asked.abort())
            modes = MODES if is_thorough else ("normal", "large")
            for mode, state in rare_states(page, addresses[profile] + language, modes):
                found = problems_of(PROFILES[profile], mode, page.evaluate(MEASURE))
                assert [*found, *complaints(page)] == [], f"{language} {mode} {state}"


def rare_states(page, address, modes):
    """What is seen when time passes, in each of these modes."""
    switch_on(page, address)
    for mode in modes:
        turn(page, mode)
        while page.evaluate("document.getElementById('warning').hidden"):
            page.clock.run_for(10_000)
        yield mode, only_the_cover(page, "warning")
        page.mouse.click(400, 300)
        for _ in range(6):
            page.mouse.click(400, 300)
        yield mode, only_the_cover(page, "rain")
        page.clock.run_for(6_000)
        only_the_cover(page, None)
    for hours, view in ((26, "list"), (7 * 24, "start")):
        page.goto("about:blank")
        page.clock.fast_forward(hours * 3_600_000)
        switch_on(page, address)
        yield "normal", f"attract after {hours} hours"
        for mode in modes:
            turn(page, mode)
            go(page, view)
            yield mode, f"{view} after {hours} hours"
            go(page, "start")
    switch_on(page, address)
    page.evaluate("document.documentElement.dataset.quiet = ''")
    yield "normal", "attract in quiet hours"


def only_the_cover(page, name):
    """Hide what is covered, so that it is not measured; without a name show it again."""
    page.evaluate(
        """(name) => {
          if (name && document.getElementById(name).hidden) throw new Error(name);
          for (const part of document.querySelectorAll("body > :not(.cover)"))
            part.style.visibility = name ? "hidden" : "";
        }""",
        name,
    )
    return name
