"""Proofs: pictures of pieces as they will look, or why one of them cannot be made."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pypdfium2

from printables import print_house
from printables.errors import MissingGlyph, TextTooLong
from printables.poster import Poster

# The longer side of a picture, in pixels: enough to see how a piece sits, and small to send.
LONGER_PX = 520


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece's picture (PNG in base64), or the text that does not fit, or has a strange letter."""

    piece: str
    picture: str = ""
    too_long: str = ""
    strange: str = ""


def render(posters: Sequence[Poster]) -> bytes:
    """A proof of each of these, to be read by `read`: made in a process that gives bytes."""
    made = [_proof(poster) for poster in posters]
    return json.dumps(
        [[one.piece, one.picture, one.too_long, one.strange] for one in made]
    ).encode()


def read(rendered: bytes) -> list[Proof]:
    """The proofs in what `render` gave."""
    return [Proof(*one) for one in json.loads(rendered)]


def _proof(poster: Poster) -> Proof:
    try:
        pdf = print_house.render(poster)
    except TextTooLong as error:
        return Proof(poster.piece, too_long=error.text)
    except MissingGlyph as error:
        return Proof(poster.piece, too_long="", strange=error.character)
    return Proof(poster.piece, picture=b64encode(_picture(pdf)).decode("ascii"))


def _picture(pdf: bytes) -> bytes:
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        image = page.render(scale=LONGER_PX / max(page.get_size())).to_pil()
    written = BytesIO()
    image.quantize(64).save(written, "PNG", optimize=True)
    return written.getvalue()
