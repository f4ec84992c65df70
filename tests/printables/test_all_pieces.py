"""Every piece of paper is read back: by a phone, by a press and by a screen reader."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import page
import pikepdf
import pytest
from PIL import ImageCms

from printables import looked_at, print_house, profiles, sizing, trial
from printables.errors import CannotPrint, MissingGlyph, TextTooLong, UnusableProfile
from printables.pieces import PIECES
from store.languages import LANGUAGES
from tests.printables import reading
from tests.printables.test_posters import FOR_SCREEN, POSTER, SCANNED

render = cache(print_house.render)

# The ones that are laid out each in a way of its own; with --every-piece it is all of them.
SAMPLE = ("poster-a6", "side-window", "stop-notice", "table-tent", "tear-off", "pocket-card")
ORDERS = [("de", "ar"), ("ar", "uk"), ("uk", "de")]


def pytest_generate_tests(metafunc):
    chosen = PIECES if metafunc.config.getoption("--every-piece") else SAMPLE
    if "sampled" in metafunc.fixturenames:
        metafunc.parametrize("sampled", chosen)


def made(piece, **changes):
    dates = (POSTER.dates * 3)[: PIECES[piece].dates]
    return render(replace(POSTER, piece=piece, dates=dates, **changes))


@pytest.mark.parametrize("piece", PIECES)
def test_a_phone_reads_the_code_of_every_piece_and_the_press_gets_its_boxes(piece):
    pdf, kind = made(piece), PIECES[piece]
    told = trial.scan(pdf, piece=kind, urls=[POSTER.url])
    assert told.light in ("green", "amber")
    assert not [reason for reason in told.reasons if not reason.startswith("symbol")]
    wide, high = kind.width_mm, kind.height_mm
    assert reading.boxes_mm(pdf) == {
        "/MediaBox": [0, 0, wide + 20, high + 20],
        "/BleedBox": [7, 7, wide + 13, high + 13],
        "/TrimBox": [10, 10, wide + 10, high + 10],
    }


def test_the_press_gets_no_rgb_and_black_alone_for_codes_and_words(sampled):
    pdf = made(sampled)
    assert pdf.count(b"/DeviceRGB") == 0
    embedded = reading.fonts(pdf)
    assert embedded and all(embedded.values())
    colours = reading.colours(pdf)
    assert {name for name, *_ in colours} <= {"cs", "CS", "scn", "SCN"}
    spaces = {space for name, space, *_ in colours if name.lower() == "cs"}
    assert spaces <= {"/DeviceCMYK", "/Pattern"}
    assert ("scn", "0", "0", "0", "1") in colours


def test_colour_runs_to_the_end_of_the_bleed_and_no_further(sampled):
    bleed = reading.boxes_mm(made(sampled))["/BleedBox"]
    picture = reading.picture(made(sampled), dpi=50).convert("RGB")
    px = picture.width / (bleed[2] + bleed[0])
    left, top, right, bottom = (round(edge * px) for edge in bleed)
    # Strips to tear off are white paper.
    end = left + round(135 * 50 / 25.4) if sampled == "tear-off" else right - 3
    inside = [(left + 3, y) for y in range(top + 3, bottom - 3)]
    inside += [(x, y) for x in range(left + 3, end) for y in (top + 3, bottom - 3)]
    white = {at for at in inside if picture.getpixel(at) == (255, 255, 255)}
    assert not white, f"bare paper in the bleed at {sorted(white)[:3]}"
    outside = {picture.getpixel((left - 2, y)) for y in range(top + 9, bottom - 9)}
    assert outside == {(255, 255, 255)}


@pytest.mark.parametrize("languages", ORDERS)
def test_a_screen_reader_finds_its_way(sampled, languages):
    pdf = made(sampled, languages=languages, for_print=False)
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    assert [failure.message for failure in report.failures] == []
    document = pikepdf.open(BytesIO(pdf))
    assert document.Root.Lang == LANGUAGES[languages[0]].tag
    tags = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary)]
    assert len([tag for tag in tags if tag.get("/S") == "/H1"]) == 1
    assert all("K7M-2X" in str(tag.Alt) for tag in tags if tag.get("/S") == "/Figure")


def test_who_cannot_scan_reads_code_address_and_phone(sampled):
    text = reading.text(made(sampled, for_print=False, languages=("ar", "uk")))
    for words in ("K7M-2X", "begegnung.example", "0521 000 123", "تفضلوا"):
        assert words in text
    assert ("Посидьте з нами." in text) == (PIECES[sampled].languages == 2)


@pytest.mark.parametrize("piece", PIECES)
def test_every_piece_names_its_sponsor_but_the_sticker_which_has_no_room(piece):
    text = reading.text(made(piece))
    assert ("Gefördert von niemandem" in text) == (piece != "sticker")
    assert "K7M-2X" in text and "0521 000 123" in text


# What a campaign may say at the most.
LONG = {
    "sentence": "Kommen Sie am Nachmittag auf einen Kaffee vorbei, bleiben Sie, solange Sie mögen, "
    "und bringen Sie gern jemanden mit!",
    "word": "Nachbarschaftsbegegnungszentrum!",
}
TOO_SMALL = ("sticker", "bench-plaque", "pocket-card")


@pytest.mark.parametrize("kind", LONG)
def test_the_longest_a_campaign_may_say_fits_or_is_named(sampled, kind):
    said = {"sentences": (LONG[kind], LONG[kind]), "for_print": False}
    if sampled in TOO_SMALL and kind == "sentence":
        with pytest.raises(TextTooLong, match="Kommen Sie am Nachmittag"):
            made(sampled, **said)
        return
    # A word that is wider than the piece is broken.
    text = reading.text(made(sampled, **said)).replace("\ufffe", "").replace("- ", "")
    assert LONG[kind].replace(" ", "") in text.replace(" ", "").replace("-", "")


@pytest.mark.parametrize("piece", ["poster-a4", "side-window", "stop-notice"])
def test_no_name_that_others_gave_is_too_long_for_a_piece(piece):
    usual, word, words = "Spielerunde", "Nachbarschaftsbegegnungen" * 4, "Wir essen zusammen. " * 9
    named = (usual, words, *[word] * (PIECES[piece].dates - 2))
    dates = tuple(replace(POSTER.dates[0], title=name, venue=name) for name in named)
    text = reading.text(render(replace(FOR_SCREEN, piece=piece, dates=dates)))
    assert f"{usual} {usual}" in text and "Wir essen..." in text and word[:25] in text


def test_a_table_tent_speaks_to_both_sides_of_the_table():
    pdf = made("table-tent")
    assert sorted(round(code.orientation) % 360 for code in reading.codes(pdf)) == [0, 180]
    assert "Setzen Sie sich zu uns." in reading.text(pdf)


def test_eight_strips_are_torn_off_and_lead_to_the_same_place():
    assert [code.text for code in reading.codes(made("tear-off"), dpi=150)] == [SCANNED] * 9


@pytest.mark.parametrize(("piece", "count"), [("pocket-card", 10), ("sticker", 6)])
def test_small_pieces_come_in_numbers_each_with_its_own_code(piece, count):
    posters = [
        replace(POSTER, piece=piece, code=f"K7M-{n}X", url=f"https://begegnung.example/q/K7M{n}X")
        for n in range(count)
    ]
    pdf = print_house.render_sheets(posters)
    assert len({code.text for code in reading.codes(pdf, dpi=150)}) == count
    assert reading.boxes_mm(pdf)["/MediaBox"] == [0, 0, 210, 297]
    with pytest.raises(CannotPrint, match="printed by itself"):
        print_house.render_sheets([POSTER])


def test_a_print_shop_that_wants_the_bleed_alone_gets_no_marks():
    pdf = made("sticker", has_marks=False)
    assert reading.boxes_mm(pdf)["/MediaBox"] == [0, 0, 80, 80]
    assert reading.boxes_mm(pdf)["/TrimBox"] == [3, 3, 77, 77]
    assert ("SCN", "1", "1", "1", "1") not in reading.colours(pdf)


def test_the_profile_of_a_press_goes_along_and_others_are_refused():
    icc = press_profile()
    profiles.check(icc)
    with pikepdf.open(BytesIO(made("sticker", icc=icc))) as document:
        (intent,) = document.Root.OutputIntents
        assert intent.S == "/GTS_PDFX" and intent.DestOutputProfile.N == 4
        assert intent.DestOutputProfile.read_bytes() == icc
    with pytest.raises(UnusableProfile, match="no ICC profile"):
        profiles.check(b"%PDF-1.7 and so on")
    with pytest.raises(UnusableProfile, match="four inks"):
        profiles.check(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    with pytest.raises(UnusableProfile, match="broken"):
        profiles.check(icc[:140])


def test_a_symbol_too_small_for_its_distance_is_red_and_says_why():
    poster_a3 = PIECES["poster-a3"]
    far = replace(poster_a3, symbol_mm=62)
    size = sizing.size_on(far, "https://city.de/q/K7M2X")
    assert size.light == "red"
    assert size.sentence() == "symbol 62 mm, read from 1.5 m: needs 150 mm"
    long = f"https://{'begegnung-' * 3}bielefeld.example/q/K7M2X"
    sticker = replace(POSTER, piece="sticker", url=long, domain="muster.example")
    told = looked_at.read(looked_at.render([sticker])).trial
    assert told.light == "red" and told.reasons[0].endswith("read from 0.5 m: needs 82 mm")


def test_a_code_that_cannot_be_read_or_is_another_is_red():
    other = trial.scan(made("sticker"), piece=PIECES["sticker"], urls=["https://city.de/q/K7M2X"])
    assert other.light == "red" and "cannot be read" in other.reasons[0]


SENTENCES = {
    "of 400 characters": ("Kommen Sie vorbei und reden Sie mit. " * 11, TextTooLong),
    "of one word": ("X" * 80, TextTooLong),
    "with an emoji": ("Kommen Sie! 🎉", MissingGlyph),
}


@pytest.mark.parametrize("kind", SENTENCES)
@pytest.mark.parametrize("piece", ["poster-a4", "side-window", "sticker"])
def test_a_sentence_that_fits_nowhere_is_named(kind, piece):
    sentence, error = SENTENCES[kind]
    with pytest.raises(error, match=sentence[:20]):
        print_house.render(replace(POSTER, piece=piece, sentences=(sentence, "")))


def test_a_campaign_says_its_own_in_both_languages_also_in_mixed_directions():
    said = ("Kaffee heißt bei uns قهوة.", "قهوة تعني Kaffee عندنا")
    for piece in ("poster-a4", "bus-a4-landscape"):
        poster = replace(FOR_SCREEN, piece=piece, languages=("de", "ar"), sentences=said)
        text = reading.text(render(poster))
        assert "Kaffee heißt bei uns" in text and "قهوة" in text and "عندنا" in text
        assert "Setzen Sie" not in text


def press_profile() -> bytes:
    """A profile with a press's header; what it says of inks is nonsense."""
    rgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    rgb[profiles.DEVICE], rgb[profiles.INKS] = b"prtr", b"CMYK"
    return bytes(rgb)
