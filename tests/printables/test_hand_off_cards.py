"""Ten cards are cut from a sheet: each leads to itself, and none tells on whoever carries it."""

from dataclasses import replace
from functools import cache
from itertools import product

import pypdfium2
import pytest

from printables import hand_off_card, qr
from printables.card_sheet import CardSheet
from printables.errors import CannotPrint, MissingGlyph
from printables.hand_off_card import CodedCard, HandOffCards
from store import codes as symbols
from store.languages import LANGUAGES
from store.palette import palette
from tests.printables import reading

# The same run is read in several ways; making it takes longest.
render = cache(hand_off_card.render)

TAILS = ("".join(tail) for tail in product(symbols.ALPHABET, repeat=3))
VALID = [f"K7{tail}" for tail in TAILS if symbols.is_valid(f"K7{tail}")][:23]
HOST = "begegnung.example"
LONG_HOST = "begegnung-und-zusammenhalt.bielefeld.example"


def coded(count, host=HOST):
    printed = [(symbols.printed(code), f"https://{host}/c/{code}") for code in VALID[:count]]
    return tuple(CodedCard(code, url) for code, url in printed)


RUN = HandOffCards(
    cards=coded(10),
    address=f"{HOST}/c/",
    phone="0521 000 123",
    office="Koordinierungsstelle Begegnung, Musterstadt",
    sponsor="Gefördert von niemandem: ein erfundenes Beispiel.",
    languages=("de", "tr"),
    palette=palette(),
)
LONG = replace(RUN, cards=coded(1, LONG_HOST), address=f"{LONG_HOST}/c/")


def test_ten_different_codes_are_read_from_a_sheet():
    read = [code.text for code in reading.codes(render(RUN))]
    assert sorted(read) == sorted(f"https://{HOST.upper()}/C/{code}" for code in VALID[:10])
    assert all(symbols.is_valid(address[-5:]) for address in read) and len(set(read)) == 10


def test_the_code_below_a_symbol_is_the_one_in_it():
    pdf, sheet = render(RUN), CardSheet()
    with pypdfium2.PdfDocument(pdf) as document:
        words = document[0].get_textpage()
        for (left, top), card in zip(sheet.corners_mm(), RUN.cards, strict=True):
            edges = (left, 297 - top - sheet.height_mm, left + sheet.width_mm, 297 - top)
            said = words.get_text_bounded(*(edge * reading.PT_PER_MM for edge in edges))
            assert card.code in said and RUN.phone in said and RUN.address in said
            picture = reading.picture(pdf).crop(
                tuple(round(mm / 25.4 * 100) for mm in (left, top, edges[2], top + 55))
            )
            [code] = reading.codes_in(picture)
            assert code.text.endswith(card.code.replace("-", ""))


def test_the_back_has_no_code_and_speaks_the_other_language():
    pdf = render(RUN)
    assert reading.codes(pdf, page=1) == []
    text = reading.text(pdf, page=1)
    for words in ("Bu kart size verildi.", "0521 000 123", RUN.office, RUN.sponsor):
        assert text.count(words) == 10
    assert "Sie haben diese Karte bekommen." in reading.text(pdf)


def test_a_run_goes_on_from_sheet_to_sheet():
    pdf = render(replace(RUN, cards=coded(23)))
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 6
    read = [code.text[-5:] for page in (0, 2, 4) for code in reading.codes(pdf, page=page)]
    assert sorted(read) == VALID
    assert reading.text(pdf, page=5).count("Karar sizin.") == 3


