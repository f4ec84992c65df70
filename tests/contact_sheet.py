"""Draws the picture of all pieces for docs/print.md: `python -m tests.contact_sheet`.

Each is shown as its file for the printer without marks, in German and Turkish or German and Arabic;
sizes are not to scale.
"""

from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from printables import print_house
from printables.pieces import PIECES
from tests.printables.test_posters import POSTER

PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "pieces.png"
COLUMNS, CELL, EDGE, LABEL = 5, (300, 330), 18, 22
GROUND, INK = "#e4ded2", "#10302f"
COLOURS = 96


def draw() -> Image.Image:
    """All pieces beside each other, each with its name."""
    rows = -(-len(PIECES) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * CELL[0], rows * CELL[1]), GROUND)
    for number, name in enumerate(PIECES):
        left, top = number % COLUMNS * CELL[0], number // COLUMNS * CELL[1]
        picture = _picture(name, second=("tr", "ar")[number % 2])
        room = CELL[0] - picture.width, CELL[1] - LABEL - picture.height
        sheet.paste(picture, (left + room[0] // 2, top + room[1] // 2))
        at = left + CELL[0] // 2, top + CELL[1] - LABEL
        ImageDraw.Draw(sheet).text(at, name, fill=INK, anchor="mm", font_size=16)
    return sheet


def _picture(name: str, *, second: str) -> Image.Image:
    dates = (POSTER.dates * 3)[: PIECES[name].dates]
    said = replace(POSTER, piece=name, dates=dates, languages=("de", second), has_marks=False)
    pdf = print_house.render(said)
    with pypdfium2.PdfDocument(pdf) as document:
        width, height = document[0].get_size()
        room = CELL[0] - 2 * EDGE, CELL[1] - LABEL - 2 * EDGE
        return document[0].render(scale=min(room[0] / width, room[1] / height)).to_pil()


if __name__ == "__main__":
    draw().quantize(COLOURS).save(PICTURE, "PNG", optimize=True)
