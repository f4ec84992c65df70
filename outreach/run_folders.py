"""A print run as one folder to download: made in a process that gives bytes, never on a disk.

One process makes all of it. A run of the command has two of its own; here they would outlive the
press where that loses patience, and a server has other things to do.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from outreach import print_runs
from outreach.posters import Order
from outreach.print_runs import PACKING_LIST, Batch
from printables import looked_at, print_house
from printables.errors import CannotPrint, MissingGlyph, TextTooLong
from printables.left_out import LeftOut
from printables.print_house import Places
from printables.trial import Trial
from store import database
from store import office as offices
from store.placements import Placement

# What the press's patience is enough for, also on a server that is busy.
MOST_PLACEMENTS = 500
# With a press's profile in each of them, 500 files are more than a server should hold.
MOST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which run is wanted: of what campaign, as which piece; red files too where `anyway`."""

    campaign_id: int
    order: Order
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """What became of one file: the placements in it by code, and what its trial scan said.

    Where none could be made there is no scan, but what is to blame: a text that does not fit, or a
    letter no font has.
    """

    codes: tuple[str, ...]
    trial: Trial | None = None
    too_long: str = ""
    strange: str = ""
    is_inside: bool = False


@dataclass(frozen=True, slots=True)
class Folder:
    """All files of a run in its order, made or not, and those to download as a ZIP.

    `left_out` is what they say without a sign.
    """

    files: tuple[File, ...]
    left_out: tuple[LeftOut, ...]
    content: bytes

    def inside(self) -> list[File]:
        """Those that lie in the ZIP."""
        return [file for file in self.files if file.is_inside]


def render(folder: Path, wanted: Wanted, now: datetime) -> bytes:
    """The folder of this office's campaign as it is `now` (local), to be read by `read`.

    Raises CannotPrint for what is more than a server should hold in its memory.
    """
    going, batches = _planned(folder, wanted, now)
    packed = BytesIO()
    # The files are compressed in themselves.
    with ZipFile(packed, "w") as archive:
        files = _packed(archive, batches, anyway=wanted.anyway)
        inside = [batch for batch, file in zip(batches, files, strict=True) if file.is_inside]
        archive.writestr(PACKING_LIST, print_runs.packing_list(inside, going))
    left_out = [asdict(one) for one in print_runs.left_out(inside)]
    told = json.dumps([[_noted(file) for file in files], left_out])
    return told.encode() + b"\n" + packed.getbuffer()


def read(rendered: bytes) -> Folder:
    """What `render` gave."""
    told, _, content = rendered.partition(b"\n")
    files, left_out = json.loads(told)
    return Folder(tuple(map(_recalled, files)), tuple(LeftOut(**one) for one in left_out), content)


def _planned(folder: Path, wanted: Wanted, now: datetime) -> tuple[list[Placement], list[Batch]]:
    """The placements of the run in its order, and what goes into which file."""
    db = database.open_office(folder, is_reader=True)
    try:
        going, office = print_runs.living(db, wanted.campaign_id), offices.read(folder)
        said = print_runs.said(db, going, office=office, order=wanted.order, now=now)
    finally:
        db.close()
    return going, print_runs.batches(Path(), said)


def _packed(archive: ZipFile, batches: list[Batch], *, anyway: bool) -> list[File]:
    try:
        places = print_runs.settled(batches)
    except CannotPrint:
        # One name is to blame, or what all of them say: each file tells by itself.
        places = None
    return [_file(archive, batch, places, anyway=anyway) for batch in batches]


def _file(archive: ZipFile, batch: Batch, places: Places | None, *, anyway: bool) -> File:
    """Make one file, look at it, and put it into the folder if it may hang."""
    codes = tuple(poster.code for poster in batch.posters)
    try:
        pdf, trial = print_house.tried(batch.posters, places)
    except CannotPrint as error:
        return _refused(codes, error.__cause__)
    is_inside = trial.light != "red" or anyway
    if is_inside:
        archive.writestr(batch.file.name, pdf)
    if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
        raise CannotPrint("This folder is too large to be handed out at once.")
    return File(codes, trial, is_inside=is_inside)


def _refused(codes: tuple[str, ...], error: BaseException | None) -> File:
    match error:
        case TextTooLong():
            return File(codes, too_long=error.text)
        case MissingGlyph():
            return File(codes, strange=error.character)
    raise CannotPrint(str(error))


def _noted(file: File) -> dict[str, Any]:
    return asdict(file) | {"trial": looked_at.noted(file.trial) if file.trial else None}


def _recalled(told: dict[str, Any]) -> File:
    trial = looked_at.recalled(told["trial"]) if told["trial"] else None
    return File(**told | {"codes": tuple(told["codes"]), "trial": trial})
