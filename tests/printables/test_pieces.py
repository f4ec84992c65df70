"""What every piece of paper is held to, whatever it says."""

import re

import pytest

from printables import pdf
from printables.errors import MissingImage
from printables.sheets import Sheet

A6 = Sheet(105, 148, for_print=False)


def piece(body: str) -> str:
    return f'<html lang="de"><title>Karte</title><body>{body}</body></html>'


@pytest.mark.parametrize(
    "address",
    [
        "bench.png",
        "file:///etc/hostname",
        "https://muster.example/bench.png",
        "data:image/png;base64,%%%",
        "data:image/svg+xml,<svg",
    ],
)
@pytest.mark.parametrize("markup", ['<img src="{}" alt="">', "<p style=\"background:url('{}')\">"])
def test_a_picture_that_cannot_be_had_is_an_error(address, markup):
    body = markup.format(address)
    with pytest.raises(MissingImage):
        pdf.render(lambda sizes: piece(body), sheet=A6, style="poster.css", places={})


def test_crop_marks_keep_two_millimetres_off_the_bleed():
    sheet = Sheet(105, 148, for_print=True)
    starts = re.findall(r"M([\d.]+) ([\d.]+)([hv])([\d.]+)", sheet.marks())
    assert len(starts) == 8
    for x, y, direction, length in starts:
        start = float(x if direction == "h" else y)
        page = sheet.page_mm[0 if direction == "h" else 1]
        assert start + float(length) <= 7 - 2 or start >= page - 7 + 2
