"""The district brochure is read back: by a phone, by a press, by a folder and a screen reader."""

from dataclasses import replace
from datetime import date, time
from functools import cache
from io import BytesIO

import page
import pikepdf
import pypdfium2
import pytest

from printables import trial
from printables.brochure import imposition, order, paper
from printables.brochure.contents import Brochure, Entry, Interest, Place, Said, Urgent, When
from printables.errors import MissingGlyph, TextTooLong
from printables.pieces import Piece
from store.palette import palette
from tests.printables import reading

BASE = "https://muster.example"
TUESDAYS = When((1,), time(14), time(16), "weekly", off=(date(2026, 5, 12),))
MONTHLY = When((3,), time(18), None, "monthly", dates=(date(2026, 5, 14), date(2026, 6, 11)))
MARKET = Place(1, "Lukashaus", "Am Markt 1, 33991 Musterstadt", ("Haltestelle Jahnplatz: 50 m",))
MILL = Place(2, "Alte Mühle", "Mühlenweg 2, 33991 Musterstadt")
PIECE = Piece("brochure", *imposition.PAGE_MM, 0.2, 27)


def entry(number, title="Frühstück für alle", *, whens=(TUESDAYS,), place=MARKET, language="de"):
    return Entry(
        id=number,
        title=Said(language, title),
        url=f"{BASE}/de/offers/{number}",
        whens=whens,
        place=place,
        interests=(Interest("de", "Essen"),) if number % 2 else (),
        facts=("kostenlos", "stufenlos"),
        spoken="Gesprochen wird: Deutsch und Türkisch",
        call="Erst fragen? Rufen Sie an: 030 23125 110.",
        first_visit="Ihr erster Besuch: Fragen Sie nach der grünen Tür.",
    )


BROCHURE = Brochure(
    district="Heepen",
    language="de",
    url=f"{BASE}/de/offers?district=Heepen",
    office="Begegnung Musterstadt",
    phone="030 23125 100",
    first_on=date(2026, 5, 5),
    last_on=date(2026, 6, 30),
    made_on=date(2026, 5, 5),
    entries=(
        entry(1),
        entry(2, "Chor ohne Noten", whens=(MONTHLY,), place=MILL),
        entry(3, "Offene Werkstatt", whens=()),
        entry(4, "Mittagstisch", whens=(replace(TUESDAYS, weekdays=(1, 4)),)),
    ),
    urgent=Urgent(
        "Wenn es dringend ist", "Hier geht jemand ans Telefon:", (("Notruf", "112", ""),)
    ),
    palette=palette(),
    sponsor="Gefördert von niemandem.",
    legal_notice="Stadt Musterstadt\nRathausplatz 1",
)
FOR_SCREEN = replace(BROCHURE, for_print=False)
ARABIC = replace(
    FOR_SCREEN,
    language="ar",
    entries=(entry(1, "فطور للجميع", language="ar"), entry(2, "Chor", language="de")),
)

render = cache(paper.render)


def pages_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return [reading.text(pdf, page=n) for n in range(len(document))]


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


@pytest.mark.parametrize("brochure", [BROCHURE, FOR_SCREEN], ids=["print", "screen"])
def test_a_phone_reads_every_code_of_the_finished_file(brochure):
    pdf = render(brochure)
    found = [
        code.text for n in range(len(pages_of(pdf))) for code in reading.codes(pdf, page=n, dpi=130)
    ]
    assert sorted(found) == sorted(brochure.urls())
    looked_at = trial.scan_for(pdf, piece=PIECE, symbols=paper.symbols(brochure))
    assert (looked_at.light, looked_at.reasons) == ("green", ())


@pytest.mark.parametrize("brochure", [FOR_SCREEN, ARABIC], ids=["de", "ar"])
def test_a_screen_reader_finds_its_way(brochure):
    pdf = render(brochure)
    assert [
        failure.message for failure in page.validate_pdf_bytes(pdf, profile="ua1").failures
    ] == []
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.Root.Lang == brochure.language
        tags = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary)]
        links = [tag.A.URI for tag in tags if tag.get("/Subtype") == "/Link" and "/A" in tag]
        with document.open_outline() as outline:
            names = [mark.title for mark in outline.root]
    assert len([tag for tag in tags if tag.get("/S") == "/H1"]) == 1
    assert {str(link) for link in links} == set(brochure.urls())
    assert len(names) == 1 or "Heepen" in names[0]


def test_a_text_in_another_language_is_marked():
    with pikepdf.open(BytesIO(render(ARABIC))) as document:
        articles = [
            str(thing.Lang)
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Art"
        ]
    assert articles == ["de", "de"]


def test_it_reads_back_letter_for_letter():
    text = " ".join(pages_of(render(FOR_SCREEN)))
    for words in (
        "5. Mai 2026 bis 30. Juni 2026",
        "14:00–16:00 jede Woche; nicht am 12. Mai",
        "18:00 jeden Monat: 14. Mai und 11. Juni",
        "Lukashaus, Am Markt 1, 33991 Musterstadt",
        "kostenlos · stufenlos",
        "muster.example/de/offers/1",
        "Stadt Musterstadt Rathausplatz 1",
    ):
        assert words in text
    arabic = " ".join(pages_of(render(ARABIC)))
    assert "ماذا يجري في" in arabic and "فطور للجميع" in arabic and "كل أسبوع" in arabic


def test_contents_and_indexes_tell_the_right_pages():
    pages = pages_of(render(FOR_SCREEN))
    (asked,) = [n for n, text in enumerate(pages, 1) if "offers/3" in text]
    assert "lohnt sich" in pages[asked - 1] and f"Bitte anrufen {asked}" in pages[1]
    (indexed,) = [text for text in pages if "Nach Interesse" in text and "Alte Mühle" in text]
    assert f"Offene Werkstatt {asked}" in indexed


def test_an_offer_on_two_days_is_told_once_and_named_on_the_other():
    lines = order.by_weekday(BROCHURE)
    assert [line.is_full for line in lines[1]] == [True, True]
    assert [(line.is_full, line.told_on) for line in lines[4]] == [(False, 1)]
    assert [told.id for told in order.to_ask(BROCHURE)] == [3]
    assert [place.name for place, _ in order.by_place(BROCHURE)] == ["Alte Mühle", "Lukashaus"]


def test_large_print_takes_more_pages_and_no_letter_is_small():
    usual, large = render(FOR_SCREEN), render(replace(FOR_SCREEN, is_large=True))
    assert len(pages_of(large)) > len(pages_of(usual))
    with pypdfium2.PdfDocument(large) as document:
        sizes = {
            round(found.get_font_size(), 1)
            for sheet in document
            for found in sheet.get_objects()
            if found.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT
        }
    assert min(sizes) >= 14


def test_what_cannot_be_set_is_named():
    with pytest.raises(TextTooLong, match="Nachbarschaft"):
        paper.render(replace(FOR_SCREEN, district="Nachbarschaftsbegegnungs" * 4))
    with pytest.raises(MissingGlyph, match="Tanz"):
        paper.render(replace(FOR_SCREEN, entries=(entry(1, "Tanz 💃"),)))
