"""Type that shrinks until a text fits its place, and says so where it cannot.

A place is an element with `data-place`, a fixed size and all its type sizes in `em`. It is measured
in the pages WeasyPrint laid out: their boxes are no public interface, so only this module knows
them, and the WeasyPrint version is pinned.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# A guess is taken a little lower, because every round costs a layout (some 60 ms).
STEP = 0.98
# Rounding in the layout; nobody sees a fifth of a millimetre.
TOLERANCE_PX = 0.75

# The type size in points of each place.
Sizes = Mapping[str, float]

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """How large the type of a place begins and how small it may become, in points."""

    start_pt: float
    floor_pt: float


@dataclass(frozen=True, slots=True)
class Overflow:
    """A place whose text does not fit, the text to blame (its longest), and how much fits."""

    place: str
    text: str
    ratio: float


def next_smaller(size_pt: float, place: Place, ratio: float) -> float | None:
    """The next size to try; None where the floor has been tried."""
    if size_pt <= place.floor_pt:
        return None
    return max(size_pt * min(ratio, 1) * STEP, place.floor_pt)


def starting_sizes(places: Mapping[str, Place]) -> dict[str, float]:
    """The size each place begins with."""
    return {name: place.start_pt for name, place in places.items()}


def overflows(page: Any) -> list[Overflow]:
    """The places of a laid-out page whose lines reach beyond their edges, or are lost below it."""
    places = [(_name(box), box) for box in _descendants(page._page_box)]
    return [
        Overflow(name, _longest_text(box), _fitting_ratio(box))
        for name, box in places
        if name and (_reaches_out(box) or _share_laid_out(box) < 1)
    ]


def boxes_of(page: Any, tag: str) -> Iterator[Any]:
    """The boxes that elements of this name have on a laid-out page; a broken one has several."""
    for box in _descendants(page._page_box):
        if type(box).__name__ not in ("LineBox", "TextBox") and box.element_tag == tag:
            yield box


def _name(box: Any) -> str | None:
    # A box's lines and anonymous children have its element, too.
    if box.element is None or type(box).__name__ != "BlockBox":
        return None
    name: str | None = box.element.get("data-place")
    return name


def _reaches_out(place: Any) -> bool:
    left, top, width, height = _room(place)
    return any(
        x < left - TOLERANCE_PX
        or x + line_width > left + width + TOLERANCE_PX
        or y + line_height > top + height + TOLERANCE_PX
        for x, y, line_width, line_height in _inked(place)
    )


def _fitting_ratio(place: Any) -> float:
    """How much smaller the type must be, roughly: lines wrap, so their height goes by the square.

    Never a guess that makes type needlessly small: words that are too wide are told by the next
    round, when they no longer wrap.
    """
    _, top, _, height = _room(place)
    needed = max(y + line_height for _, y, _, line_height in _inked(place)) - top
    return float((height / needed * _share_laid_out(place)) ** 0.5)


def _share_laid_out(place: Any) -> float:
    """How much of a place's text is on the page: what would fall off its lower edge is left out."""
    said = sum(map(_letters, place.element.itertext()))
    laid = sum(_letters(box.text) for box in _descendants(place) if type(box).__name__ == "TextBox")
    return laid / said if laid < said else 1.0


def _letters(text: str) -> int:
    """How many letters and numbers a text has; spaces and hyphens come and go as lines break."""
    return sum(map(str.isalnum, text))


def _room(place: Any) -> Rectangle:
    return place.content_box_x(), place.content_box_y(), place.width, place.height


def _inked(place: Any) -> Iterator[Rectangle]:
    """Where the words of a place are, in CSS pixels.

    Heights are those of the lines: a font's own box is taller than what it draws.
    """
    for line in _descendants(place):
        if type(line).__name__ != "LineBox":
            continue
        for word in _descendants(line):
            if type(word).__name__ == "TextBox":
                yield word.position_x, line.position_y, word.width, line.height


def _longest_text(place: Any) -> str:
    texts = (" ".join(text.split()) for text in place.element.itertext())
    return max(texts, key=len)


def _descendants(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        # What is positioned absolutely stands as a placeholder of itself in its parent.
        child = getattr(child, "_box", child)
        yield child
        yield from _descendants(child)
