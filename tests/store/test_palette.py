"""The office may bring its own colours, as long as everybody can read them."""

import pytest

from store.palette import LOOK, contrast, light_css, palette, paper_css, screen_css


def test_contrast_is_what_wcag_says():
    assert contrast("#000000", "#FFFFFF") == 21
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("screen", [LOOK.light(), LOOK.dark()])
def test_everything_written_can_be_read(screen):
    written = [(ink, "ground") for ink in ("ink", "small", "house", "action")]
    written += [("on-house", "house"), ("on-action", "action"), ("on-sun", "sun")]
    assert all(contrast(screen[ink], screen[ground]) >= 7 for ink, ground in written)
    assert contrast(screen["ink"], screen["ground"]) >= 12


def test_without_a_wish_the_office_gets_our_look():
    assert palette() == palette(house=None, action=None) == LOOK


def test_the_office_brings_its_blue_and_night_and_paper_follow():
    own = palette(house="#003366")
    assert own.light()["house"] == "#003366"
    assert contrast(own.dark()["house"], own.dark()["ground"]) >= 7
    assert own.paper()["house"] == "device-cmyk(1 0.5 0 0.6)"
    assert own.action == LOOK.action


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ("#008080", r"The house colour #008080 reaches only 4\.\d:1 on our paper ground"),
        ("green", 'The house colour "green" is not written like "#0F5C55"'),
    ],
)
def test_a_colour_that_not_everybody_could_read_is_refused(wish, sentence):
    with pytest.raises(ValueError, match=sentence):
        palette(house=wish)


def test_screens_know_day_and_night_and_paper_only_ink():
    assert "--house:#0F5C55" in screen_css(LOOK)
    assert "@media (prefers-color-scheme:dark){:root{--ground:#0C1F1F" in screen_css(LOOK)
    assert "prefers" not in light_css(LOOK)
    assert "#" not in paper_css(LOOK)
