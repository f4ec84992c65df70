"""Pictures of numbers on a page of the desk: each in the width of a screen and of a phone."""

from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from printables.charts import NARROW, WIDE, About, ChartTable
from printables.drawing import ON_PAGE, Medium


class Chart(Protocol):
    """What `printables` draws."""

    @property
    def about(self) -> About:
        """What it says of itself."""

    def svg(self, medium: Medium, *, width: float = WIDE) -> str:
        """The drawing."""

    def table(self) -> ChartTable:
        """Its numbers in words."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart twice, of which a page shows one, and its numbers as a table."""

    title: str
    wide: Markup
    narrow: Markup
    table: ChartTable


def picture(chart: Chart) -> Picture:
    """This chart for a page of the desk."""
    # Our own strokes, in which every word was escaped.
    wide, narrow = (Markup(chart.svg(ON_PAGE, width=width)) for width in (WIDE, NARROW))  # noqa: S704
    return Picture(chart.about.title, wide, narrow, chart.table())
