"""What is printed: codes as SVG, posters, their trial scan, and the paper of a campaign."""

import multiprocessing
import os
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from kiosk import clock
from outreach import posters, print_runs
from outreach.posters import Order
from printables import print_house, qr, trial
from printables.pieces import PIECES
from store import database, office
from tests.benchmarks import big_town
from tests.benchmarks.figure import Figure

SYMBOLS = 10_000
POSTERS = 10
CAMPAIGN = 500
ORDER = Order("poster-a4", ("de", "tr"), for_print=True)


def figures(*, seconds: float) -> Iterator[Figure]:
    """On one core in this process, but the campaign: that is made in two others."""
    with big_town.visited() as folder:
        # First, while this process holds nothing else.
        yield from _campaign(folder)
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
        print_house.render(
            posters.piece(
                db, placement, office=office.read(folder), order=ORDER, now=clock.local_now()
            )
        )
        took.append((perf_counter() - began) * 1000)
    db.close()
    told = f"slowest of {POSTERS}: {max(took[1:]):.0f} ms; first of the process: {took[0]:.0f} ms"
    yield Figure("poster, warm, p50", median(took[1:]), "ms", at_most=150, beside=told)


def _campaign(folder: Path) -> Iterator[Figure]:
    """A campaign's posters, each with its own code and its trial scan, written into a folder."""
    db, of_town = database.open_office(folder, is_reader=True), office.read(folder)
    chosen, now = big_town.all_placements(folder)[:CAMPAIGN], clock.local_now()
    began, scanned, memory = perf_counter(), [], 0.0
    said = [posters.piece(db, one, office=of_town, order=ORDER, now=now) for one in chosen]
    for made in print_runs.make(print_runs.batches(folder, said)):
        made.batch.file.write_bytes(made.pdf)
        memory = max(memory, _memory())
        if len(scanned) < POSTERS:
            begun = perf_counter()
            trial.scan(made.pdf, piece=PIECES[ORDER.piece], urls=[made.batch.posters[0].url])
            scanned.append((perf_counter() - begun) * 1000)
    took = perf_counter() - began
    db.close()
    told = f"{took / CAMPAIGN * 1000:.0f} ms each, trial scan included"
    yield Figure(f"campaign of {CAMPAIGN} posters", took, "s", at_most=30, beside=told)
    told = f"this process and {print_runs.PROCESSES} others, looked at after each poster"
    yield Figure("campaign, memory", memory, "MB", at_most=400, beside=told)
    yield Figure("trial scan of a poster, p50", median(scanned), "ms", at_most=150)


def _memory() -> float:
    """What this process and those it started hold just now, in MB; a child's peak would be ours.

    Pages that several share count once, as the kernel divides them (PSS).
    """
    pids = [os.getpid(), *(child.pid for child in multiprocessing.active_children())]
    rolled = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in pids]
    return sum(int(one.split("Pss:")[1].split()[0]) for one in rolled) / 1000
