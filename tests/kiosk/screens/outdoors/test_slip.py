"""Who has no phone at hand takes a slip of paper: on a sheet of A6, or from a roll of receipts."""

import pypdfium2
import pytest

from store import screens, timetables
from store.timetables import Courses, Place, Timetable
from tests.kiosk.screens.outdoors.device import open_list, tap, wake
from tests.printables import reading

# The slip is blank again once it is printed; here it stays, to be looked at.
STAYS = """window.print = () => queueMicrotask(() => {
  document.getElementById("slip").hidden = false;
})"""
PAPERS = {"sheet": ("105mm", "148mm"), "roll": ("80mm", "260mm")}


@pytest.fixture
def printing(town, key):
    """The bench has a printer now, and its town has buses."""
    screen = screens.by_key(town.db, key)
    as_it_is = {"radius_m": None, "categories": (), "quiet": None, "languages": screen.languages}
    screens.settle(town.db, screen.id, has_printer=True, **as_it_is)
    places = (Place("Am Markt", 52.0203, 8.53), Place("Rathaus", 52.04, 8.53))
    courses = tuple(Courses(name, "bus", ((0, 1),)) for name in ("3", "29"))
    timetables.replace(town.db, Timetable(places, courses))


def slip(page, paper):
    width, height = PAPERS[paper]
    return page.pdf(width=width, height=height, prefer_css_page_size=True, print_background=True)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_slip_says_all_one_needs_in_black_on_one_page(printing, turned_on, paper):
    with turned_on() as page:
        page.evaluate(STAYS)
        wake(page)
        open_list(page, "today")
        tap(page, "Spielerunde")
        tap(page, "Mitnehmen")
        tap(page, "Zettel drucken")
        pdf = slip(page, paper)
    text = reading.text(pdf)
    for words in (
        *("Begegnung Musterstadt", "Spielerunde", "heute", "14:00", "Lukashaus", "Am Markt 1"),
        *("Haltestelle Am Markt (Linien 3 und 29)", "030 23125 100"),
        *("Ihren Namen müssen Sie nicht sagen", "muster.example/de/offers/2"),
    ):
        assert words in text.replace(" /", "/")
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
    picture = reading.picture(pdf, dpi=150)
    assert picture.convert("HSV").getchannel("S").getextrema() == (0, 0)
    assert [code.text for code in reading.codes(pdf, dpi=150)] == [
        "https://muster.example/de/offers/2"
    ]
