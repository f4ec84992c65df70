"""The report for the funder is read by a funder, by a screen reader, and by somebody curious."""

from dataclasses import replace
from datetime import date, timedelta

import page
import pypdfium2
import pytest

from printables.report import district_tables, paper, tables
from printables.report.contents import Report, Tables
from printables.report.town_map import Place
from store.counting import Span
from store.districts import District
from store.figures import Figures, Standing
from store.funnel import Funnel
from store.palette import palette
from store.reach import Reach
from store.waits import Wait
from tests.printables import reading

SPAN = Span(date(2026, 1, 1), date(2026, 3, 31))
NOTHING = Figures(0, 0, 0, 0)
STANDING = Standing(offers=82, organizations=12, pilots=2, placements=15)
WAITED = Wait(20, 2, 1.0, 2.5, 4.0)
EMPTY = tables.Table("x", "Nichts", ("Was", "Zahl"), ())


def weeks(span, n):
    return dict.fromkeys(span.each()[::7], n)


def report(**changed):
    way = tables.funnel(Funnel((9, 3, 20, 10, 5, 2, 31), (WAITED,) * 6))
    usual = Tables(
        figures=tables.figures(Figures(5147, 1100, 3, 40), NOTHING, STANDING),
        scans=tables.scans(weeks(SPAN, 300), weeks(SPAN.before(), 0)),
        funnel=way,
        requests=requests(69, 3, 30),
        signs=EMPTY,
        missing=EMPTY,
        open_hours=EMPTY,
        changes=EMPTY,
    )
    made = Report(
        office="Begegnung & Co. “Musterstadt”",
        town="Musterstadt",
        sponsor="Gefördert von niemandem.",
        notice="",
        span=SPAN,
        made_on=date(2026, 5, 5),
        palette=palette(),
        tables=usual,
        places=(Place("Altstadt", 52.02, 8.53, 69), Place("Ostaue", 52.01, 8.56, None)),
        group="28-59",
        chain_head="0123456789abcdef" * 4,
        events=820,
        is_empty=False,
    )
    return replace(made, **changed)


def requests(*counts):
    """Requests of so many districts, each with a third of the people."""
    names = ("Altstadt", "Ostaue", "Heide")
    places = [Reach(n, "all", count, 34.0) for n, count in enumerate(counts)]
    told = [District(n, names[n]) for n in range(len(counts))]
    return district_tables.requests({"all": places}, told, elsewhere=0)


def words(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(reading.text(pdf, page=n) for n in range(len(document)))


@pytest.fixture(scope="module")
def pdf():
    return paper.render(report())


def test_a_screen_reader_finds_its_way(pdf):
    told = page.validate_pdf_bytes(pdf, profile="ua1")
    assert [failure.message for failure in told.failures] == []


def test_it_says_what_a_funder_asks(pdf):
    text = words(pdf)
    assert "1. Januar 2026 bis 31. März 2026" in text and "Begegnung & Co. “Musterstadt”" in text
    assert "Aufrufe über Plakate, Bänke und Bildschirme 5.147 0" in text
    assert "allein wiedergekommen 31 39 % 2,5 Tagen" in text
    for title in ("Auf einen Blick", "Was fehlt", "Methode und Begriffe", "Kleine Zahlen"):
        assert title in text
    assert "01234567 89abcdef" in text and "es sind 820" in text


def test_small_numbers_are_nowhere_in_it(pdf):
    text = words(pdf)
    assert "Suchen, die nichts fanden verdeckt" in text
    # Three of 102 in Ostaue: the next smallest is hidden, too, or it could be reckoned.
    assert "alle Menschen Altstadt 69 34 2" in text
    assert "Ostaue verdeckt 34 verdeckt" in text and "Heide verdeckt 34 verdeckt" in text
    assert "ganze Stadt 102" in text and "Ostaue: verdeckt" in text


def test_an_empty_period_is_an_honest_report():
    nothing = replace(
        report().tables,
        figures=tables.figures(NOTHING, NOTHING, Standing(0, 0, 0, 0)),
        scans=tables.scans(weeks(SPAN, 0), weeks(SPAN.before(), 0)),
        funnel=tables.funnel(Funnel((0,) * 7, (Wait(0, 0, None, None, None),) * 6)),
        requests=requests(0, 0, 0),
    )
    pdf = paper.render(report(tables=nothing, places=(), is_empty=True))
    text = words(pdf)
    assert (
        "In diesem Zeitraum wurde nichts gezählt" in text and "Dazu gibt es nichts zu sagen" in text
    )
    assert "musste nichts verdeckt werden" in text
    assert page.validate_pdf_bytes(pdf, profile="ua1").is_compliant


def test_a_whole_year_of_one_office_is_set():
    long = Span(date(2025, 1, 1), date(2025, 12, 31))
    many = replace(report().tables, scans=tables.scans(weeks(long, 9), weeks(long.before(), 9)))
    assert "24.12.2025" in words(paper.render(report(span=long, tables=many)))


def test_weeks_do_not_let_a_quiet_one_be_reckoned():
    counts = weeks(SPAN, 50) | {SPAN.first + timedelta(days=7): 2}
    hidden = [row[1] for row in tables.scans(counts, weeks(SPAN.before(), 0)).rows]
    assert hidden.count(None) == 2


def test_a_rare_step_shows_no_wait():
    way = tables.funnel(Funnel((0, 0, 0, 0, 0, 0, 30), (Wait(4, 0, 1.0, 2.0, 3.0),) * 6))
    assert [row[3] for row in way.rows] == [""] * 7
