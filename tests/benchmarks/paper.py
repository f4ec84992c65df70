"""What is printed: codes as SVG, and posters."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from kiosk import clock
from outreach import posters
from printables import qr
from store import database, office
from tests.benchmarks import big_town
from tests.benchmarks.figure import Figure

SYMBOLS = 10_000
POSTERS = 10


def figures(*, seconds: float) -> Iterator[Figure]:
    """Both on one core, in this process."""
    with big_town.visited() as folder:
        yield from _symbols(folder)
        yield from _posters(folder)


def _symbols(folder: Path) -> Iterator[Figure]:
    base = office.read(folder).base_url
    codes = [placement.code for placement in big_town.all_placements(folder)[:SYMBOLS]]
    began = perf_counter()
    sizes = [len(qr.symbol(f"{base}/q/{code}").svg().encode()) / 1000 for code in codes]
    took = perf_counter() - began
    told = f"{took / SYMBOLS * 1000:.1f} ms each"
    yield Figure(f"{SYMBOLS:,} QR symbols as SVG", took, "s", at_most=90, beside=told)
    told = f"p50 {median(sizes):.2f} kB"
    yield Figure("QR symbol as SVG, largest", max(sizes), "kB", at_most=4, beside=told)


def _posters(folder: Path) -> Iterator[Figure]:
    chosen = big_town.all_placements(folder)[: POSTERS + 1]
    db = database.open_office(folder, is_reader=True)
    took = []
    for placement in chosen:
        began = perf_counter()
        posters.render(
            db,
            placement,
            office=office.read(folder),
            languages=("de", "tr"),
            size="A4",
            is_for_print=True,
            now=clock.local_now(),
        )
        took.append((perf_counter() - began) * 1000)
    db.close()
    told = f"slowest of {POSTERS}: {max(took[1:]):.0f} ms; first of the process: {took[0]:.0f} ms"
    yield Figure("poster, warm, p50", median(took[1:]), "ms", at_most=300, beside=told)
