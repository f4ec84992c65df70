"""The look of the public pages: colours of the house, the mark, and a few signs of our own."""

import tomllib
from functools import cache
from pathlib import Path

from markupsafe import Markup

from store import palette
from store.office import Office

HERE = Path(__file__).parent
MARK = HERE.parent / "store" / "mark.svg"


def signs() -> dict[str, Markup]:
    """The inside of each sign's SVG."""
    drawings = tomllib.loads((HERE / "signs.toml").read_text("utf-8"))
    return {name: Markup(drawing) for name, drawing in drawings.items()}  # noqa: S704


@cache
def mark() -> str:
    """The mark as SVG in one colour, the one it stands in."""
    return MARK.read_text("utf-8").strip()


def style(office: Office) -> str:
    """The one stylesheet of all public pages, with the office's own colours."""
    colours = office.look()
    rules = (HERE / "style.css").read_text("utf-8")
    lines = (line.strip() for line in rules.splitlines())
    return palette.screen_css(colours) + "".join(line for line in lines if line)
