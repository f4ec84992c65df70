"""Reach: whether a district's people of a group come to us as their number lets expect.

A request (by oneself, by card or by consent, see `store.referrals`) says nothing about the person.
It counts for a group only where something else does: the key person ticked "new here", or the
request or a visit is about an offer made for this group and nobody else. So a group is never
compared with another one, only its districts with each other.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from store import chances, population
from store.counting import Span
from store.database import Row, rows
from store.groups import ALL, GROUPS

FEWEST = 5
# Of so many expected, fewer than five come by chance once in thirty times: that says something.
TELLING = 10
UNLIKELY = 0.05

Verdict = Literal["unknown", "too_few", "fewer", "as_expected", "more"]
Counts = Mapping[str, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Reach:
    """Requests of a group in a district, and how many its share of the group lets expect.

    `expected` is None where nobody loaded how many people live there.
    """

    district_id: int
    group: str
    n: int
    expected: float | None

    def index(self) -> float | None:
        """Requests for each one expected: 1 is as many; None where it would say nothing."""
        if self.verdict() in ("unknown", "too_few") or not self.expected:
            return None
        return self.n / self.expected

    def verdict(self) -> Verdict:
        """What can be said of it: nothing, less or more than chance would do, or as expected."""
        if self.expected is None:
            return "unknown"
        if self.n < FEWEST and self.expected < TELLING:
            return "too_few"
        if chances.of_at_most(self.n, self.expected) < UNLIKELY / 2:
            return "fewer"
        is_more = chances.of_at_least(self.n, self.expected) < UNLIKELY / 2
        return "more" if is_more else "as_expected"


def by_group(db: Database, span: Span) -> dict[str, list[Reach]]:
    """Each group → its districts, by id; groups nobody loaded and nobody of asked are left out."""
    asked, living = requests(db, span), population.by_group(db)
    return {
        group: _of_group(group, asked.get(group, {}), living.get(group, {}))
        for group in GROUPS
        if group in living or asked.get(group)
    }


def requests(db: Database, span: Span) -> Counts:
    """Group → district id → requests of these days that tell the group."""
    found: defaultdict[str, Counter[int]] = defaultdict(Counter)
    signs = _signs(db)
    sql = """
    SELECT r.id, coalesce(r.district_id, p.district_id) AS district_id, r.offer_id,
      EXISTS (SELECT 1 FROM hand_off h WHERE h.reason = 'new_here'
              AND (h.referral_id = r.id OR h.card_code = r.code)) AS is_new_here,
      (SELECT json_group_array(v.offer_id) FROM visit v WHERE v.referral_id = r.id) AS visited
    FROM referral r LEFT JOIN placement p ON p.id = r.placement_id
    WHERE date(r.created_at) BETWEEN ? AND ? AND coalesce(r.district_id, p.district_id) IS NOT NULL
    """
    for row in rows(db, sql, span.first.isoformat(), span.last.isoformat()):
        for group in _groups(row, signs):
            found[group][row["district_id"]] += 1
    return found


def without_district(db: Database, span: Span) -> int:
    """Requests of these days that lie in no district."""
    sql = (
        "SELECT count(*) AS n FROM referral r LEFT JOIN placement p ON p.id = r.placement_id"
        " WHERE date(r.created_at) BETWEEN ? AND ?"
        " AND coalesce(r.district_id, p.district_id) IS NULL"
    )
    return int(rows(db, sql, span.first.isoformat(), span.last.isoformat())[0]["n"])


def _of_group(group: str, asked: Mapping[int, int], living: Mapping[int, int]) -> list[Reach]:
    everybody, total = sum(living.values()), sum(asked.values())
    return [
        Reach(
            district_id,
            group,
            asked.get(district_id, 0),
            total * living[district_id] / everybody
            if everybody and district_id in living
            else None,
        )
        for district_id in sorted(asked.keys() | living.keys())
    ]


def _groups(row: Row, signs: Mapping[int, set[str]]) -> set[str]:
    offer_ids = [row["offer_id"], *json.loads(row["visited"])]
    found = {ALL.key}.union(*(signs.get(offer_id, set()) for offer_id in offer_ids))
    return found | {"new_in_town"} if row["is_new_here"] else found


def _signs(db: Database) -> dict[int, set[str]]:
    """Offer id → the groups who comes there belongs to; offers for everybody are left out."""
    sql = """
    SELECT o.id, o.age_from, o.age_to, group_concat(s.situation) AS situations
    FROM offer o LEFT JOIN offer_life_situation s ON s.offer_id = o.id GROUP BY o.id
    """
    return {
        row["id"]: {
            group.key
            for group in GROUPS.values()
            if group is not ALL
            and group.is_meant(
                (row["situations"] or "").split(","),
                age_from=row["age_from"],
                age_to=row["age_to"],
            )
        }
        for row in rows(db, sql)
    }
