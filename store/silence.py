"""Silence: placements nobody scans any more, though people usually did; torn off, perhaps.

What a placement usually gets is the lower bound (95 %) of a Poisson rate over its last eight weeks,
by weekday: little counted means little is known, so little is expected. Where the whole town was
quiet (snow, or our own server) less is expected of each. Only scans behind which a human being may
stand count, only what hangs is looked at, and the day that is not over yet is not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from math import exp, sqrt
from operator import itemgetter

from sqlite_utils import Database

from store.database import Row, rows
from store.scans import HUMAN_KINDS

LOOKS_BACK = 56
LEAST_DAYS = 14
LEAST_SCANS = 20
LEAST_SILENT = 2

# By chance alone a placement may be told of once in so many looks, and the town once in ten days.
RARE = 1 / 1000
FALSE_A_DAY = 0.1
ROUND = (1_000_000, 100_000, 10_000, 1_000, 100, 10)

# One-sided 95 % of the normal distribution.
Z = 1.645
# So many scans elsewhere say how the town was; from fewer nothing follows.
ENOUGH_ELSEWHERE = 30.0

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Silence:
    """How long nobody has scanned a placement, beside what it usually gets.

    `usual` is its average a day over `known_days`, in which there were `scans`; `chance` is how
    likely so long a silence is for one that still hangs; 1.0 where too little is known.
    """

    placement_id: int
    code: str
    name: str
    district: str
    last_on: date
    days: int
    usual: float
    scans: int
    known_days: int
    chance: float

    def is_known_enough(self) -> bool:
        """Whether enough was counted before to say anything at all."""
        return self.scans >= LEAST_SCANS and self.known_days >= LEAST_DAYS

    def is_beyond_chance(self) -> bool:
        """Whether one placement looked at alone would be told of."""
        return self.chance < RARE

    def once_in(self) -> int:
        """Chance makes it so rarely as once in so many: 1,000, 10,000, a million at most."""
        return next((n for n in ROUND if self.chance < 1 / n), 1)


SELECT = f"""
WITH seen AS (
  SELECT p.id, p.code, p.name, p.district_id, l.day AS last_on,
         max(l.day, substr(p.state_at, 1, 10)) AS seen_on
  FROM last_scan l JOIN placement p ON p.id = l.placement_id
  WHERE p.state IN ('placed', 'checked') AND (:of IS NULL OR p.id = :of)
)
SELECT seen.id, seen.code, seen.name, coalesce(d.name, '') AS district, last_on, seen_on,
       (SELECT min(day) FROM scan_day WHERE placement_id = seen.id) AS first_on,
       CAST(strftime('%w', s.day) AS INTEGER) AS sunday_first, sum(s.n) AS n
FROM seen LEFT JOIN district d ON d.id = seen.district_id
LEFT JOIN scan_day s ON s.placement_id = seen.id AND s.kind IN {tuple(sorted(HUMAN_KINDS))}
    AND s.day BETWEEN date(seen_on, '-{LOOKS_BACK - 1} days') AND seen_on
WHERE seen_on <= :until
GROUP BY seen.id, sunday_first ORDER BY seen.id
"""


def silent(db: Database, today: date) -> list[Silence]:
    """The placements that are silent beyond chance, the least likely silence first."""
    rare = min(RARE, FALSE_A_DAY / max(1, _number_hanging(db)))
    found = [one for one in _all(db, today, rare=rare) if one.chance < rare]
    return sorted(found, key=lambda one: (one.chance, one.name))


def find(db: Database, placement_id: int, today: date) -> Silence | None:
    """How silent one placement is; None if it does not hang or was never scanned."""
    return next(iter(_all(db, today, rare=RARE, of=placement_id)), None)


def _number_hanging(db: Database) -> int:
    sql = "SELECT count(*) AS n FROM placement WHERE state IN ('placed', 'checked')"
    return int(rows(db, sql)[0]["n"])


def _all(db: Database, today: date, *, rare: float, of: int | None = None) -> Iterator[Silence]:
    until = today if of else today - (LEAST_SILENT + 1) * DAY
    found = rows(db, SELECT, of=of, until=until.isoformat())
    town = _Town(db)
    for history in _histories(found, today):
        chance = history.chance(quiet=1.0)
        if chance < rare:
            chance = history.chance(quiet=town.quiet(history))
        yield history.told(chance, today)


class _Days:
    """Some days in a row, the last one included, and how many of each weekday they are."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.number = max(0, (last - first).days + 1)
        weeks, rest = divmod(self.number, 7)
        begins = first.weekday()
        self.weekdays = [weeks + ((day - begins) % 7 < rest) for day in range(7)]


