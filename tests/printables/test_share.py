"""A picture goes round in a group of neighbours; who does not see it hears the same."""

from dataclasses import replace
from datetime import date, time
from io import BytesIO

import pytest
from PIL import Image

from printables import share
from printables.errors import MissingGlyph, TextTooLong
from printables.share import Share, ShareDate
from printables.share_layouts import LAYOUTS
from store.palette import palette

OFFER = Share(
    kind="offer",
    headline="Frühstück für alle",
    dates=(
        ShareDate(date(2026, 5, 5), time(9), time(11, 30)),
        ShareDate(date(2026, 5, 12), time(9)),
    ),
    phone="0521 000 123",
    domain="begegnung.example",
    office="Koordinierungsstelle Begegnung, Musterstadt",
    language="de",
    palette=palette(),
    venue="Nachbarschaftshaus (Hof)",
    street="Webergasse 14, 33991 Musterstadt",
    facts=("free", "step_free"),
)
WEEK = replace(
    OFFER,
    kind="week",
    headline="Nordfeld",
    dates=tuple(
        ShareDate(date(2026, 5, n), time(18), title="Brettspiele und Suppe", venue="Café Brücke")
        for n in range(5, 10)
    ),
    from_on=date(2026, 5, 5),
    until_on=date(2026, 5, 11),
)
CAMPAIGN = replace(OFFER, kind="campaign", headline="", dates=())
SHARES = {one.kind: one for one in (OFFER, WEEK, CAMPAIGN)}
SUN = (0xF6, 0xC6, 0x4B)
SIZES = {"upright": (1080, 1350), "wide": (1200, 630)}


def pixels(said, format="wide"):
    return Image.open(BytesIO(share.picture(said, format=format)))


@pytest.mark.parametrize("kind", SHARES)
@pytest.mark.parametrize("format", SIZES)
def test_a_picture_has_exactly_its_pixels_and_nothing_else(kind, format):
    image = pixels(SHARES[kind], format)
    assert (image.format, image.mode, image.size) == ("PNG", "RGB", SIZES[format])
    assert image.info == {} and not image.getexif()
    ground, meadow = image.getpixel((3, 3)), image.getpixel((3, image.height - 1))
    assert (ground, meadow) == ((0xFB, 0xF7, 0xEF), (0x0F, 0x5C, 0x55))


@pytest.mark.parametrize("kind", SHARES)
@pytest.mark.parametrize("language", ["de", "ls", "en", "tr", "ar", "uk", "ru"])
def test_the_text_says_in_one_sentence_what_the_picture_says(kind, language):
    said = replace(SHARES[kind], language=language)
    layout, text = LAYOUTS[kind, "wide"], share.alt(said)
    shown = share.page(said, layout, {name: area.start_pt for name, area in layout.areas.items()})
    facts = ["0521 000 123", "begegnung.example", said.headline]
    for one in said.dates:
        facts += [said.words().language.short_day(one.on), one.title, one.venue]
        facts.append(said.words().hours(one.starts_at, one.ends_at))
    if kind == "offer":
        facts += [said.venue, said.street, *said.told_facts()]
    for fact in filter(None, facts):
        assert fact in text and fact in shown, fact
    assert text.endswith(".") and "\n" not in text


def test_a_german_neighbour_hears():
    assert share.alt(OFFER) == (
        "Sie sind eingeladen: „Frühstück für alle“, Di., 5. Mai, 09:00–11:30; Di., 12. Mai, 09:00; "
        "Nachbarschaftshaus (Hof), Webergasse 14, 33991 Musterstadt, kostenlos, stufenlos; "
        "Telefon 0521 000 123, mehr auf begegnung.example."
    )
    assert share.alt(CAMPAIGN) == (
        "Koordinierungsstelle Begegnung, Musterstadt lädt Sie ein: „Setzen Sie sich zu uns“; "
        "was in Ihrer Nähe los ist: begegnung.example, Telefon 0521 000 123."
    )
    assert "den Tag sagen wir Ihnen am Telefon" in share.alt(replace(OFFER, dates=()))


def sun_in(image):
    """From which column on the sun is seen."""
    columns = (image.crop((x, 0, x + 1, image.height)) for x in range(image.width))
    suns = (SUN in dict(map(reversed, column.getcolors(10_000))) for column in columns)
    return list(suns).index(True)


def test_arabic_is_mirrored_and_keeps_numbers_apart():
    assert sun_in(pixels(CAMPAIGN)) > 900 and sun_in(pixels(replace(CAMPAIGN, language="ar"))) < 300
    text = share.alt(replace(WEEK, language="ar"))
    assert "\u20680521 000 123\u2069" in text and "،" in text


@pytest.mark.parametrize("kind", ["offer", "campaign"])
@pytest.mark.parametrize("format", SIZES)
def test_what_does_not_fit_or_cannot_be_drawn_is_named(kind, format):
    word = "Nachbarschaftsbegegnungs" * 3 + "frühstück"
    with pytest.raises(TextTooLong, match=word):
        share.picture(replace(SHARES[kind], headline=word), format=format)
    with pytest.raises(MissingGlyph, match="🎉"):
        share.picture(replace(SHARES[kind], headline="Kommen Sie! 🎉"), format=format)


def test_a_week_is_told_without_what_no_font_has():
    first, *others = WEEK.dates
    made = share.files(replace(WEEK, dates=(replace(first, title="Hoffest 🎉"), *others)))
    assert [(one.text, one.signs) for one in made.left_out] == [("Hoffest 🎉", "🎉")]


def test_a_week_is_not_stopped_by_the_longest_of_names():
    names = "Kaffee und Kuchen " * 12, "Nachbarschaftsbegegnungen" * 5
    dates = (replace(WEEK.dates[n % 2], title=names[n % 2], venue=names[0]) for n in range(5))
    assert pixels(replace(WEEK, dates=tuple(dates))).size == SIZES["wide"]


def test_the_files_say_nothing_about_anybody():
    assert list(share.files(CAMPAIGN).files) == [
        "campaign-de-1080x1350.png",
        "campaign-de-1200x630.png",
        "campaign-de.txt",
    ]
