"""Figures: what an office did and what came of it in some days, as the funder asks for it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from store.counting import Span
from store.database import rows


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of a span; `visits` are those to which somebody went along."""

    scans: int
    steps: int
    searches_in_vain: int
    visits: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is on a day: published offers, who makes them, and who may go along."""

    offers: int
    organizations: int
    pilots: int
    placements: int


def of(db: Database, span: Span) -> Figures:
    """The figures of a span."""
    sql = """
    SELECT
      (SELECT coalesce(sum(n), 0) FROM scan_sum_day WHERE scope = 'town'
       AND day BETWEEN :first AND :last AND kind IN ('person', 'unclear', 'typed')) AS scans,
      (SELECT coalesce(sum(n), 0) FROM step_sum_day WHERE scope = 'town'
       AND day BETWEEN :first AND :last
       AND step IN ('call', 'calendar', 'way', 'come_along')) AS steps,
      (SELECT coalesce(sum(n), 0) FROM empty_search_day
       WHERE day BETWEEN :first AND :last) AS searches_in_vain,
      (SELECT count(*) FROM visit
       WHERE agreed_on BETWEEN :first AND :last AND went = 'together') AS visits
    """
    first, last = span.first.isoformat(), span.last.isoformat()
    return Figures(**rows(db, sql, first=first, last=last)[0])


def standing(db: Database, *, on: date) -> Standing:
    """What there is on this day."""
    sql = """
    SELECT
      (SELECT count(*) FROM offer WHERE status = 'published') AS offers,
      (SELECT count(DISTINCT organization_id) FROM offer WHERE status = 'published')
        AS organizations,
      (SELECT count(*) FROM person WHERE role = 'pilot' AND revoked_at IS NULL
       AND trained_until_on >= :on AND confidential_since_on <= :on) AS pilots,
      (SELECT count(*) FROM placement WHERE state IN ('placed', 'checked')) AS placements
    """
    return Standing(**rows(db, sql, on=on.isoformat())[0])


def scans_by_week(db: Database, span: Span) -> dict[date, int]:
    """The first day of each week, counted from the span's first → human scans of its days."""
    sql = (
        "SELECT (julianday(day) - julianday(:first)) / 7 AS week, n FROM scan_sum_day"
        " WHERE scope = 'town' AND day BETWEEN :first AND :last"
        " AND kind IN ('person', 'unclear', 'typed')"
    )
    found: Counter[int] = Counter()
    for row in rows(db, sql, first=span.first.isoformat(), last=span.last.isoformat()):
        found[int(row["week"])] += row["n"]
    return {day: found[n] for n, day in enumerate(span.each()[::7])}
