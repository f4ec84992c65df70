"""Needs: what tells in a district that people look for company, as counts over some weeks.

Scans, empty searches and come-along steps know no person and no life situation; only an empty
search may name one. Days of requests are those of UTC, which is close enough for weeks.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlite_utils import Database

from store.counting import Span
from store.database import rows
from store.groups import Group
from store.open_hours import HOURS, PARTS, Part

WEEKS = 8


@dataclass(slots=True)
class Needs:
    """What was counted in one district; `pattern` is of all scans since its posters hang there.

    `best_times` are those the requests name. Placements that `fell_silent` were scanned in the
    equally long time before, and not since.
    """

    weeks: float
    scans: int = 0
    fell_silent: int = 0
    come_along: int = 0
    empty_searches: int = 0
    requests: int = 0
    no_offer: int = 0
    best_times: dict[str, int] = field(default_factory=dict)
    pattern: dict[tuple[int, Part], int] = field(default_factory=dict)

    def scans_at(self, weekday: int, part: Part) -> float:
        """Scans a week at this time: those of the span, shared out as the weekly pattern is."""
        everything = sum(self.pattern.values())
        if not everything:
            return 0.0
        return self.scans / self.weeks * self.pattern.get((weekday, part), 0) / everything

    def asked_at(self, weekday: int, part: Part) -> int:
        """Requests that name this time as their best; the weekend is Saturday and Sunday."""
        at_weekend = self.best_times.get("weekend", 0) if weekday >= 5 else 0
        return self.best_times.get(part, 0) + at_weekend

    def signs(self) -> int:
        """Wishes for more than there is: searches in vain, come-along steps and requests."""
        return self.empty_searches + self.come_along + self.requests


def last_weeks(today: date, weeks: int = WEEKS) -> Span:
    """So many weeks before today, which is not over yet."""
    return Span(today - timedelta(weeks=weeks), today - timedelta(days=1))


def by_district(
    db: Database, span: Span, *, group: Group, with_pattern: bool = True
) -> defaultdict[int, Needs]:
    """District id → what was counted there; with a group's situation only its empty searches."""
    found = defaultdict[int, Needs](lambda: Needs(span.days / 7))
    _count_scans(db, span, found)
    _count_searches(db, span, group, found)
    _count_requests(db, span, found)
    if with_pattern:
        _read_pattern(db, found)
    return found


def searches_without_district(db: Database, span: Span, *, group: Group) -> int:
    """Empty searches in the whole town, which no district counts."""
    sql = (
        "SELECT coalesce(sum(n), 0) AS n FROM empty_search_day WHERE district = ''"
        " AND day BETWEEN ? AND ? AND (? = '' OR situation = ?)"
    )
    return int(rows(db, sql, *_days(span), group.situation, group.situation)[0]["n"])


def _count_scans(db: Database, span: Span, found: Mapping[int, Needs]) -> None:
    # Who fell silent are few: found once for all districts, not among the placements of each.
    sql = """
    WITH fell_silent AS (
      SELECT p.district_id, count(*) AS n FROM last_scan l JOIN placement p ON p.id = l.placement_id
      WHERE l.day BETWEEN :before AND :last AND l.day < :first GROUP BY p.district_id)
    SELECT d.id,
      (SELECT sum(n) FROM scan_sum_day WHERE scope = 'district:' || d.id
       AND day BETWEEN :first AND :last AND kind IN ('person', 'unclear', 'typed')) AS scans,
      (SELECT sum(n) FROM step_sum_day WHERE scope = 'district:' || d.id
       AND day BETWEEN :first AND :last AND step = 'come_along') AS come_along,
      coalesce(f.n, 0) AS silent
    FROM district d LEFT JOIN fell_silent f ON f.district_id = d.id
    """
    first, last = _days(span)
    for row in rows(db, sql, first=first, last=last, before=span.before().first.isoformat()):
        needs = found[row["id"]]
        needs.scans, needs.come_along = row["scans"] or 0, row["come_along"] or 0
        needs.fell_silent = row["silent"]


def _count_searches(db: Database, span: Span, group: Group, found: Mapping[int, Needs]) -> None:
    sql = (
        "SELECT d.id, sum(e.n) AS n FROM empty_search_day e JOIN district d ON d.name = e.district"
        " WHERE e.day BETWEEN ? AND ? AND (? = '' OR e.situation = ?) GROUP BY d.id"
    )
    for row in rows(db, sql, *_days(span), group.situation, group.situation):
        found[row["id"]].empty_searches = row["n"]


def _count_requests(db: Database, span: Span, found: Mapping[int, Needs]) -> None:
    """A request lies where the person said, else where the poster hangs it came from."""
    sql = """
    SELECT coalesce(r.district_id, p.district_id) AS district_id, r.best_time,
           sum(date(r.created_at) BETWEEN :first AND :last) AS n,
           sum(r.state = 'no_offer' AND date(r.state_at) BETWEEN :first AND :last) AS no_offer
    FROM referral r LEFT JOIN placement p ON p.id = r.placement_id
    WHERE coalesce(r.district_id, p.district_id) IS NOT NULL
      AND (r.created_at >= :first OR r.state_at >= :first)
    GROUP BY 1, 2
    """
    first, last = _days(span)
    for row in rows(db, sql, first=first, last=last):
        needs = found[row["district_id"]]
        needs.requests += row["n"]
        needs.no_offer += row["no_offer"]
        needs.best_times[row["best_time"]] = row["n"]


def _read_pattern(db: Database, found: Mapping[int, Needs]) -> None:
    # In the order of the table's key first, so that only a few rows have to be sorted.
    parts = ", ".join(
        f"sum(n) FILTER (WHERE hour >= {begins} AND hour < {over}) AS {part}"
        for part, (begins, over) in HOURS.items()
    )
    sums = ", ".join(f"sum({part}) AS {part}" for part in PARTS)
    sql = (
        f"SELECT p.district_id, s.weekday, {sums} FROM (SELECT placement_id, weekday, {parts}"
        " FROM scan_pattern GROUP BY placement_id, weekday) s"
        " JOIN placement p ON p.id = s.placement_id"
        " WHERE p.district_id IS NOT NULL GROUP BY 1, 2"
    )
    for row in rows(db, sql):
        pattern = found[row["district_id"]].pattern
        pattern |= {(row["weekday"], part): row[part] or 0 for part in PARTS}


def _days(span: Span) -> tuple[str, str]:
    return span.first.isoformat(), span.last.isoformat()
