"""The district brochure is read back: by a phone, by a press, by a folder and a screen reader."""

import re
from dataclasses import replace
from datetime import date, time
from io import BytesIO
from urllib.parse import parse_qs, quote

import page
import pikepdf
import pypdfium2
import pytest

from printables import left_out, trial, wording
from printables.brochure import imposition, order, paper
from printables.brochure.contents import (
    readable,
)
from printables.brochure.words import Times
from printables.errors import TextTooLong
from tests.printables import reading
from tests.printables.booklets import (
    ARABIC,
    BASE,
    BROCHURE,
    FOR_SCREEN,
    MARKET,
    PIECE,
    SAFE_MM,
    TUESDAYS,
    entry,
    pages_of,
    render,
    widths_of,
)


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


@pytest.mark.parametrize("language", ["ar", "uk"])
def test_german_names_are_spoken_as_german_to_whoever_reads(language):
    pdf = render(replace(ARABIC, language=language))
    german = reading.said_in(pdf, "de")
    for name in ("Heepen", "Chor", "Lukashaus", "Am Markt 1", "Stadt Musterstadt"):
        assert name in german
    assert not re.search("[ء-ي]|[а-я]", german)
    assert reading.said_in(render(FOR_SCREEN), "de") == ""


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


def test_two_times_on_one_day_stand_at_the_one_entry():
    later = replace(TUESDAYS, weekdays=(1, 4), starts_at=time(17), ends_at=None)
    brochure = replace(FOR_SCREEN, entries=(entry(1, whens=(later, TUESDAYS)),))
    lines = order.by_weekday(brochure)
    assert [(line.is_full, line.when) for line in lines[1]] == [(True, TUESDAYS)]
    assert [(line.is_full, line.when) for line in lines[4]] == [(False, later)]
    text = " ".join(pages_of(render(brochure)))
    assert "14:00–16:00 jede Woche" in text and "17:00 Dienstag und Freitag, jede Woche" in text


WEEKLY = replace(TUESDAYS, off=(), from_on=date(2026, 5, 19), until_on=date(2026, 6, 16))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("de", "jede Woche vom 19. Mai bis 16. Juni"),
        ("ls", "jede Woche vom 19. Mai bis zum 16. Juni"),
        ("en", "every week from 19 May to 16 June"),
        ("tr", "19 Mayıs – 16 Haziran arasında her hafta"),
        ("uk", "щотижня з 19 травня до 16 червня включно"),
        ("ru", "каждую неделю с 19 мая до 16 июня включительно"),
        ("ar", "كل أسبوع من 19 أيار حتى 16 حزيران"),
    ],
)
def test_the_first_and_the_last_day_are_told_in_every_language(language, told):
    assert wording.plain(Times(wording.speak(language)).rhythm(WEEKLY, 1)) == told


def test_what_is_daily_for_some_days_says_which():
    times, daily = Times(wording.speak("de")), replace(WEEKLY, rhythm="daily")
    assert times.rhythm(replace(daily, from_on=None), None) == "jeden Tag bis 16. Juni"
    assert times.rhythm(replace(daily, until_on=None), None) == "jeden Tag ab 19. Mai"


@pytest.mark.parametrize(
    ("district", "typed"),
    [
        ('Köln-Mülheim "Süd" & <Ost>', "Köln-Mülheim+%22Süd%22+%26+%3COst%3E"),
        ("50%25 #1+/?=", "50%2525+%231%2B/%3F%3D"),
    ],
)
def test_a_printed_address_can_be_typed_as_it_stands(district, typed):
    address = readable(f"{BASE}/de/offers?district={quote(district)}")
    assert address == f"muster.example/de/offers?district={typed}"
    assert parse_qs(address.partition("?")[2]) == {"district": [district]}


LONG = "Nachbarschaftsbegegnungsstättenfest" * 3


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("is_large", [False, True], ids=["usual", "large"])
def test_no_word_is_wider_than_its_column(language, is_large):
    named = replace(MARKET, name=LONG, address=LONG)
    told = entry(1, LONG, place=named, whens=(replace(TUESDAYS, weekdays=(1, 4)),))
    brochure = replace(FOR_SCREEN, language=language, is_large=is_large, entries=(told,))
    beyond = [
        (n, box)
        for n, found in enumerate(widths_of(paper.render(brochure)), 1)
        for box in found
        if box[0] < SAFE_MM or box[1] > imposition.PAGE_MM[0] - SAFE_MM
    ]
    assert beyond == []


@pytest.mark.parametrize("language", ["de", "uk"])
@pytest.mark.parametrize("letters", [50, 80])
def test_the_large_cover_has_room_for_who_gives_the_money(language, letters):
    sponsor = ("Mit freundlicher Unterstützung der Stiftung " * 3)[:letters]
    brochure = replace(BROCHURE, language=language, is_large=True, sponsor=sponsor)
    text = " ".join(pages_of(paper.render(brochure)))
    assert text.count(" ".join(sponsor.split())) == 2


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


def test_a_sign_no_font_has_stops_nobody_elses_offer():
    told = (entry(1, "Tanz 💃"), entry(2, "🎉🎉"), entry(3, "Chor"))
    brochure = replace(FOR_SCREEN, entries=told)
    text = " ".join(pages_of(paper.render(brochure)))
    assert text.count("offers/") == 3 and "Tanz" in text and "..." in text
    assert [(one.text, one.signs) for one in left_out.of(brochure.texts())] == [
        ("Tanz 💃", "💃"),
        ("🎉🎉", "🎉"),
    ]
