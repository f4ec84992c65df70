"""The calendar poster: a month of a district, of which no day runs over into another."""

from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache

import page
import pytest

from printables import calendar_poster
from printables.calendar_poster import CalendarDay, CalendarLine, CalendarPoster
from printables.errors import TextTooLong
from store.palette import palette
from tests.printables import reading

BREAKFAST = CalendarLine(time(9, 30), "Frühstück", "de", "Lukashaus")
CHOIR = CalendarLine(time(18), "Chor ohne Noten", "de", "Alte Mühle", is_doubtful=True)


def words(pdf):
    """Its words, put together where a line's end parts them."""
    return reading.text(pdf).replace("\u2010 ", "")


def month(first=date(2026, 12, 1), lines=(BREAKFAST,)):
    days = (first + timedelta(days=n) for n in range(31))
    return tuple(CalendarDay(day, lines) for day in days if day.month == first.month)


POSTER = CalendarPoster(
    district="Heepen",
    days=month(),
    url="https://muster.example/de/offers?district=Heepen",
    address="muster.example/de/offers?district=Heepen",
    phone="030 23125 100",
    office="Begegnung Musterstadt",
    sponsor="Gefördert von niemandem.",
    languages=("de", "tr"),
    palette=palette(),
)
FOR_SCREEN = replace(POSTER, for_print=False)

render = cache(calendar_poster.render)


@pytest.mark.parametrize(("size", "trim"), [("A3", (297, 420)), ("A2", (420, 594))])
def test_a_phone_reads_it_and_the_press_gets_its_boxes_and_inks(size, trim):
    poster = replace(POSTER, size=size)
    pdf = render(poster)
    assert calendar_poster.scan(pdf, poster).light == "green"
    wide, high = trim
    boxes = reading.boxes_mm(pdf)
    assert boxes["/TrimBox"] == [10, 10, wide + 10, high + 10]
    assert boxes["/BleedBox"] == [7, 7, wide + 13, high + 13]
    assert {name for name, *_ in reading.colours(pdf)} <= {"cs", "CS", "scn", "SCN"}
    assert set(reading.fonts(pdf).values()) == {True}


def test_weeks_begin_on_monday_and_a_month_may_touch_six_of_them():
    cells = calendar_poster.cells(replace(POSTER, days=month(date(2026, 8, 1))))
    assert [(cell.column, cell.row) for cell in cells][::30] == [(5, 0), (0, 5)]


def test_both_languages_name_the_month_and_the_weekdays():
    text = words(render(FOR_SCREEN))
    for said in (
        "Was ist los in Heepen Dezember 2026",
        "Heepen: Neler var?, Aralık 2026.",
        "Montag Pazartesi",
        "09:30 Frühstück, Lukashaus",
        "030 23125 100",
    ):
        assert said in text
    assert "mehr" not in text and "*" not in text


def test_what_does_not_fit_on_a_day_is_counted_there():
    first = date(2026, 8, 1)  # six weeks, so the days are low
    long = replace(BREAKFAST, title="Gemeinsam kochen und essen am langen Tisch im Hof der Mühle")
    text = words(render(replace(FOR_SCREEN, days=month(first, (long,) * 9))))
    told, days = text.count("09:30"), len(month(first))
    assert 0 < told < 9 * days
    # Every day has room for as many as all others, and together they are all there are.
    assert text.count(f"+ {9 - told // days} mehr") == days


def test_a_day_to_ask_about_is_marked_and_a_holiday_named():
    days = (CalendarDay(date(2026, 12, 1), (CHOIR,), "Feiertag"), *month()[1:])
    text = words(render(replace(FOR_SCREEN, days=days)))
    assert "1 Feiertag 18:00* Chor ohne Noten" in text and "* Bitte rufen Sie vorher an." in text


@pytest.mark.parametrize("languages", [("de", "ar"), ("ar", "uk")])
def test_a_screen_reader_finds_its_way(languages):
    pdf = render(replace(FOR_SCREEN, languages=languages))
    told = page.validate_pdf_bytes(pdf, profile="ua1")
    assert [failure.message for failure in told.failures] == []


def test_one_long_word_stops_nobody_elses_offer():
    long = replace(CHOIR, title="Nachbarschaftsbegegnungsstättenfest" * 3)
    text = words(render(replace(FOR_SCREEN, days=month(lines=(BREAKFAST, long)))))
    assert text.count("Frühstück") == 31 and "mehr" not in text


def test_a_name_that_fits_nowhere_is_told():
    with pytest.raises(TextTooLong, match="Nachbarschaft"):
        calendar_poster.render(
            replace(FOR_SCREEN, days=month(lines=()), district="Nachbarschaftsbegegnungs" * 4)
        )