@pytest.mark.parametrize("run", [RUN, LONG])
def test_a_symbol_is_large_enough_and_its_quiet_zone_is_free(run):
    pdf, dpi = render(run), 200
    picture = reading.picture(pdf, dpi=dpi).convert("L")
    for code in reading.codes(pdf, dpi=dpi):
        left, top = code.position.top_left.x, code.position.top_left.y
        right, bottom = code.position.bottom_right.x, code.position.bottom_right.y
        module = (right - left) / qr.symbol(code.text).modules
        assert module / dpi * 25.4 >= 0.99
        quiet = 4 * module - 2
        for part in (
            (left - quiet, top, left - 2, bottom),
            (right + 3, top, right + quiet, bottom),
            (left, top - quiet, right, top - 2),
            (left, bottom + 3, right, bottom + quiet),
        ):
            assert picture.crop(part).getextrema() == (255, 255)


def test_the_press_gets_an_a4_with_its_boxes_on_every_page():
    for page in (0, 1):
        assert reading.boxes_mm(render(RUN), page=page) == {
            "/MediaBox": [0, 0, 210, 297],
            "/BleedBox": [13, 7, 197, 290],
            "/TrimBox": [16, 7, 194, 290],
        }


def test_the_press_gets_no_rgb_and_codes_and_words_in_black_alone():
    colours = reading.colours(render(RUN))
    assert {space for name, space, *_ in colours if name.lower() == "cs"} <= {
        "/DeviceCMYK",
        "/Pattern",
    }
    assert {colour[0] for colour in colours} <= {"cs", "CS", "scn", "SCN"}
    assert ("scn", "0", "0", "0", "1") in colours
    assert ("SCN", "1", "1", "1", "1") in colours


def test_cards_lie_with_gutters_between_and_marks_away_from_them():
    sheet = CardSheet()
    assert sheet.lefts_mm == [16, 109] and sheet.tops_mm == [7, 64, 121, 178, 235]
    picture = reading.picture(render(RUN), dpi=254).convert("L")  # ten pixels a millimetre
    for left, top in sheet.corners_mm():
        for x in (left, left + 85):
            assert picture.crop((int(x * 10) - 1, 0, int(x * 10) + 2, 40)).getextrema()[0] < 128
        for y in (top, top + 55):
            assert picture.crop((0, int(y * 10) - 1, 100, int(y * 10) + 2)).getextrema()[0] < 128
        # Two millimetres from mark to colour, and nothing is printed between the rows.
        assert (
            picture.crop((160, int(top * 10) - 19, 1940, int(top * 10) - 1)).getextrema()[0] == 255
        )
    assert picture.crop((111, 0, 129, 2970)).getextrema()[0] == 255


def test_nobody_who_finds_it_reads_what_it_is_for():
    text = (reading.text(render(RUN)) + reading.text(render(RUN), page=1)).lower()
    assert not [word for word in ("einsam", "allein", "yalnız", "hilfe") if word in text]


@pytest.mark.parametrize("first", LANGUAGES)
def test_every_language_fits_the_front_and_the_back(first):
    prefixes = [*LANGUAGES, next(iter(LANGUAGES))]
    second = prefixes[prefixes.index(first) + 1]  # neither side knows the other's language
    assert render(replace(RUN, cards=coded(1), languages=(first, second)))


@pytest.mark.parametrize("first", LANGUAGES)
def test_a_long_address_fits_beside_its_larger_symbol(first):
    second = "tr" if first == "de" else "de"
    run = replace(LONG, languages=(first, second))
    assert [code.text[-5:] for code in reading.codes(render(run))] == [VALID[0]]
    assert LONG.cards[0].code in reading.text(render(run))


def test_what_cannot_be_set_is_said():
    with pytest.raises(CannotPrint, match="needs more room than a card has"):
        render(replace(RUN, cards=coded(1, f"{LONG_HOST * 2}")))
    with pytest.raises(MissingGlyph, match="☕"):
        render(replace(RUN, cards=coded(1), office="Café ☕"))


def test_arabic_is_set_from_the_right():
    run = replace(RUN, cards=coded(1), languages=("ar", "de"))
    [code] = reading.codes(render(run))
    card_middle_px = (16 + 85 / 2) / 25.4 * 100
    assert code.position.bottom_right.x < card_middle_px
    assert "والقرار لكم." in reading.text(render(run))
