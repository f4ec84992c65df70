"""Reporting: from the office's numbers to the report for the funder, and its tables one by one."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, partial
from pathlib import Path

from kiosk.clock import TOWN_TIME
from printables.report import district_tables, tables
from printables.report.contents import Report, Tables
from printables.report.tables import Table
from printables.report.town_map import Place
from printables.report.words import group_name
from store import (
    database,
    districts,
    early_warning,
    event_chain,
    figures,
    funnel,
    gaps,
    needs,
    office,
    reach,
)
from store.counting import Span
from store.database import Database
from store.figures import Figures
from store.funnel import Way
from store.gaps import Matrix
from store.groups import ALL, FOCUS
from store.office import Office

MOST_MISSING = 12
LONGEST = 3 * 366  # days; longer ones tell nothing a funder asks for

# What can be had as a file by itself.
EXPORTS = ("figures", "scans", "funnel", "requests", "gaps", "signs", "changes")


class Draft:
    """A report in the making: each table is made when it is asked for, and once."""

    def __init__(self, db: Database, of_town: Office, span: Span, *, now: datetime) -> None:
        self._db, self._office, self._span, self._now = db, of_town, span, now
        self._today = now.astimezone(TOWN_TIME).date()
        self._made: dict[str, Table] = {}

    def table(self, name: str) -> Table:
        """The table with this name: of the report, or one of EXPORTS."""
        if name not in self._made:
            self._made[name] = self._makers()[name]()
        return self._made[name]

    def steps(self) -> list[Callable[[], object]]:
        """What has to be done before it can be printed, piece by piece."""
        return [partial(self.table, name) for name in Tables.__slots__]

    def report(self) -> Report:
        """The whole report."""
        look, ours = self._office, {name: self.table(name) for name in Tables.__slots__}
        return Report(
            office=look.name,
            town=look.town,
            sponsor=look.sponsor,
            notice=look.notice,
            span=self._span,
            made_on=self._today,
            palette=look.look(),
            tables=Tables(**ours),
            places=self._places(),
            group=FOCUS.key,
            chain_head=event_chain.head(self._db),
            events=event_chain.length(self._db),
            is_empty=self._is_empty(),
        )

    def _makers(self) -> dict[str, Callable[[], Table]]:
        return {
            "figures": self._figures,
            "scans": self._scans,
            "funnel": lambda: tables.funnel(funnel.funnel(self._ways, now=self._now)),
            "requests": self._requests,
            "signs": lambda: district_tables.signs(self._matrix),
            "missing": lambda: district_tables.missing(self._matrix, most=MOST_MISSING),
            "open_hours": lambda: district_tables.open_hours(self._matrix),
            "changes": self._changes,
            "gaps": self._gaps,
        }

    @cached_property
    def _ways(self) -> list[Way]:
        return [way for way in funnel.ways(self._db, now=self._now) if self._began_in_time(way)]

    def _began_in_time(self, way: Way) -> bool:
        # Days of UTC, as the requests of the other tables are counted: totals must agree.
        began_on = datetime.fromtimestamp(way.times[0], UTC).date()
        return self._span.first <= began_on <= self._span.last

    @cached_property
    def _matrix(self) -> Matrix:
        return gaps.in_span(self._db, self._span, group=FOCUS, state=self._office.state)

    def _figures(self) -> Table:
        before, standing = self._span.before(), figures.standing(self._db, on=self._today)
        return tables.figures(
            figures.of(self._db, self._span), figures.of(self._db, before), standing
        )

    def _scans(self) -> Table:
        before = figures.scans_by_week(self._db, self._span.before())
        return tables.scans(figures.scans_by_week(self._db, self._span), before)

    def _requests(self) -> Table:
        return district_tables.requests(
            reach.by_group(self._db, self._span),
            districts.everywhere(self._db),
            elsewhere=reach.without_district(self._db, self._span),
        )

    def _changes(self) -> Table:
        span = needs.last_weeks(self._span.last + timedelta(days=1))
        return district_tables.changes(
            early_warning.in_span(self._db, span, state=self._office.state)
        )

    def _gaps(self) -> Table:
        return district_tables.gaps(
            self._matrix, gaps.hours_of_groups(self._db, self._matrix.ahead)
        )

    def _places(self) -> tuple[Place, ...]:
        everybody = group_name(ALL.key)
        asked = {row[1]: row[2] for row in self.table("requests").rows if row[0] == everybody}
        middles = {one.name: districts.middle(self._db, one.name) for one in self._matrix.districts}
        return tuple(
            Place(name, *middle, n if isinstance(n := asked.get(name, 0), int) else None)
            for name, middle in middles.items()
            if middle is not None
        )

    def _is_empty(self) -> bool:
        counted = figures.of(self._db, self._span)
        return counted == Figures(0, 0, 0, 0) and not self._ways


def render(folder: Path, span: Span, now: datetime) -> bytes:
    """The report of these days as a PDF; for a process of its own, it takes seconds."""
    # Only where paper is made: the serving process sets no page.
    from printables.report import paper

    db = database.open_office(folder, is_reader=True)
    try:
        return paper.render(Draft(db, office.read(folder), span, now=now).report())
    finally:
        db.close()


def what_is_wrong(span: Span, *, today: date) -> str:
    """Why no report can be made of these days: turned, future or too_long; empty if one can."""
    if span.first > span.last:
        return "turned"
    if span.last > today:
        return "future"
    return "too_long" if span.days > LONGEST else ""
