"""The district brochure: sixty offers as a booklet for the printer and as a file for screens."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from statistics import median
from time import perf_counter

import pypdfium2

from kiosk import clock
from outreach import brochures
from outreach.brochures import PIECE, Edition
from printables import trial
from printables.brochure import paper
from printables.brochure.contents import Brochure
from store import database, office
from tests.benchmarks import big_town
from tests.benchmarks.figure import Figure

OFFERS = 60
ROUNDS = 5
DISTRICT = "Altstadt"


def figures(*, seconds: float) -> Iterator[Figure]:
    """On one core in this process, as an office's command makes it."""
    with big_town.visited() as folder:
        db = database.open_office(folder, is_reader=True)
        for purpose in ("screen", "print"):
            edition = Edition(DISTRICT, "de", for_print=purpose == "print")
            of_town, now = office.read(folder), clock.local_now()
            said = brochures.collect(db, edition, office=of_town, now=now)
            yield from _made(replace(said, entries=said.entries[:OFFERS]), purpose)
        db.close()


def _made(said: Brochure, purpose: str) -> Iterator[Figure]:
    took, made = [], b""
    for _ in range(ROUNDS + 1):
        began = perf_counter()
        made = paper.render(said)
        took.append(perf_counter() - began)
    with pypdfium2.PdfDocument(BytesIO(made)) as document:
        pages = len(document) * (2 if purpose == "print" else 1)
    told = f"{pages} pages; first of the process: {took[0]:.1f} s"
    what = f"brochure of {OFFERS} offers for {purpose}, warm, p50"
    yield Figure(what, median(took[1:]), "s", at_most=3, beside=told)
    began = perf_counter()
    trial.scan_for(made, piece=PIECE, symbols=paper.symbols(said))
    yield Figure(f"its trial scan of {OFFERS + 1} codes", perf_counter() - began, "s")
