"""A district's booklet to look at, and what is read back from one."""

from dataclasses import replace
from datetime import date, time
from functools import cache

import pypdfium2

from printables.brochure import imposition, paper
from printables.brochure.contents import (
    Brochure,
    Entry,
    Interest,
    Place,
    Said,
    Urgent,
    When,
)
from printables.pieces import Piece
from store.palette import palette
from tests.printables import reading

BASE = "https://muster.example"
TUESDAYS = When((1,), time(14), time(16), "weekly", off=(date(2026, 5, 12),))
MONTHLY = When((3,), time(18), None, "monthly", dates=(date(2026, 5, 14), date(2026, 6, 11)))
MARKET = Place(1, "Lukashaus", "Am Markt 1, 33991 Musterstadt", ("Haltestelle Jahnplatz: 50 m",))
MILL = Place(2, "Alte Mühle", "Mühlenweg 2, 33991 Musterstadt")
# No letter stands in the margins.
SAFE_MM = 10
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


def widths_of(pdf):
    """Of every run of letters of each page, where it begins and ends from the left, in mm."""
    with pypdfium2.PdfDocument(pdf) as document:
        for sheet in document:
            text = sheet.get_textpage()
            found = (text.get_rect(n) for n in range(text.count_rects()))
            yield [
                (left / reading.PT_PER_MM, right / reading.PT_PER_MM) for left, _, right, _ in found
            ]
