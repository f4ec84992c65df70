"""The sizes a screen's stylesheet stands on: pixels that follow from its device, never guessed."""

from math import ceil

from store.screen_profiles import CONTROLS_FROM_CM, CONTROLS_TO_CM, REACH_CM, Profile

TEXT_DEGREES, LARGE_DEGREES = 0.5, 0.7
TARGET_MM, GAP_MM = 20.0, 4.0


def pixels(profile: Profile) -> dict[str, int]:
    """Pixels by the name of their custom property.

    `text` and `large` are font sizes, `target` and `gap` what a finger needs, `reach` and `high`
    how far from the upper edge 122 and 105 cm above the floor lie, `low` how far from the lower
    edge 85 cm lie (each 0 where the picture ends before), `third` the height of the lowest third.
    """
    return {
        "text": profile.font_px(degrees=TEXT_DEGREES),
        "large": profile.font_px(degrees=LARGE_DEGREES),
        "target": profile.px(mm=TARGET_MM),
        "gap": profile.px(mm=GAP_MM),
        "reach": max(0, profile.y_px(above_floor_cm=REACH_CM) + 1),
        "high": max(0, profile.y_px(above_floor_cm=CONTROLS_TO_CM) + 1),
        "low": max(0, profile.height_px - profile.y_px(above_floor_cm=CONTROLS_FROM_CM)),
        "third": profile.height_px // 3,
        "module": _module_px(profile),
    }


def css(profile: Profile) -> str:
    """The sizes as CSS custom properties."""
    values = ";".join(f"--{name}:{px}px" for name, px in pixels(profile).items())
    return f":root{{{values}}}"


def _module_px(profile: Profile) -> int:
    """Whole pixels of a QR symbol's module that a phone reads from where one stands.

    A symbol's side is a tenth of its distance at 25 modules: 4 mm a module for each metre.
    """
    return ceil(4 * profile.distance_cm / 100 * profile.px_a_mm())
