"""The measuring sheet: where a screen's picture has to be, drawn to scale, for who puts it up.

One A4 page in its real size, with a ruler on it that shows whether it was printed so. The secret
address of the screen is not on it: the sheet stays on site.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from babel.numbers import format_decimal

from printables import bench, pages, pdf, wording
from printables.fitting import Place
from printables.sheets import Sheet
from store.palette import Palette, light_css
from store.screen_profiles import CONTROLS_FROM_CM, CONTROLS_TO_CM, REACH_CM, Profile

PAGE = Sheet(210, 297, for_print=False)

# One centimetre of the world on paper: the view from the front, and the one from above.
FRONT_MM_A_CM = 1.0
PLAN_MM_A_CM = 1 / 3
TURNING_CM = 150.0
RULER_CM = 15

PLACES = {
    "head": Place(start_pt=12, floor_pt=8.5),
    "scale": Place(start_pt=9, floor_pt=7),
    "front": Place(start_pt=9, floor_pt=7),
    "table": Place(start_pt=9.5, floor_pt=7.5),
    "plan": Place(start_pt=9, floor_pt=7),
    "list": Place(start_pt=9.5, floor_pt=8),
    "foot": Place(start_pt=8.5, floor_pt=7),
}


@dataclass(frozen=True, slots=True)
class MeasuringSheet:
    """What the sheet says: the place's name and code, its device, and whom to call."""

    place: str
    code: str
    profile: Profile
    office: str
    phone: str
    language: str
    palette: Palette


@dataclass(frozen=True, slots=True)
class Mark:
    """A height above the floor to be marked on the wall, and how far it lies above the picture's
    lower edge (negative: below it), in cm."""

    name: str
    cm: float
    above_edge_cm: float


def render(sheet: MeasuringSheet) -> bytes:
    """The sheet as a PDF of one page, tagged and in RGB.

    Raises CannotPrint with a sentence where a text is too long or has a letter our fonts lack.
    """
    return pdf.render(
        lambda sizes: _page(sheet, sizes), sheet=PAGE, style="measuring_sheet.css", places=PLACES
    )


def marks(profile: Profile) -> tuple[Mark, ...]:
    """The three heights of every screen, the highest first."""
    heights = {"reach": REACH_CM, "to": CONTROLS_TO_CM, "from": CONTROLS_FROM_CM}
    return tuple(
        Mark(name, cm, round(cm - profile.lower_edge_cm, 1)) for name, cm in heights.items()
    )


def picture_cm(profile: Profile) -> tuple[float, float]:
    """How wide and how high the picture is."""
    a_cm = profile.px_a_mm() * 10
    return profile.width_px / a_cm, profile.height_px / a_cm


def _page(sheet: MeasuringSheet, sizes: Mapping[str, float]) -> str:
    words = wording.speak(sheet.language)
    profile = sheet.profile
    width_cm, height_cm = picture_cm(profile)

    def cm(length: float) -> str:
        return format_decimal(length, format="0.#", locale=words.language.locale)

    return pages.html(
        "measuring_sheet.html",
        sheet=sheet,
        profile=profile,
        page=PAGE,
        sizes=sizes,
        language=words.language,
        _=words.say,
        cm=cm,
        marks=marks(profile),
        width_cm=width_cm,
        height_cm=height_cm,
        top_cm=profile.lower_edge_cm + height_cm,
        front=FRONT_MM_A_CM,
        plan=PLAN_MM_A_CM,
        turning_cm=TURNING_CM,
        ruler_cm=RULER_CM,
        colours=light_css(sheet.palette),
        drawings={
            "mark": pages.data_url(bench.mark(sheet.palette.light()["house"])),
            "ruler": pages.data_url(_ruler()),
        },
    )


def _ruler() -> str:
    """A ruler of RULER_CM with a line for each millimetre, as SVG of one unit a millimetre."""
    length = RULER_CM * 10
    heights = {0: 6.0, 5: 4.5}
    lines = "".join(f"M{n} 0v{heights.get(n % 10, 3.0)}" for n in range(length + 1))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-0.5 0 {length + 1} 6">'
        f'<path d="{lines}" fill="none" stroke="#000" stroke-width="0.2"/></svg>'
    )
