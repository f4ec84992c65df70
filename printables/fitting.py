"""Type that shrinks until a text fits its place, and says so where it cannot.

A place is an element with `data-place`, a fixed size and all its type sizes in `em`. It is measured
in the pages WeasyPrint laid out: their boxes are no public interface, so only this module knows
them, and the WeasyPrint version is pinned.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

STEP = 0.94
# Rounding in the layout; nobody sees a fifth of a millimetre.
TOLERANCE_PX = 0.75


@dataclass(frozen=True, slots=True)
class Place:
    """How large the type of a place begins and how small it may become, in points."""

    start_pt: float
    floor_pt: float


@dataclass(frozen=True, slots=True)
class Overflow:
    """A place whose text does not fit, and the text to blame: its longest."""

    place: str
    text: str


def next_smaller(size_pt: float, place: Place) -> float | None:
    """The next size to try; None where the floor has been tried."""
    if size_pt <= place.floor_pt:
        return None
    return max(size_pt * STEP, place.floor_pt)


def starting_sizes(places: Mapping[str, Place]) -> dict[str, float]:
    """The size each place begins with."""
    return {name: place.start_pt for name, place in places.items()}


def overflows(page: Any) -> list[Overflow]:
    """The places of a laid-out page whose lines reach beyond their edges."""
    places = (box for box in _descendants(page._page_box) if _place_of(box))
    return [
        Overflow(str(_place_of(box)), _longest_text(box)) for box in places if _reaches_out(box)
    ]


def _place_of(box: Any) -> str | None:
    element = box.element
    # A box's anonymous children have its element, too.
    is_own = element is not None and getattr(box, "element_tag", None) == element.tag
    if not is_own or type(box).__name__ != "BlockBox":
        return None
    name: str | None = element.get("data-place")
    return name


def _reaches_out(place: Any) -> bool:
    left, top = place.content_box_x(), place.content_box_y()
    right, bottom = left + place.width, top + place.height
    return any(
        x < left - TOLERANCE_PX
        or x + width > right + TOLERANCE_PX
        or y + height > bottom + TOLERANCE_PX
        for x, y, width, height in _inked(place)
    )


def _inked(place: Any) -> Iterator[tuple[float, float, float, float]]:
    """Where the words of a place are: x, y, width, height in CSS pixels.

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
