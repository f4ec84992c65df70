"""A print run: what all paper of a campaign says, in which files it stands, and which goes where.

The command writes the files of a run into a folder (commands/print_runs.py), the desk hands them
out as one (run_folders.py).
"""

import csv
import hashlib
import math
import os
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from io import StringIO
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from outreach import posters
from outreach.posters import Order
from printables import print_house
from printables.apart import STEPPED_BACK
from printables.left_out import LeftOut
from printables.poster import Poster
from printables.print_house import Places
from printables.trial import Trial
from store import codes, placements
from store.database import Database
from store.office import Office
from store.placements import ENDED, Placement

PROCESSES = 2
MARK = 6
PACKING_LIST = "packing-list.csv"
COLUMNS = ("number", "code", "place", "district", "piece", "file")


@dataclass(frozen=True, slots=True)
class Batch:
    """What goes into one file: one piece, or a sheet full of them."""

    file: Path
    posters: tuple[Poster, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file with what its trial scan said."""

    batch: Batch
    pdf: bytes
    trial: Trial


def living(db: Database, campaign_id: int) -> list[Placement]:
    """The placements of a campaign that are still printed for, in the order of the round."""
    there = placements.of_campaign(db, campaign_id)
    return in_round_order(one for one in there if one.state not in ENDED)


def said(
    db: Database, going: Iterable[Placement], *, office: Office, order: Order, now: datetime
) -> list[Poster]:
    """What the paper of these placements says from `now` (local) on."""
    return [posters.piece(db, one, office=office, order=order, now=now) for one in going]


def in_round_order(going: Iterable[Placement]) -> list[Placement]:
    """From one to the nearest next, as somebody goes who hangs them, beginning in the north-west.

    Five hundred take a tenth of a second.
    """
    left = sorted(going, key=lambda one: (one.lon - one.lat, one.id))
    ordered: list[Placement] = []
    while left:
        nearest = min(left, key=lambda one: _far(ordered[-1], one)) if ordered else left[0]
        left.remove(nearest)
        ordered.append(nearest)
    return ordered


def batches(folder: Path, said: Sequence[Poster]) -> list[Batch]:
    """The files of a run, in its order: sheets for what is made in numbers."""
    sheet = said[0].kind().on_sheet if said[0].for_print else None
    size = sheet.cards if sheet else 1
    parts = [tuple(said[at : at + size]) for at in range(0, len(said), size)]
    return [Batch(folder / _file_name(part), part) for part in parts]


def make(batches: Sequence[Batch]) -> Generator[Made, None, None]:
    """Make these files in two processes which step back for everybody else; they come in order.

    Raises CannotPrint as `print_house` does.
    """
    if not batches:
        return
    press = ProcessPoolExecutor(
        PROCESSES, mp_context=get_context("spawn"), initializer=os.nice, initargs=(STEPPED_BACK,)
    )
    try:
        places = press.submit(settled, batches).result()
        files = press.map(print_house.tried, [batch.posters for batch in batches], repeat(places))
        for batch, (pdf, trial) in zip(batches, files, strict=True):
            yield Made(batch, pdf, trial)
    finally:
        press.shutdown(cancel_futures=True)


def settled(batches: Iterable[Batch]) -> Places:
    """The sizes of type that fit a run, to begin with in each of its files. Raises CannotPrint."""
    # What all of them say is fitted once. The shortest name begins, so that none is needlessly
    # small: others shrink by themselves.
    first = (batch.posters[0] for batch in batches)
    return print_house.settled(min(first, key=lambda poster: len(poster.place)))


def packing_list(batches: Sequence[Batch], going: Iterable[Placement]) -> bytes:
    """Which code goes where, in the order of the round, for a spreadsheet.

    `going` are the placements of the run, which know their districts.
    """
    districts = {codes.printed(one.code): one.district for one in going}
    written = StringIO()
    lines = csv.writer(written, delimiter=";")
    lines.writerow(COLUMNS)
    rows = [(batch, poster) for batch in batches for poster in batch.posters]
    for number, (batch, poster) in enumerate(rows, 1):
        district = districts[poster.code]
        told = (poster.code, poster.place, district, poster.piece, batch.file.name)
        lines.writerow((number, *map(_no_formula, told)))
    return written.getvalue().encode("utf-8-sig")


def left_out(batches: Iterable[Batch]) -> tuple[LeftOut, ...]:
    """What these files say without a sign; neighbours share their dates, so each name once."""
    made = (poster for batch in batches for poster in batch.posters)
    return tuple(dict.fromkeys(one for poster in made for one in poster.left_out()))


def left_over(folder: Path, batches: Iterable[Batch]) -> list[str]:
    """Files in a folder that an earlier run made and this one does not list, by name."""
    return sorted({file.name for file in folder.glob("*.pdf")} - {one.file.name for one in batches})


def _file_name(part: tuple[Poster, ...]) -> str:
    first = part[0]
    purpose = "print" if first.for_print else "screen"
    beginning = "sheet-" if len(part) > 1 else ""
    languages = "-".join(first.languages)
    return f"{beginning}{first.code}-{first.piece}-{languages}-{purpose}-{_mark(part)}.pdf"


def _mark(part: tuple[Poster, ...]) -> str:
    """Another one for all that is printed otherwise; what is on by then alone makes nothing old."""
    said = repr([replace(poster, dates=()) for poster in part])
    return hashlib.sha256(said.encode()).hexdigest()[:MARK]


def _no_formula(text: str) -> str:
    """A name as text, also where a spreadsheet would work it out."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _far(one: Placement, other: Placement) -> float:
    """How far two placements are apart, in degrees of latitude: good enough within a town."""
    east = (one.lon - other.lon) * math.cos(math.radians(one.lat))
    return math.hypot(one.lat - other.lat, east)
