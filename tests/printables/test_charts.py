"""Charts say their numbers to the eye, to a screen reader and on paper, and hide what is hidden."""

from xml.etree.ElementTree import fromstring
from xml.sax.saxutils import quoteattr

import page
import pytest
from hypothesis import given
from hypothesis import strategies as st

from printables import pages, pdf
from printables.charts import NARROW, WIDE, About, Bar, Bars, Columns, Matrix
from printables.courses import Course, Moment
from printables.drawing import ON_PAGE, in_file
from printables.sheets import Sheet
from store.palette import LOOK
from tests.printables import reading

SVG = "{http://www.w3.org/2000/svg}"
HIDDEN = "verdeckt"


def about(*header, key="chart"):
    return About(key, "Aufrufe & Schritte", "Am meisten am Markt.", header, HIDDEN)


def bars():
    bars = (Bar("Markt <1>", 1234), Bar("Park", None), Bar("Bad", 0, is_quiet=True))
    return Bars(about("Ort", "Aufrufe"), bars)


def funnel():
    bars = (Bar("übergeben", 40), Bar("erreicht", 30, "75 %"), Bar("wieder da", None))
    return Bars(about("Schritt", "Zahl", "Anteil"), bars, whole=40)


def columns():
    days = zip(("Mo", "Di", "Mi"), (3.25, None, 12), strict=True)
    return Columns(about("Tag", "Aufrufe"), tuple(Bar(day, n) for day, n in days))


def course(values=(3, 4, None, 6), before=(1, 2, 3, 40)):
    both = zip(values, before, strict=True)
    points = [Moment(f"{n}. Mai", *pair, f"{n}.") for n, pair in enumerate(both, 1)]
    return Course(about("Tag", "jetzt", "davor"), tuple(points), ("jetzt", "davor"))


def matrix():
    values = ((0, 4), (None, 120))
    return Matrix(about("Bezirk", "Mo", "Di"), ("Altstadt", "Ostaue"), ("Mo", "Di"), values)


EVERY = pytest.mark.parametrize("chart", [bars(), funnel(), columns(), course(), matrix()])


def words(svg):
    return [element.text for element in fromstring(svg).iter(f"{SVG}text")]


@EVERY
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_screen_reader_meets_one_picture_with_a_name_and_a_sentence(chart, width):
    picture = fromstring(chart.svg(ON_PAGE, width=width))
    named = {e.get("id"): e.text for e in picture if e.get("id")}
    assert picture.get("role") == "img"
    told = [named[name] for name in picture.get("aria-labelledby").split()]
    assert told == ["Aufrufe & Schritte", "Am meisten am Markt."]


@EVERY
def test_its_table_holds_every_number_under_a_heading(chart):
    table = chart.table()
    assert all(len(row) == len(table.header) for row in table.rows)
    assert any(HIDDEN in row for row in table.rows)


@EVERY
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_nothing_is_drawn_beyond_its_edges(chart, width):
    for element in fromstring(chart.svg(ON_PAGE, width=width)).iter(f"{SVG}rect"):
        left, wide = float(element.get("x")), float(element.get("width"))
        assert left >= 0 and left + wide <= width + 0.1 and float(element.get("height")) >= 0


def test_the_table_says_what_the_eye_sees():
    assert bars().table().rows == (("Markt <1>", "1.234"), ("Park", HIDDEN), ("Bad", "0"))
    assert funnel().table().rows[1] == ("erreicht", "30", "75 %")
    assert columns().table().rows == (("Mo", "3,2"), ("Di", HIDDEN), ("Mi", "12"))
    assert course().table().rows[2] == ("3. Mai", HIDDEN, "3")
    assert matrix().table().rows == (("Altstadt", "0", "4"), ("Ostaue", HIDDEN, "120"))
    assert {"1.234", "Markt <1>", HIDDEN, "0"} <= set(words(bars().svg(ON_PAGE)))
    assert {"jetzt", "davor", "40", "20", "1."} <= set(words(course().svg(ON_PAGE)))
    assert {"0", "4", "120", "Ostaue", "Di"} <= set(words(matrix().svg(ON_PAGE)))


@pytest.mark.parametrize("make", [bars, columns, matrix])
def test_a_hidden_number_is_hatched_and_its_size_tells_nothing(make):
    picture = make().svg(ON_PAGE)
    assert picture.count("<path") >= 1 and "None" not in picture and "nan" not in picture


def test_without_anything_before_there_is_one_line():
    alone = Course(about("Tag", "jetzt"), course().moments, ("jetzt", ""))
    assert "stroke-dasharray" not in alone.svg(ON_PAGE) and "davor" not in alone.svg(ON_PAGE)
    assert alone.table().rows[0] == ("1. Mai", "3")


@given(st.lists(st.none() | st.floats(0, 1e6), max_size=40))
def test_any_course_can_be_drawn(values):
    picture = course(values, [None] * len(values)).svg(ON_PAGE)
    assert "nan" not in picture and "inf" not in picture
    fromstring(picture)


def test_a_page_lends_its_colours_and_a_file_has_its_own():
    assert "var(--house)" in bars().svg(ON_PAGE) and "style=" not in bars().svg(ON_PAGE)
    assert "var(" not in bars().svg(in_file(LOOK)) and "#0F5C55" in bars().svg(in_file(LOOK))


@EVERY
def test_in_a_file_for_everybody_a_chart_is_a_picture_with_words(chart):
    image = (
        f'<img alt={quoteattr(chart.about.alt())} src="{pages.data_url(chart.svg(in_file(LOOK)))}">'
    )
    html = f'<html lang="de"><title>Bericht</title><body><h1>Bericht</h1>{image}</body></html>'
    sheet = Sheet(297, 210, for_print=False)
    file = pdf.render(lambda sizes: html, sheet=sheet, style="poster.css", places={})
    report = page.validate_pdf_bytes(file, profile="ua1")
    assert [failure.message for failure in report.failures] == []
    assert all(word in reading.text(file) for word in words(chart.svg(ON_PAGE)))
    assert set(reading.fonts(file)) <= {"IBM-Plex-Sans", "IBM-Plex-Sans-Semi-Bold"}
