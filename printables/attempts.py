"""Files that were made, or why not, as bytes: from a process that can say nothing else.

The desk tells in its own words which text does not fit; a sentence made elsewhere is English.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field

from printables.errors import MissingGlyph, TextTooLong, Unreadable
from printables.left_out import LeftOut


@dataclass(frozen=True, slots=True)
class Made:
    """Files by name, and what was left out of what they say."""

    files: Mapping[str, bytes]
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was made; or the text that does not fit, the letter no font has, the code too small."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    too_long: str = ""
    strange: str = ""
    unreadable: str = ""


def written(make: Callable[[], Made]) -> bytes:
    """What came of `make`, to be read by `read`. Raises other kinds of CannotPrint."""
    try:
        made = make()
        files = {name: b64encode(content).decode("ascii") for name, content in made.files.items()}
        return json.dumps({"files": files, "left_out": list(map(asdict, made.left_out))}).encode()
    except TextTooLong as error:
        return json.dumps({"too_long": error.text}).encode()
    except MissingGlyph as error:
        return json.dumps({"strange": error.character}).encode()
    except Unreadable as error:
        return json.dumps({"unreadable": str(error)}).encode()


def single(name: str, make: Callable[[], bytes]) -> Made:
    """What `make` gives as one file of this name, for `written`."""
    return Made({name: make()})


def read(answer: bytes) -> Attempt:
    """The attempt in what `written` gave."""
    said = json.loads(answer)
    files = {name: b64decode(content) for name, content in said.pop("files", {}).items()}
    left_out = tuple(LeftOut(**one) for one in said.pop("left_out", ()))
    return Attempt(files, left_out, **said)
