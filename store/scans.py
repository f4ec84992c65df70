"""Scans and the steps after them: daily counters and a weekly pattern, never a row per visit."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from store.database import rows, transaction

KINDS = ("person", "unclear", "preview", "prefetch", "bot", "typed", "staff")
STEPS = ("list", "offer", "call", "calendar", "way", "come_along")

# Kinds behind which a human being may stand: only these make the weekly pattern.
HUMAN_KINDS = frozenset({"person", "unclear", "typed"})


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan as far as it is remembered; the hour goes into the weekly pattern only."""

    placement_id: int
    kind: str
    day: date
    hour: int


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody did next after a scan."""

    placement_id: int
    step: str
    day: date


@dataclass(frozen=True, slots=True)
class Miss:
    """A code that leads nowhere, without the code."""

    day: date


Counted = Scan | Step | Miss


def record(db: Database, counted: Mapping[Counted, int], *, wait_seconds: float = 5.0) -> None:
    """Count these, all or none. Raises Busy if the database stays locked for that long."""
    added: defaultdict[str, list[tuple[object, ...]]] = defaultdict(list)
    for what, n in counted.items():
        for table, key in _counters(what):
            added[table].append((*key, n))
    with transaction(db, wait_seconds=wait_seconds):
        for table, rows_added in added.items():
            marks = ", ".join("?" * len(rows_added[0]))
            db.conn.executemany(
                f"INSERT INTO {table} VALUES ({marks})"
                " ON CONFLICT DO UPDATE SET n = n + excluded.n",
                rows_added,
            )


def _counters(what: Counted) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Every counter that grows with this one: its table and its key."""
    day = what.day.isoformat()
    match what:
        case Scan():
            yield "scan_day", (what.placement_id, day, what.kind)
            if what.kind in HUMAN_KINDS:
                yield "scan_pattern", (what.placement_id, what.day.weekday(), what.hour)
        case Step():
            yield "step_day", (what.placement_id, day, what.step)
        case Miss():
            yield "missed_scan_day", (day,)


def by_kind(db: Database) -> defaultdict[int, Counter[str]]:
    """All counts so far: placement id → kind → n."""
    return _counts(db, "SELECT placement_id, kind AS name, sum(n) AS n FROM scan_day GROUP BY 1, 2")


def by_step(db: Database) -> defaultdict[int, Counter[str]]:
    """What was done next, so far: placement id → step → n."""
    return _counts(db, "SELECT placement_id, step AS name, sum(n) AS n FROM step_day GROUP BY 1, 2")


def _counts(db: Database, sql: str) -> defaultdict[int, Counter[str]]:
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for row in rows(db, sql):
        counts[row["placement_id"]][row["name"]] = row["n"]
    return counts