@dataclass(frozen=True, slots=True)
class _History:
    """What a placement got in the eight weeks until it was last scanned or seen hanging.

    `silent` are the whole days since, no more of them than are looked back at.
    """

    row: Row
    known: _Days
    silent: _Days
    by_weekday: list[int]

    def expected(self) -> float:
        """How many scans the silent days usually bring."""
        return _expected(self.by_weekday, self.known, self.silent)

    def chance(self, *, quiet: float) -> float:
        """How likely nothing is, where the town got `quiet` times the usual."""
        scans = sum(self.by_weekday)
        if scans < LEAST_SCANS or self.known.number < LEAST_DAYS:
            return 1.0
        return exp(-self.expected() * quiet * _lower_bound(scans) / scans)

    def told(self, chance: float, today: date) -> Silence:
        """What there is to say."""
        last_on, scans = date.fromisoformat(self.row["last_on"]), sum(self.by_weekday)
        return Silence(
            placement_id=self.row["id"],
            code=self.row["code"],
            name=self.row["name"],
            district=self.row["district"],
            last_on=last_on,
            days=max(0, (today - last_on).days - 1),
            usual=scans / self.known.number,
            scans=scans,
            known_days=self.known.number,
            chance=chance,
        )


def _histories(found: list[Row], today: date) -> Iterator[_History]:
    for _, each in groupby(found, key=itemgetter("id")):
        row, *more = each
        seen_on = date.fromisoformat(row["seen_on"])
        first = max(seen_on - (LOOKS_BACK - 1) * DAY, date.fromisoformat(row["first_on"]))
        silent_from = max(seen_on + DAY, today - LOOKS_BACK * DAY)
        by_weekday = [0] * 7
        for one in (row, *more):
            if one["n"]:
                by_weekday[(one["sunday_first"] - 1) % 7] = one["n"]
        known, silent = _Days(first, seen_on), _Days(silent_from, today - DAY)
        yield _History(row, known, silent, by_weekday)


class _Town:
    """How the whole town was on each day; asked only where something seems silent."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._asked: dict[tuple[date, date, date], tuple[float, int]] = {}

    def quiet(self, history: _History) -> float:
        """What the rest of the town got on the silent days, as a share of its usual; at most 1."""
        known, silent = history.known, history.silent
        key = known.first, known.last, silent.first
        if key not in self._asked:
            usual = [0] * 7
            for day, n in self._between(known).items():
                usual[day.weekday()] += n
            self._asked[key] = _expected(usual, known, silent), sum(self._between(silent).values())
        expected, got = self._asked[key]
        elsewhere = expected - history.expected()
        return 1.0 if elsewhere < ENOUGH_ELSEWHERE else min(1.0, got / elsewhere)

    def _between(self, days: _Days) -> dict[date, int]:
        sql = (
            "SELECT day, sum(n) AS n FROM scan_sum_day WHERE scope = 'town'"
            f" AND day BETWEEN ? AND ? AND kind IN {tuple(sorted(HUMAN_KINDS))} GROUP BY day"
        )
        found = rows(self._db, sql, days.first.isoformat(), days.last.isoformat())
        return {date.fromisoformat(row["day"]): row["n"] for row in found}


def _expected(by_weekday: list[int], known: _Days, wanted: _Days) -> float:
    """How much the wanted days usually bring, each by its weekday on the known ones."""
    each = zip(by_weekday, known.weekdays, wanted.weekdays, strict=True)
    return sum(n * days / known_days for n, known_days, days in each if known_days)


def _lower_bound(n: int) -> float:
    """How many at least one may expect where n were counted (Byar's approximation, 95 %)."""
    return n * max(0.0, 1 - 1 / (9 * n) - Z / (3 * sqrt(n))) ** 3
