"""What the desk says about a screen, as it was typed."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from werkzeug.datastructures import MultiDict

from store.screen_profiles import PROFILES
from store.screens import Screen

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
LEAST_M, MOST_M = 100, 30_000


@dataclass(frozen=True, slots=True)
class AddForm:
    """Which placement becomes a screen of which kind."""

    placement_id: int
    profile: str

    @classmethod
    def parse(cls, form: MultiDict[str, str], free: Collection[int]) -> Self | None:
        """What was chosen; None if it is no longer there to be chosen."""
        chosen, profile = form.get("placement", 0, type=int), form.get("profile", "")
        return cls(chosen, profile) if chosen in free and profile in PROFILES else None


@dataclass(frozen=True, slots=True)
class SettingsForm:
    """What a screen shows and when it is quiet; `problems` names what cannot be."""

    languages: tuple[str, ...]
    radius: str
    categories: tuple[str, ...]
    quiet_from: str
    quiet_until: str
    has_printer: bool
    problems: tuple[str, ...] = ()

    @classmethod
    def of(cls, screen: Screen) -> Self:
        """What is settled so far."""
        quiet = screen.quiet or ("", "")
        radius = str(screen.radius_m)
        return cls(screen.languages, radius, screen.categories, *quiet, screen.has_printer)

    @classmethod
    def parse(cls, form: MultiDict[str, str], offered: tuple[str, ...]) -> Self:
        """Read the form; the first language is the one that was chosen as the usual one."""
        usual = form.get("usual", "")
        ticked = {usual, *form.getlist("languages")} & set(offered)
        languages = tuple(sorted(ticked, key=lambda p: (p != usual, offered.index(p))))
        radius, times = form.get("radius", "").strip(), (_time(form, "from"), _time(form, "until"))
        lines = (" ".join(line.split()) for line in form.get("categories", "").splitlines())
        problems = {
            "languages": not languages,
            "radius": not (radius.isascii() and radius.isdigit())
            or not LEAST_M <= int(radius) <= MOST_M,
            "quiet": times != ("", "") and not all(map(CLOCK.fullmatch, times)),
        }
        return cls(
            languages,
            radius,
            tuple(line for line in lines if line),
            *times,
            form.get("has_printer") == "yes",
            tuple(name for name, is_wrong in problems.items() if is_wrong),
        )

    @property
    def radius_m(self) -> int:
        """How far around the screen offers are shown; only without problems."""
        return int(self.radius)

    @property
    def quiet(self) -> tuple[str, str] | None:
        """When the screen is dark, or None; only without problems."""
        return (self.quiet_from, self.quiet_until) if self.quiet_from else None


def _time(form: MultiDict[str, str], which: str) -> str:
    return form.get(f"quiet_{which}", "").strip()
