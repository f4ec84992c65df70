"""The tables of the report and of its files: counts in, rows with words out, small ones hidden.

Everything that leaves the desk goes through `small_numbers.published`. Hours and offers are no
people and are told as they are. A count stands in one table only: two that share a total could be
set against each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from printables.report.words import Shown as Said
from printables.report.words import _, cell, short_date
from store import funnel as funnels
from store.figures import Figures, Standing
from store.funnel import STEPS, Funnel
from store.small_numbers import (
    Shown,
    at_least,
    is_enough,
    listed,
    published,
    share,
)
from store.waits import Wait


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is read: None is a hidden number. The first column heads its row."""

    key: str
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]

    def hides_anything(self) -> bool:
        """Whether it needs a word on what is hidden, and why."""
        return any(value is None for row in self.rows for value in row)

    def said(self) -> list[list[str]]:
        """Its rows in words."""
        return [[cell(value) for value in row] for row in self.rows]


def figures(now: Figures, before: Figures, standing: Standing) -> Table:
    """What was done in these days and in as many before; the last four are as of today."""
    told = {
        _("Scans of our posters, benches and screens"): (now.scans, before.scans),
        _("Next steps: calls, calendar, way, “come along”"): (now.steps, before.steps),
        _("Searches that found nothing"): (now.searches_in_vain, before.searches_in_vain),
        _("Visits to which somebody went along"): (now.visits, before.visits),
    }
    today = {
        _("Published offers today"): standing.offers,
        _("Organizations that make them"): standing.organizations,
        _("Places with a code that hang today"): standing.placements,
        _("Trained pilots today"): standing.pilots,
    }
    both = ((label, _alone(one), _alone(other)) for label, (one, other) in told.items())
    rows = (*both, *((label, _alone(n), "") for label, n in today.items()))
    return Table("figures", _("Key figures"), ("", _("period"), _("before")), rows)


def scans(by_week: Mapping[date, int], before: Mapping[date, int]) -> Table:
    """Scans week by week, each beside the one as many weeks before."""
    weeks = [short_date(day) for day in by_week]
    now, earlier = (
        hidden_where_small(dict(zip(weeks, by_week.values(), strict=True))),
        hidden_where_small({short_date(day): n for day, n in before.items()}),
    )
    rows = tuple(zip(weeks, now, earlier, strict=True))
    header = (_("Week from"), _("Scans"), _("before"))
    return Table("scans", _("Scans by week"), header, rows)


def funnel(found: Funnel) -> Table:
    """How far people came: step, how many came so far or further, their share, and the wait."""
    shown = published(funnels.table("funnel", {"": found}, is_whole=True))
    line, names = at_least(shown)[0], step_names()
    # The first step waits for nothing.
    waits = (None, *found.waits)
    rows = tuple(
        (names[step], n, _percent(n, line[0]), _days(waited))
        for step, n, waited in zip(STEPS, line, waits, strict=True)
    )
    header = (_("Step"), _("People"), _("Share"), _("Half of them within"))
    return Table("funnel", _("From the first word to coming back alone"), header, rows)


def step_names() -> dict[str, str]:
    """The steps of the way."""
    return {
        "given": _("card given, or asked"),
        "answered": _("answered"),
        "accepted": _("a pilot said yes"),
        "reached": _("reached"),
        "arranged": _("a date was made"),
        "accompanied": _("somebody went along"),
        "came_back": _("came back alone"),
    }


def _alone(n: int) -> Shown:
    """A count that stands by itself."""
    return published(listed("", {"": n})).cells[0][0]


def hidden_where_small(counts: dict[str, int]) -> list[Shown]:
    """Counts whose total is told somewhere."""
    return [n for (n,) in published(listed("", counts, has_total=True)).cells]


def _percent(part: Shown, whole: Shown) -> Said:
    found = share(part, whole)
    return (None if part is None else "") if found is None else f"{found * 100:.0f} %"


def _days(waited: Wait | None) -> Said:
    """The days half of all needed for a step; empty where too few took it to say so."""
    if waited is None or waited.median is None or not is_enough(waited.taken):
        return ""
    return _("%(n)s days", n=cell(round(waited.median, 1)))
