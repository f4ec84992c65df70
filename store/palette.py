"""The look's colours: one table for screen and paper; an office may replace two of them.

Part of the office's memory, because public pages and paper share it and neither may import the
other. Contrast is WCAG 2.2's ratio; paper values are percent of cyan, magenta, yellow and black.
"""

import re
from dataclasses import dataclass, fields, replace

ENOUGH = 7.0
WHITE = "#FFFFFF"

Inks = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Colour:
    """One role's colour: RGB on light and on dark screens, inks on paper."""

    light: str
    dark: str
    paper: Inks


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour there is; `on_…` is what may be written on it, `small` is small text."""

    ground: Colour
    ink: Colour
    small: Colour
    house: Colour
    on_house: Colour
    action: Colour
    on_action: Colour
    sun: Colour
    on_sun: Colour

    def light(self) -> dict[str, str]:
        """CSS values by role for a light screen."""
        return {role: colour.light for role, colour in self._roles()}

    def dark(self) -> dict[str, str]:
        """CSS values by role for a dark screen."""
        return {role: colour.dark for role, colour in self._roles()}

    def paper(self) -> dict[str, str]:
        """CSS values by role for a printing press, all of them in CMYK."""
        return {role: _device_cmyk(colour.paper) for role, colour in self._roles()}

    def _roles(self) -> list[tuple[str, Colour]]:
        return [(field.name.replace("_", "-"), getattr(self, field.name)) for field in fields(self)]


BARE_PAPER = (0, 0, 0, 0)
INK = Colour("#10302F", "#F4EFE4", (80, 40, 50, 70))
NIGHT = "#0C1F1F"

LOOK = Palette(
    ground=Colour("#FBF7EF", NIGHT, (0, 2, 6, 0)),
    ink=INK,
    small=replace(INK, paper=(0, 0, 0, 100)),
    house=Colour("#0F5C55", "#8FD6C8", (90, 40, 60, 30)),
    on_house=Colour(WHITE, NIGHT, BARE_PAPER),
    action=Colour("#9C2C12", "#FFB59E", (25, 90, 100, 20)),
    on_action=Colour(WHITE, NIGHT, BARE_PAPER),
    sun=Colour("#F6C64B", "#F6C64B", (0, 22, 80, 0)),
    on_sun=Colour(INK.light, INK.light, INK.paper),
)

# What is printed in one ink, on any office's printer; the sun is a light grey.
BLACK = Palette(
    ground=Colour(WHITE, WHITE, BARE_PAPER),
    ink=Colour("#000000", "#000000", (0, 0, 0, 100)),
    small=Colour("#000000", "#000000", (0, 0, 0, 100)),
    house=Colour("#000000", "#000000", (0, 0, 0, 100)),
    on_house=Colour(WHITE, WHITE, BARE_PAPER),
    action=Colour("#000000", "#000000", (0, 0, 0, 100)),
    on_action=Colour(WHITE, WHITE, BARE_PAPER),
    sun=Colour("#D9D9D9", "#D9D9D9", (0, 0, 0, 15)),
    on_sun=Colour("#000000", "#000000", (0, 0, 0, 100)),
)


def palette(house: str | None = None, action: str | None = None) -> Palette:
    """The look with the office's own house and action colour (`#RRGGBB`), where it has some.

    Raises ValueError with a sentence for the office where a colour could not be read by everybody.
    """
    chosen = LOOK
    if house:
        chosen = replace(chosen, house=_own("house", house))
    if action:
        chosen = replace(chosen, action=_own("action", action))
    return chosen


def screen_css(palette: Palette) -> str:
    """The look as CSS custom properties for light and dark screens."""
    dark = _root(palette.dark())
    return f"{light_css(palette)}@media (prefers-color-scheme:dark){{{dark}}}"


def light_css(palette: Palette) -> str:
    """The look as CSS custom properties where there is no night: in a file to be read."""
    return _root(palette.light())


def paper_css(palette: Palette) -> str:
    """The look as CSS custom properties for a printing press."""
    return _root(palette.paper())


def contrast(one: str, other: str) -> float:
    """The WCAG contrast of two `#RRGGBB` colours, from 1 (the same) to 21 (black on white)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _own(role: str, value: str) -> Colour:
    """The office's colour for all three grounds. Raises ValueError."""
    if not re.fullmatch("#[0-9A-Fa-f]{6}", value):
        raise ValueError(f'The {role} colour "{value}" is not written like "#0F5C55".')
    for ground, name in ((LOOK.ground.light, "our paper ground"), (WHITE, "white")):
        reached = contrast(value, ground)
        if reached < ENOUGH:
            # Rounded down, so that no sentence says "only 7.0:1 where 7:1 is needed".
            raise ValueError(
                f"The {role} colour {value} reaches only {int(reached * 10) / 10}:1 on {name}; "
                f"everybody can read it from {ENOUGH:g}:1 on. Please choose a darker one."
            )
    return Colour(value, _lightened(value), _inks(value))


def _lightened(value: str) -> str:
    """The same hue, mixed with white until it can be read at night."""
    steps = (_mixed_with_white(value, percent) for percent in range(0, 101, 5))
    return next(step for step in steps if contrast(step, NIGHT) >= ENOUGH)


def _mixed_with_white(value: str, percent: int) -> str:
    return "#" + "".join(f"{round(c + (255 - c) * percent / 100):02X}" for c in _channels(value))


def _inks(value: str) -> Inks:
    """Inks for an RGB colour: the share of grey as black, the rest as colours.

    The plain device conversion, without a profile of the press: good for a proof, not for a brand.
    A town that must match a printed tone asks its print shop for one.
    """
    red, green, blue = (c / 255 for c in _channels(value))
    bright = max(red, green, blue) or 1.0
    black = 1 - max(red, green, blue)
    cyan, magenta, yellow = ((bright - c) / bright for c in (red, green, blue))
    return round(cyan * 100), round(magenta * 100), round(yellow * 100), round(black * 100)


def _luminance(value: str) -> float:
    red, green, blue = (_linear(c / 255) for c in _channels(value))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _channels(value: str) -> tuple[int, int, int]:
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def _device_cmyk(inks: Inks) -> str:
    return f"device-cmyk({' '.join(f'{ink / 100:g}' for ink in inks)})"


def _root(values: dict[str, str]) -> str:
    return f":root{{{';'.join(f'--{role}:{value}' for role, value in values.items())}}}"
