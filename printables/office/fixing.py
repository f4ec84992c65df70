"""How high each piece hangs and what holds it, for who puts it up.

The middle of a code at 140 to 160 cm is read standing and sitting; a plaque is read from a bench.
"""

from dataclasses import dataclass

from printables.office.words import _

ON_A_WALL = (140, 160)
ON_A_BENCH = (60, 80)
# Its strips are torn off sitting, too: they begin lower than a poster's code.
STRIPS = (115, 130)
# Where the eyes of somebody are who sits in a bus.
IN_A_SEAT = (115, 135)
BY_A_HANDLE = (100, 140)
# It lies, or a frame that is there already says where it is.
NOWHERE = (0, 0)
# Where the code of each is; of all others on a wall, or where their frame is.
HEIGHTS = {
    "side-window": IN_A_SEAT,
    "stop-notice": ON_A_WALL,
    "sticker": BY_A_HANDLE,
    "bench-plaque": ON_A_BENCH,
    "table-tent": NOWHERE,
    "tear-off": STRIPS,
    "pocket-card": NOWHERE,
}


@dataclass(frozen=True, slots=True)
class Fixing:
    """Where the middle of a code may be in cm above the floor (0 to 0: a frame or a table says so),
    and how the piece is held, in a sentence or two."""

    code_from_cm: int
    code_to_cm: int
    how: str


def fixing_of(piece: str) -> Fixing:
    """How the piece of this name is put up."""
    if piece.startswith("bus-") or piece in ("ceiling", "city-light"):
        return Fixing(*NOWHERE, _in_a_frame(piece))
    return Fixing(*HEIGHTS.get(piece, ON_A_WALL), _held_by().get(piece, _on_a_wall()))


def _held_by() -> dict[str, str]:
    """What holds each piece that needs neither frame nor wall."""
    return {
        "side-window": _(
            "From the inside on clean, dry glass, beside a seat. Never over a window that "
            "opens, an emergency hammer or its sign."
        ),
        "stop-notice": _(
            "In the case of the stop, beside the timetable and never over it. Without a case: "
            "laminated, with cable ties at all four corners."
        ),
        "sticker": _(
            "On clean, dry glass, metal or plastic that the owner allows; smooth it out from "
            "the middle. Not on wood, plaster or traffic signs."
        ),
        "bench-plaque": _(
            "On the backrest beside where somebody sits, not in the middle of it. Two "
            "stainless screws or mounting glue; no edge may stand out."
        ),
        "table-tent": _(
            "Fold it in the middle and stand it on the table, one side towards each seat."
        ),
        "tear-off": _(
            "Cut the strips apart up to the dotted line. Fix the upper edge and the left side "
            "only, so that strips can be torn off with one hand."
        ),
        "pocket-card": _(
            "In a holder beside the till or at the counter, where it can be taken without "
            "asking. Leave about thirty."
        ),
    }


def _in_a_frame(piece: str) -> str:
    if piece == "city-light":
        return _(
            "In the lit case. Only the company that runs it opens the case: make an appointment."
        )
    if piece == "ceiling":
        return _(
            "In the rail under the ceiling, beside a seat where somebody can look up at it. Only "
            "while the bus stands in the depot."
        )
    return _(
        "In the frame of the bus, without anything else over it. Only while the bus stands in the "
        "depot."
    )


def _on_a_wall() -> str:
    return _(
        "In a frame, or with strips that come off again. Ask on site first: nothing on escape "
        "routes, doors of lifts or fire extinguishers."
    )
