"""The profile of the press a town prints at: one file beside its office.toml, for all its paper."""

from pathlib import Path

from printables import profiles
from printables.errors import UnusableProfile
from store.office import PRESS_PROFILE


def of_office(folder: Path) -> bytes | None:
    """The profile in an office's data folder, None without one. Raises UnusableProfile."""
    path = folder / PRESS_PROFILE
    if not path.exists():
        return None
    content = path.read_bytes()
    profiles.check(content)
    return content


def name_at(folder: Path) -> str:
    """What the office's profile calls itself; empty without one, or for one that is none."""
    try:
        content = of_office(folder)
    except UnusableProfile:
        return ""
    return profiles.name(content) if content else ""
