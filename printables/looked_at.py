"""A file together with what its trial scan said, made in a process that gives bytes."""

import json
from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass
from typing import Any

from printables import print_house
from printables.left_out import LeftOut
from printables.poster import Poster
from printables.sizing import Size
from printables.trial import Trial


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A finished file, what came out when it was looked at, and what was left out of it."""

    pdf: bytes
    trial: Trial
    left_out: tuple[LeftOut, ...] = ()


def render(posters: Sequence[Poster]) -> bytes:
    """The file of a piece, or of a sheet of them, to be read by `read`. Raises CannotPrint."""
    pdf, trial = print_house.tried(posters)
    left_out = [asdict(one) for one in posters[0].left_out()]
    return json.dumps([noted(trial), left_out]).encode() + b"\n" + pdf


def read(rendered: bytes) -> LookedAt:
    """What `render` gave."""
    told, _, pdf = rendered.partition(b"\n")
    scanned, left_out = json.loads(told)
    return LookedAt(pdf, recalled(scanned), tuple(LeftOut(**one) for one in left_out))


def noted(trial: Trial) -> list[Any]:
    """What a trial scan said, for JSON."""
    return [astuple(trial.size) if trial.size else None, trial.failed]


def recalled(told: list[Any]) -> Trial:
    """The trial scan that was `noted`."""
    size, failed = told
    return Trial(Size(*size) if size else None, tuple(failed))
