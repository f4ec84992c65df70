"""Work that goes on beside the scans, in a process of its own, again and again."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import NamedTemporaryFile

from kiosk import clock
from outreach import posters
from outreach.commands.offers import import_offers
from outreach.posters import Order
from printables import print_house
from printables.apart import STEPPED_BACK
from store import database, office, placements
from tests.benchmarks import state_list

ORDER = Order("poster-a4", ("de", "tr"), for_print=True)
ROUND = "round done\n"


@contextmanager
def at(work: str, folder: Path) -> Iterator[Callable[[], int]]:
    """Keep a neighbour at its work while the block runs; gives how many rounds it has done.

    The block begins when the neighbour has settled in, that is after its first round.
    """
    command = [sys.executable, "-m", __name__, work, str(folder)]
    with NamedTemporaryFile() as told:
        process = subprocess.Popen(command, stdout=told, stderr=subprocess.DEVNULL)
        try:
            while not _rounds(told.name):
                assert process.poll() is None, f"{work} ended before its time"
                time.sleep(0.1)
            yield lambda: _rounds(told.name) - 1
            assert process.poll() is None, f"{work} ended before its time"
        finally:
            process.terminate()
            process.wait()


def _rounds(told: str) -> int:
    return Path(told).read_text("utf-8").count(ROUND)


def print_posters(folder: Path) -> Iterator[None]:
    """Render one poster after another, for the printer."""
    db = database.open_office(folder, is_reader=True)
    for placement in placements.everywhere(db):
        print_house.render(
            posters.piece(
                db, placement, office=office.read(folder), order=ORDER, now=clock.local_now()
            )
        )
        yield


def import_lists(folder: Path) -> Iterator[None]:
    """Import a state list of 2,000 rows in which every row has changed since the last time."""
    path = folder / "list.csv"
    for edition in count():
        state_list.write(path, edition=edition)
        import_offers.main([str(path), "--data", str(folder)], standalone_mode=False)
        yield


WORKS: dict[str, Callable[[Path], Iterator[None]]] = {
    "posters": print_posters,
    "an import": import_lists,
}


if __name__ == "__main__":
    # As the commands do it.
    os.nice(STEPPED_BACK)
    for _ in WORKS[sys.argv[1]](Path(sys.argv[2])):
        sys.stdout.write(ROUND)
        sys.stdout.flush()
