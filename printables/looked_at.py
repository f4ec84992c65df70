"""A file together with what its trial scan said, made in a process that gives bytes."""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from printables import print_house
from printables.poster import Poster
from printables.sizing import Size
from printables.trial import Trial


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A finished file, and what came out when it was looked at."""

    pdf: bytes
    trial: Trial


def render(posters: Sequence[Poster]) -> bytes:
    """The file of a piece, or of a sheet of them, to be read by `read`. Raises CannotPrint."""
    pdf, trial = print_house.tried(posters)
    size = astuple(trial.size) if trial.size else None
    return json.dumps([size, trial.failed]).encode() + b"\n" + pdf


def read(rendered: bytes) -> LookedAt:
    """What `render` gave."""
    told, _, pdf = rendered.partition(b"\n")
    size, failed = json.loads(told)
    return LookedAt(pdf, Trial(Size(*size) if size else None, tuple(failed)))
