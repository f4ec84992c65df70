"""Open hours: when and where offers are really open to a group, as sure as it can be told.

Only published offers and confirmed dates that take place and need no call before: a date on a
public holiday, or in school holidays in which it may rest, is not counted.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal, get_args

from sqlite_utils import Database

from store import occurrences, schedules
from store.database import Row, rows
from store.groups import Group
from store.occurrences import Occurrence

Part = Literal["morning", "afternoon", "evening"]
PARTS: tuple[Part, ...] = get_args(Part)
# From which hour to which each part goes; together they are the whole day.
HOURS: dict[Part, tuple[int, int]] = {
    "morning": (0, 12),
    "afternoon": (12, 17),
    "evening": (17, 24),
}

AN_HOUR = timedelta(hours=1)
# Which one makes no difference: offers keep the town's clock, whatever it does at night.
SOME_DAY = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of a day of the week (Monday is 0) in a district."""

    district_id: int
    weekday: int
    part: Part


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some weeks, both days inclusive, with the holidays of the state in them."""

    from_on: date
    to_on: date
    public_holidays: Mapping[date, str]

    @property
    def weeks(self) -> float:
        """How many weeks these are."""
        return ((self.to_on - self.from_on).days + 1) / 7


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """An offer as far as it matters who may come, and where; `until_on` is when it ended."""

    id: int
    district_id: int
    situations: tuple[str, ...]
    age_from: int | None
    age_to: int | None
    until_on: date | None = None

    def is_open_to(self, group: Group) -> bool:
        """Whether the whole group may come."""
        return group.is_welcome(self.situations, age_from=self.age_from, age_to=self.age_to)


def published(db: Database) -> list[OpenOffer]:
    """The offers of today that lie in a district."""
    return list(_offers(db, "o.status = 'published'"))


def published_lately(db: Database) -> list[OpenOffer]:
    """Those, and the ones that were taken back, with the day on which the desk did so."""
    sql = """
    SELECT record_id AS id, max(substr(at, 1, 10)) AS until_on FROM change
    WHERE noun = 'offer' AND json_extract(before, '$.offer[0].status') = 'published'
      AND json_extract(after, '$.offer[0].status') <> 'published' GROUP BY record_id
    """
    ended = {row["id"]: date.fromisoformat(row["until_on"]) for row in rows(db, sql)}
    where = "o.status = 'published' OR o.id IN (SELECT value FROM json_each(?))"
    return list(_offers(db, where, ended))


def without_district(db: Database) -> int:
    """How many published offers lie in no district, so that no district counts them."""
    sql = (
        "SELECT count(*) AS n FROM offer o JOIN venue v ON v.id = o.venue_id"
        " WHERE o.status = 'published' AND v.district_id IS NULL"
    )
    return int(rows(db, sql)[0]["n"])


def by_slot(
    db: Database, offers: Iterable[OpenOffer], stretch: Stretch
) -> dict[Slot, dict[int, float]]:
    """For each slot its offers (id → hours a week) in this stretch; empty slots are left out."""
    known = {offer.id: offer for offer in offers}
    found: defaultdict[Slot, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    for happening in _sure(db, known, stretch):
        offer = known[happening.offer_id]
        for part, hours in _parts(happening):
            slot = Slot(offer.district_id, happening.on.weekday(), part)
            found[slot][offer.id] += hours / stretch.weeks
    return {slot: dict(hours) for slot, hours in found.items()}


def by_district(
    db: Database, offers: Iterable[OpenOffer], stretch: Stretch
) -> defaultdict[int, float]:
    """District id → hours a week in this stretch."""
    known = {offer.id: offer for offer in offers}
    found: defaultdict[int, float] = defaultdict(float)
    for happening in _sure(db, known, stretch):
        offer = known[happening.offer_id]
        found[offer.district_id] += sum(h for _, h in _parts(happening)) / stretch.weeks
    return found


def _sure(db: Database, offers: Mapping[int, OpenOffer], stretch: Stretch) -> Iterator[Occurrence]:
    for happening in occurrences.in_any_order(
        schedules.for_offers(db, offers),
        stretch.from_on,
        stretch.to_on,
        holidays=stretch.public_holidays,
    ):
        ended_on = offers[happening.offer_id].until_on
        if ended_on is not None and happening.on >= ended_on:
            continue
        if happening.is_confirmed and happening.takes_place() and not happening.holiday:
            yield happening


def _parts(happening: Occurrence) -> tuple[tuple[Part, float], ...]:
    """The hours of a date by part of its day; none where nobody told when it begins."""
    if happening.starts_at is None:
        return ()
    return _hours(happening.starts_at, happening.ends_at)


# Two thousand offers share some dozens of times.
@lru_cache(maxsize=2_000)
def _hours(starts_at: time, ends_at: time | None) -> tuple[tuple[Part, float], ...]:
    some_day = Occurrence(0, SOME_DAY, starts_at, ends_at, is_confirmed=True)
    midnight = datetime.combine(SOME_DAY, time.min)
    starts, ends = datetime.combine(SOME_DAY, starts_at), some_day.end()
    found = []
    for part, (begins, over) in HOURS.items():
        first = max(starts, midnight + begins * AN_HOUR)
        last = min(ends, midnight + over * AN_HOUR)
        if first < last:
            found.append((part, (last - first) / AN_HOUR))
    return tuple(found)


def _offers(
    db: Database, where: str, ended: Mapping[int, date] | None = None
) -> Iterator[OpenOffer]:
    situations: dict[int, tuple[str, ...]] = {}
    for row in rows(db, "SELECT offer_id, situation FROM offer_life_situation"):
        situations[row["offer_id"]] = (*situations.get(row["offer_id"], ()), row["situation"])
    sql = (
        "SELECT o.id, o.status, v.district_id, o.age_from, o.age_to FROM offer o"
        f" JOIN venue v ON v.id = o.venue_id WHERE v.district_id IS NOT NULL AND ({where})"
    )
    gone = [] if ended is None else [json.dumps(list(ended))]
    for row in rows(db, sql, *gone):
        yield _offer(row, situations, ended or {})


def _offer(
    row: Row, situations: Mapping[int, tuple[str, ...]], ended: Mapping[int, date]
) -> OpenOffer:
    is_published = row["status"] == "published"
    return OpenOffer(
        id=row["id"],
        district_id=row["district_id"],
        situations=situations.get(row["id"], ()),
        age_from=row["age_from"],
        age_to=row["age_to"],
        until_on=None if is_published else ended[row["id"]],
    )
