"""Petra sees a screen as it hangs before anybody has hung it: to scale, and word for word."""

import pytest

from outreach.desk.screens.screen_drawing import Drawing
from store import screens
from store.screen_profiles import PROFILES
from tests.conftest import TUESDAY


@pytest.fixture
def key(town):
    town.offer()
    bench = town.poster("Bank am Kesselbrink")
    return screens.add(town.db, bench.id, profile="bench-15", languages=("de", "ar"), now=TUESDAY)


def test_the_preview_is_the_document_of_the_device(town, key, desk, browse, clock):
    screen = screens.by_key(town.db, key)
    for lang in screen.languages:
        previewed = desk.client.get(f"/desk/screens/{screen.id}/document/{lang}")
        assert previewed.data == desk.client.get(f"/screen/{key}/{lang}").data
        assert "frame-ancestors 'self'" in previewed.headers["Content-Security-Policy"]


def test_it_stands_beside_a_ruler_in_each_of_its_languages(town, key, desk, clock):
    screen = screens.by_key(town.db, key)
    page = desk.get(f"/desk/screens/{screen.id}/preview/ar")
    assert "85–105 cm" in page.text and "105–122 cm" in page.text
    assert f"/desk/screens/{screen.id}/document/ar" in page.html
    assert desk.client.get(f"/desk/screens/{screen.id}/preview/uk").status_code == 404
    assert "Bankkarte" in desk.get(f"/desk/screens/{screen.id}/preview/de?size=real").text


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_everything_is_to_scale(profile):
    drawing = Drawing(profile)
    width, height = drawing.screen
    assert (width**2 + height**2) ** 0.5 == pytest.approx(profile.diagonal_inch * 25.4)
    assert drawing.y(profile.lower_edge_cm) == pytest.approx(drawing.top + height)
    assert drawing.y(105) - drawing.y(122) == pytest.approx(170)
    assert drawing.top >= 0 and drawing.size[1] >= drawing.top + height
