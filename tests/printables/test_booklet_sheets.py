"""A booklet lies on its sheets as it is folded, stitched and cut."""

from dataclasses import replace

import pypdfium2

from printables.brochure import imposition
from tests.printables import reading
from tests.printables.booklets import ARABIC, BROCHURE, FOR_SCREEN, pages_of, render


def test_a_booklet_is_folded_from_its_sheets_from_the_outermost_in():
    sides = [(side.left, side.right) for side in imposition.sides(8, opens_from_the_right=False)]
    assert sides == [(8, 1), (2, 7), (6, 3), (4, 5)]
    turned = [(side.left, side.right) for side in imposition.sides(8, opens_from_the_right=True)]
    assert turned == [(1, 8), (7, 2), (3, 6), (5, 4)]


def test_the_printers_first_sheet_holds_the_last_page_and_the_cover():
    first, inside, *_ = pages_of(render(BROCHURE))
    assert first.index("Wenn es dringend ist") < first.index("Was ist los in Heepen")
    assert inside.index("So nutzen Sie dieses Heft") < inside.index("Über dieses Heft")
    assert len(pages_of(render(BROCHURE))) * 2 % imposition.PAGES_A_SHEET == 0


def test_an_arabic_booklet_opens_from_the_right():
    pdf = render(replace(ARABIC, for_print=True))
    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[0]
        middle = sheet.get_width() / 2
        left = sheet.get_textpage().get_text_bounded(right=middle)
    assert "Heepen" in left and "112" not in left


def test_pages_that_fill_up_the_last_sheet_have_lines_to_write_on():
    text = " ".join(pages_of(render(BROCHURE)))
    assert "Meine Termine und Notizen" in text
    assert "Meine Termine" not in " ".join(pages_of(render(FOR_SCREEN)))


def test_the_press_gets_its_boxes_no_rgb_and_every_font():
    pdf = render(BROCHURE)
    for n in range(len(pages_of(pdf))):
        assert reading.boxes_mm(pdf, page=n) == {
            "/MediaBox": [0, 0, 317, 230],
            "/BleedBox": [7, 7, 310, 223],
            "/TrimBox": [10, 10, 307, 220],
        }
    colours = reading.colours(pdf)
    assert {name for name, *_ in colours} <= {"cs", "CS", "scn", "SCN"}
    spaces = {space for name, space, *_ in colours if name.lower() == "cs"}
    assert spaces <= {"/DeviceCMYK", "/Pattern"}
    assert ("scn", "0", "0", "0", "1") in colours and ("SCN", "1", "1", "1", "1") in colours
    assert set(reading.fonts(pdf).values()) == {True}


def test_colour_runs_over_the_cut_and_marks_stay_outside_of_it():
    picture = reading.picture(render(BROCHURE), dpi=72).convert("L")
    mm = 72 / 25.4
    # The cover is the right half: its meadow ends with the bleed, no sooner and no later.
    assert picture.getpixel((round(309 * mm), round(215 * mm))) < 120
    assert picture.getpixel((round(311.5 * mm), round(215 * mm))) > 240
    # The last page is white and is not painted over at the fold.
    assert picture.getpixel((round(157 * mm), round(215 * mm))) > 240
