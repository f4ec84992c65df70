"""A poster hangs in a library: a phone, a press, a screen reader and a neighbour read it."""

import unicodedata
from dataclasses import replace
from datetime import date, time
from functools import cache
from io import BytesIO

import page
import pikepdf
import pytest

from printables import print_house, qr
from printables.errors import MissingGlyph, TextTooLong
from printables.poster import Poster, PosterDate
from store.languages import LANGUAGES
from store.palette import palette
from tests.printables import reading

# The same poster is read in several ways; making it takes longest.
render = cache(print_house.render)

POSTER = Poster(
    place="Stadtbibliothek (Neumarkt 1)",
    code="K7M-2X",
    url="https://begegnung.example/q/K7M2X",
    domain="begegnung.example",
    phone="0521 000 123",
    office="Koordinierungsstelle Begegnung, Musterstadt",
    sponsor="Gefördert von niemandem: ein erfundenes Beispiel.",
    dates=(
        PosterDate(date(2026, 5, 5), time(9), "Frühstück für alle", "Nachbarschaftshaus (Hof)"),
        PosterDate(date(2026, 5, 6), time(17, 30), "Spaziergang am See", "Haltestelle See"),
        PosterDate(date(2026, 5, 7), time(18), "Brettspiele und Suppe", "Café Brücke"),
    ),
    languages=("de", "tr"),
    palette=palette(),
    piece="poster-a4",
    for_print=True,
)
FOR_SCREEN = replace(POSTER, for_print=False)
SCANNED = "https://BEGEGNUNG.EXAMPLE/Q/K7M2X"


@pytest.mark.parametrize("piece", ["poster-a4", "poster-a3"])
@pytest.mark.parametrize("for_print", [True, False])
def test_a_phone_reads_the_code(piece, for_print):
    pdf = render(replace(POSTER, piece=piece, for_print=for_print))
    assert [code.text for code in reading.codes(pdf)] == [SCANNED]


@pytest.mark.parametrize("languages", [("de", "ar"), ("ar", "de")])
@pytest.mark.parametrize(
    "host", ["city.de", "begegnung.example", "begegnung-und-zusammenhalt.bielefeld.example"]
)
def test_the_arms_of_the_bench_leave_four_modules_free(host, languages):
    pdf = render(replace(POSTER, url=f"https://{host}/q/K7M2X", languages=languages))
    picture = reading.picture(pdf).convert("L")
    (code,) = reading.codes(pdf)
    left, top = code.position.top_left.x, code.position.top_left.y
    right, bottom = code.position.bottom_right.x, code.position.bottom_right.y
    quiet = 4 * (right - left) / qr.symbol(code.text).modules - 2
    beside = picture.crop((left - quiet, top, left - 2, bottom))
    after = picture.crop((right + 3, top, right + quiet, bottom))
    above = picture.crop((left, top - quiet, right, top - 2))
    below = picture.crop((left, bottom + 3, right, bottom + quiet))
    assert {part.getextrema() for part in (beside, after, above, below)} == {(255, 255)}


def test_the_symbol_is_large_enough_for_its_distance():
    for piece, symbol_mm in (("poster-a4", 100), ("poster-a3", 150)):
        (code,) = reading.codes(render(replace(POSTER, piece=piece)))
        width_px = code.position.top_right.x - code.position.top_left.x
        assert width_px / 100 * 25.4 == pytest.approx(symbol_mm, rel=0.015)


def test_the_press_gets_exact_boxes():
    assert reading.boxes_mm(render(POSTER)) == {
        "/MediaBox": [0, 0, 230, 317],
        "/BleedBox": [7, 7, 223, 310],
        "/TrimBox": [10, 10, 220, 307],
    }


def test_the_press_gets_no_rgb_and_the_code_in_black_alone():
    colours = reading.colours(render(replace(POSTER, palette=palette(house="#003366"))))
    spaces = {colour for colour in colours if colour[0].lower() == "cs"}
    assert {space for _, space in spaces} == {"/DeviceCMYK", "/Pattern"}
    assert {colour[0] for colour in colours} <= {"cs", "CS", "scn", "SCN"}
    assert ("scn", "0", "0", "0", "1") in colours
    assert ("SCN", "1", "1", "1", "1") in colours


def test_colour_runs_to_the_end_of_the_bleed_and_no_further():
    picture = reading.picture(render(POSTER))
    px_per_mm = 100 / 25.4
    middle, left = picture.width // 2, picture.height // 2
    for x, y in ((7.5, None), (222.5, None), (None, 7.5), (None, 309.5)):
        at = round(x * px_per_mm) if x else middle, round(y * px_per_mm) if y else left
        assert picture.getpixel(at) != (255, 255, 255)
    for x, y in ((6.5, None), (223.5, None), (None, 6.5), (None, 310.5)):
        at = round(x * px_per_mm) if x else middle, round(y * px_per_mm) if y else left
        assert picture.getpixel(at) == (255, 255, 255)


