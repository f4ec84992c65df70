"""Strokes of a chart as SVG: words, bars, lines, and the hatching of what is hidden.

Lengths are CSS pixels of a page on which the drawing has its own size; y grows downwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from store.palette import Palette

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

SIZE = 15.0
# A letter's usual width, for guessing how much room words take; rather too much than too little.
LETTER = 0.64
HATCH = 7.0


@dataclass(frozen=True, slots=True)
class Medium:
    """What a chart is drawn on: CSS colours by role, and the family of its letters."""

    ground: str
    ink: str
    house: str
    action: str
    family: str


# A page's own colours by day and night, and the letters of its system.
ON_PAGE = Medium("var(--ground)", "var(--ink)", "var(--house)", "var(--action)", "inherit")


def in_file(palette: Palette) -> Medium:
    """A file to be read: the colours of the day, and the letters that files bring along."""
    light = palette.light()
    family = "IBM Plex Sans"
    return Medium("#FFFFFF", light["ink"], light["house"], light["action"], family)


def width_of(words: str, size: float = SIZE) -> float:
    """About how wide these words are."""
    return len(words) * LETTER * size


def text(
    at: Point,
    words: str,
    *,
    fill: str,
    anchor: Anchor = "start",
    size: float = SIZE,
    is_bold: bool = False,
) -> str:
    """Words, their line's foot at this point."""
    weight = ' font-weight="600"' if is_bold else ""
    end = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text x="{at[0]:.5g}" y="{at[1]:.5g}" font-size="{size:g}" fill="{fill}"{weight}{end}>'
        f"{escape(words)}</text>"
    )


def bar(at: Point, width: float, height: float, *, fill: str, opacity: float = 1) -> str:
    """A filled rectangle from its upper left corner."""
    see_through = "" if opacity == 1 else f' fill-opacity="{opacity:g}"'
    return (
        f'<rect x="{at[0]:.5g}" y="{at[1]:.5g}" width="{width:.5g}" height="{height:.5g}" '
        f'fill="{fill}"{see_through}/>'
    )


def hatched(at: Point, width: float, height: float, *, stroke: str) -> str:
    """A rectangle of slanting lines within an outline: something is here that is not told."""
    (left, top), lines, t = at, "", HATCH
    while t < width + height:
        right, low = min(t, width), max(0.0, t - height)
        lines += f"M{left + right:.5g} {top + t - right:.5g}L{left + low:.5g} {top + t - low:.5g}"
        t += HATCH
    outline = f"M{left:.5g} {top:.5g}h{width:.5g}v{height:.5g}h-{width:.5g}z"
    return f'<path d="{outline}{lines}" fill="none" stroke="{stroke}" stroke-width="1.2"/>'


def line(
    points: Sequence[Point], *, stroke: str, width: float = 1, opacity: float = 1, dash: str = ""
) -> str:
    """A line from point to point."""
    path = "M" + "L".join(f"{x:.5g} {y:.5g}" for x, y in points)
    see_through = "" if opacity == 1 else f' stroke-opacity="{opacity:g}"'
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{path}" fill="none" stroke="{stroke}" stroke-width="{width:g}" '
        f'stroke-linejoin="round"{see_through}{dashes}/>'
    )


def area(points: Sequence[Point], floor: float, *, fill: str, opacity: float) -> str:
    """What lies between a line and the floor."""
    path = "L".join(f"{x:.5g} {y:.5g}" for x, y in points)
    left, right = points[0][0], points[-1][0]
    return (
        f'<path d="M{left:.5g} {floor:.5g}L{path}L{right:.5g} {floor:.5g}z" fill="{fill}" '
        f'fill-opacity="{opacity:g}"/>'
    )


def framed(
    strokes: str, width: float, height: float, *, key: str, title: str, summary: str, medium: Medium
) -> str:
    """The drawing as SVG that a screen reader meets as one picture with a name and a sentence.

    `key` and the width make its ids, so one page holds it in several widths.
    """
    name, about = f"{key}-{width:g}-title", f"{key}-{width:g}-desc"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:.5g}" '
        f'width="{width:g}" height="{height:.5g}" role="img" '
        f'aria-labelledby="{name} {about}" font-family="{medium.family}">'
        f'<title id="{name}">{escape(title)}</title><desc id="{about}">{escape(summary)}</desc>'
        f"{strokes}</svg>"
    )
