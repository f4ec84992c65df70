"""The measuring sheet is drawn to scale: whoever holds a rule to it reads the right heights."""

from dataclasses import replace

import pytest

from printables import measuring_sheet
from printables.errors import CannotPrint
from printables.measuring_sheet import MeasuringSheet, picture_cm
from store.languages import LANGUAGES
from store.palette import palette
from store.screen_profiles import PROFILES
from tests.printables import reading

PX_A_MM = 10
RULER_MM = 48
# The upper side of a line of 1.5 points.
FLOOR_MM = 84 + 1.5 * 25.4 / 72
HOUSE, ACTION = (15, 92, 85), (156, 44, 18)

every_profile = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)


def sheet(profile="bench-15", **changes):
    usual = MeasuringSheet(
        place="Bank am Kesselbrink",
        code="K7M-2X",
        profile=PROFILES[profile],
        office="Begegnung Musterstadt",
        phone="030 23125 100",
        language="de",
        palette=palette(),
    )
    return replace(usual, **changes)


def drawn(pdf):
    return reading.picture(pdf, dpi=25.4 * PX_A_MM).convert("RGB")


def is_near(pixel, colour):
    return all(abs(one - other) < 40 for one, other in zip(pixel, colour, strict=True))


def heights(picture, colour, *, from_mm, to_mm):
    """How high above the drawing's floor there are lines of this colour, in mm, lowest first."""
    rows = [
        y
        for y in range(picture.height)
        if sum(
            is_near(picture.getpixel((x, y)), colour)
            for x in range(from_mm * PX_A_MM, to_mm * PX_A_MM, 4)
        )
        > (to_mm - from_mm) * PX_A_MM / 4 * 0.4
    ]
    lines = [y for y in rows if y - 1 not in rows]
    return sorted(round(297 - FLOOR_MM - y / PX_A_MM, 1) for y in lines)


@every_profile
def test_the_heights_are_true_to_scale(profile):
    picture = drawn(measuring_sheet.render(sheet(profile=profile.name)))
    marks = [height for height in heights(picture, ACTION, from_mm=15, to_mm=23) if height > 0]
    assert marks == pytest.approx([85, 105, 122], abs=0.4)
    lower, upper = (profile.lower_edge_cm, profile.lower_edge_cm + picture_cm(profile)[1])
    edges = [
        height for height in heights(picture, HOUSE, from_mm=40, to_mm=50) if 40 < height < 149
    ]
    assert edges[0] == pytest.approx(lower, abs=0.6) and edges[-1] == pytest.approx(upper, abs=0.6)


def test_the_ruler_is_fifteen_centimetres_long():
    picture = drawn(measuring_sheet.render(sheet()))
    y = int((RULER_MM + 1) * PX_A_MM)
    dark = [x for x in range(picture.width) if sum(picture.getpixel((x, y))) < 380]
    assert (dark[-1] - dark[0]) / PX_A_MM == pytest.approx(150, abs=0.4)
    assert reading.boxes_mm(measuring_sheet.render(sheet()))["/MediaBox"] == [0, 0, 210, 297]


@every_profile
def test_it_says_what_has_to_be_measured(profile):
    text = reading.text(measuring_sheet.render(sheet(profile=profile.name)))
    assert "Bank am Kesselbrink" in text and "K7M-2X" in text and "030 23125 100" in text
    for length in ("85 cm", "105 cm", "122 cm", f"{profile.lower_edge_cm:g} cm", "150 × 150 cm"):
        assert length in text
    assert ("Regen läuft ab" in text) == profile.is_outdoor
    assert ("Der Zettel des Druckers" in text) == profile.has_printer


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_an_installer_may_read_any_of_our_languages(prefix):
    pdf = measuring_sheet.render(sheet(language=prefix))
    assert "K7M-2X" in reading.text(pdf)
    assert all(reading.fonts(pdf).values())


def test_a_place_whose_name_nobody_can_print_is_refused_with_a_sentence():
    with pytest.raises(CannotPrint, match="does not fit"):
        measuring_sheet.render(sheet(place="Bank " * 80))