@pytest.mark.parametrize("dates", [POSTER.dates, ()])
@pytest.mark.parametrize("languages", [("de", "ar"), ("ar", "uk"), ("uk", "de")])
def test_a_screen_reader_finds_its_way(languages, dates):
    pdf = render(replace(FOR_SCREEN, languages=languages, dates=dates))
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    assert [failure.message for failure in report.failures] == []
    document = pikepdf.open(BytesIO(pdf))
    tags = [thing for thing in document.objects if "/S" in _dictionary(thing)]
    assert document.Root.Lang == LANGUAGES[languages[0]].tag
    assert len([tag for tag in tags if tag.S == "/H1"]) == 1
    spoken = [str(tag.Lang) for tag in tags if tag.S == "/Art"]
    assert sorted(set(spoken)) == sorted(LANGUAGES[prefix].tag for prefix in languages)
    (figure,) = [tag for tag in tags if tag.S == "/Figure"]
    assert "begegnung.example" in str(figure.Alt)
    assert POSTER.place in str(document.docinfo.Title)


def test_who_has_no_phone_with_a_camera_reads_everything():
    text = reading.text(render(FOR_SCREEN))
    for words in (
        "Sie sind hier: Stadtbibliothek (Neumarkt 1)",
        "Di., 5. Mai 09:00 Frühstück für alle",
        "Nachbarschaftshaus (Hof)",
        "begegnung.example",
        "Code K7M-2X",
        "0521 000 123",
        "Yanımıza buyurun.",
        POSTER.office,
        POSTER.sponsor,
    ):
        assert words in text


def test_arabic_reads_back_letter_for_letter():
    text = reading.text(render(replace(FOR_SCREEN, languages=("ar", "uk"))))
    for words in ("الثلاثاء", "أيار", "الأيام القادمة", "كلمات سر أو بيانات مصرفية", "K7M-2X"):
        assert words in text
    assert "Посидьте з нами." in text


def test_only_our_fonts_are_in_the_file():
    fonts = reading.fonts(render(replace(POSTER, languages=("ar", "ru"))))
    assert fonts == {
        "IBM-Plex-Sans": True,
        "IBM-Plex-Sans-Semi-Bold": True,
        "IBM-Plex-Sans-Arabic": True,
        "IBM-Plex-Sans-Arabic-Semi-Bold": True,
    }


@pytest.mark.parametrize("first", LANGUAGES)
def test_every_language_fits_before_and_behind_the_next(first):
    prefixes = [*LANGUAGES, next(iter(LANGUAGES))]
    second = prefixes[prefixes.index(first) + 1]
    small_symbol = "https://city.de/q/K7M2X"
    assert render(replace(POSTER, languages=(first, second), piece="poster-a3", url=small_symbol))


def test_no_date_near_is_no_empty_table():
    text = reading.text(render(replace(FOR_SCREEN, dates=())))
    assert "Was in der Nähe los ist, ändert sich oft." in text
    assert "Demnächst" not in text


def test_leichte_sprache_says_days_and_times_in_full():
    text = reading.text(render(replace(FOR_SCREEN, languages=("ls", "ar"))))
    assert "Dienstag, 5. Mai 9:00 Uhr" in text


def test_a_long_name_shrinks_and_stays_whole():
    title = "Kochen, Essen und Erzählen mit Menschen aus der Nachbarschaft und von anderswo"
    dates = (replace(POSTER.dates[0], title=title), *POSTER.dates[1:])
    assert title in reading.text(render(replace(FOR_SCREEN, dates=dates)))


@pytest.mark.parametrize("name", ["Haltestelle an der langen Straße " * 4, "Bahnhof" * 20])
def test_a_text_that_fits_nowhere_is_named(name):
    with pytest.raises(TextTooLong, match=f"“{name.strip()}” does not fit, even at 9 points"):
        render(replace(POSTER, place=name))


@pytest.mark.parametrize("for_print", [True, False])
@pytest.mark.parametrize("piece", ["poster-a6", "poster-a4", "slip"])
def test_nothing_falls_off_the_lower_edge_unseen(piece, for_print):
    sponsor = "Gefördert von einer Stiftung mit einem langen Namen. " * 6
    with pytest.raises(TextTooLong, match="Gefördert"):
        render(replace(POSTER, piece=piece, for_print=for_print, sponsor=sponsor))


def test_a_letter_we_cannot_draw_is_named():
    with pytest.raises(MissingGlyph, match=r"☕ \(U\+2615\), which stands in “.*Café ☕ Brücke”"):
        render(replace(POSTER, place="Café ☕ Brücke"))


def test_a_name_given_by_others_stands_there_without_what_no_font_has():
    first, second, _ = POSTER.dates
    party, signs = replace(first, title="Hoffest 🎉"), replace(second, title="🎉☕", venue="☕")
    poster = replace(FOR_SCREEN, dates=(party, signs, replace(party, stop="☕ Markt")))
    text = reading.text(render(poster))
    assert "09:00 Hoffest Nachbarschaftshaus (Hof)" in text and "17:30 ... ..." in text
    assert [(one.text, one.signs) for one in poster.left_out()] == [
        ("Hoffest 🎉", "🎉"),
        ("🎉☕", "🎉☕"),
        ("☕", "☕"),
        ("☕ Markt", "☕"),
    ]


def test_letters_typed_with_loose_accents_are_drawn_as_one():
    loose = unicodedata.normalize("NFD", "Café Brücke")
    assert "Café Brücke" in reading.text(render(replace(FOR_SCREEN, place=loose)))


def test_a_page_made_of_signs_stays_a_text():
    pdf = render(replace(FOR_SCREEN, place='<script>"a" & b</script>'))
    assert '<script>"a" & b</script>' in reading.text(pdf)


def _dictionary(thing: object) -> pikepdf.Dictionary:
    return thing if isinstance(thing, pikepdf.Dictionary) else pikepdf.Dictionary()
