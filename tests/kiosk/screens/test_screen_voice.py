"""The controls of a voice are as large, as near and as readable as everything else on a screen."""

import pytest

from store.screen_profiles import PROFILES
from tests.for_all import complaints
from tests.kiosk.screens.screen_windows import go, switch_on, turn, window
from tests.kiosk.screens.test_screen_sizes import (
    MEASURE,
    problems_of,
    screens_of_town,  # noqa: F401  # a fixture
)

# As `showVoice` in voice.js does it; this town has no sounds.
SPEAKING = """() => {
  document.documentElement.dataset.voice = "on";
  document.getElementById("aloud").setAttribute("aria-pressed", "true");
}"""
SILENT = "delete document.documentElement.dataset.voice"


@pytest.mark.parametrize("profile", PROFILES)
def test_everybody_can_reach_and_read_them(screens_of_town, chromium, profile):  # noqa: F811
    (client, addresses), problems = screens_of_town, []
    with window(chromium, client, profile) as page:
        switch_on(page, f"{addresses[profile]}de")
        for mode in ("normal", "large", "lower"):
            turn(page, mode)
            for view in ("start", "offer"):
                go(page, view)
                page.evaluate(SPEAKING)
                found = [*problems_of(PROFILES[profile], mode, page.evaluate(MEASURE))]
                assert page.locator(".level:visible").count() == 4
                problems += [f"{mode} {view}: {one}" for one in (*found, *complaints(page))]
                page.evaluate(SILENT)
            go(page, "start")
    assert problems == []
