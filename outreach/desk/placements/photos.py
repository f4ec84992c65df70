"""Photos somebody sends us: read as a picture and nothing else, made small, told nothing.

What comes in may be anything under the name of a picture, and a small file may unfold to gigabytes;
so it is unfolded in a process of its own, with a limit on its memory.
"""

from dataclasses import dataclass
from functools import partial
from io import BytesIO
from subprocess import SubprocessError

from PIL import Image, ImageOps, UnidentifiedImageError

from printables import apart

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 120_000_000
LONGEST_EDGE = 1600
FORMATS = ("JPEG", "PNG", "WEBP")


class NoPicture(ValueError):
    """What was sent is not a photo we can read, or one that is far too large."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG without anything but its pixels; sizes in pixels."""

    jpeg: bytes
    width: int
    height: int


def picture(content: bytes) -> Picture:
    """The photo as we keep it: upright, at most 1600 pixels long. Raises NoPicture."""
    try:
        jpeg = apart.render(partial(shrunk, content))
    except SubprocessError as error:
        raise NoPicture("it could not be unfolded") from error
    if not jpeg:
        raise NoPicture("it is none")
    with Image.open(BytesIO(jpeg), formats=("JPEG",)) as image:
        return Picture(jpeg, *image.size)


def shrunk(content: bytes) -> bytes:
    """The photo as a small JPEG; nothing where it is none, or has more pixels than a camera."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            return _drawn_anew(image)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError):
        return b""


def _drawn_anew(image: Image.Image) -> bytes:
    width, height = image.size
    if width * height > MOST_PIXELS:
        return b""
    # A JPEG can be read at half or a quarter of its size, which saves most of the memory.
    image.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
    upright = ImageOps.exif_transpose(image).convert("RGB")
    upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    # A new picture: what the camera wrote beside the pixels (where, when, whose) stays behind.
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    out = BytesIO()
    clean.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()
