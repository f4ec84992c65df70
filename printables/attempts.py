"""Files that were made, or why not, as bytes: from a process that can say nothing else.

The desk tells in its own words which text does not fit; a sentence made elsewhere is English.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from printables.errors import MissingGlyph, TextTooLong, Unreadable


@dataclass(frozen=True, slots=True)
class Attempt:
    """Files by name; or the text that does not fit, the letter no font has, the code too small."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    too_long: str = ""
    strange: str = ""
    unreadable: str = ""


def written(make: Callable[[], Mapping[str, bytes]]) -> bytes:
    """What came of `make`, to be read by `read`. Raises other kinds of CannotPrint."""
    try:
        made = {name: b64encode(content).decode("ascii") for name, content in make().items()}
        return json.dumps({"files": made}).encode()
    except TextTooLong as error:
        return json.dumps({"too_long": error.text}).encode()
    except MissingGlyph as error:
        return json.dumps({"strange": error.character}).encode()
    except Unreadable as error:
        return json.dumps({"unreadable": str(error)}).encode()


def single(name: str, make: Callable[[], bytes]) -> Mapping[str, bytes]:
    """What `make` gives as one file of this name, for `written`."""
    return {name: make()}


def read(answer: bytes) -> Attempt:
    """The attempt in what `written` gave."""
    said = json.loads(answer)
    files = {name: b64decode(content) for name, content in said.pop("files", {}).items()}
    return Attempt(files, **said)
