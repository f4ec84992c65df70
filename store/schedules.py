"""Schedules: when an offer happens, as a rule or a single date, and what was changed since."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from store import school_holidays
from store import times as times_rows
from store.database import Row, rows, transaction
from store.errors import NotFound
from store.school_holidays import NONE_LOADED, SchoolHolidays
from store.times import Times


@dataclass(frozen=True, slots=True)
class ChangedDate:
    """One date of a schedule that does not happen as usual; `kind` is cancelled or moved."""

    day: date
    kind: str
    to_day: date | None = None
    to_starts_at: time | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Times of an offer with the dates changed since; proposed ones wait for a person's yes.

    `school_holidays` are there only where it pauses in them.
    """

    id: int
    offer_id: int
    times: Times
    status: str
    changes: tuple[ChangedDate, ...]
    school_holidays: SchoolHolidays = NONE_LOADED

    def has_known_days(self) -> bool:
        """Whether its days can be told: a proposed "every other week" lacks the week it began."""
        return self.status == "confirmed" or "INTERVAL" not in (self.times.rule or "")


def for_offers(db: Database, offer_ids: Iterable[int]) -> list[Schedule]:
    """The schedules of these offers with their changed dates."""
    sql = """SELECT id, offer_id, status, rule, starts_on, until_on, starts_at, ends_at, words,
    is_paused_on_public_holidays, is_paused_in_school_holidays
    FROM schedule WHERE offer_id IN (SELECT value FROM json_each(?)) ORDER BY id"""
    found = [_as_written(*row) for row in db.execute(sql, [json.dumps(list(offer_ids))])]
    changes = _changes(db, [schedule.id for schedule in found])
    if any(schedule.times.is_paused_in_school_holidays for schedule in found):
        loaded = school_holidays.loaded(db)
        found = [_with_school_holidays(schedule, loaded) for schedule in found]
    return [
        replace(one, changes=tuple(changes[one.id])) if one.id in changes else one for one in found
    ]


# A page reads hundreds of rows again that have not changed since the last one.
@lru_cache(maxsize=10_000)
def _as_written(schedule_id: int, offer_id: int, status: str, *said: Any) -> Schedule:
    return Schedule(schedule_id, offer_id, times_rows.from_columns(*said), status, ())


def _changes(db: Database, schedule_ids: list[int]) -> dict[int, list[ChangedDate]]:
    """The changed dates of these schedules that have any, the first day first."""
    sql = """SELECT * FROM changed_date
    WHERE schedule_id IN (SELECT value FROM json_each(?)) ORDER BY day"""
    changes: dict[int, list[ChangedDate]] = {}
    for row in rows(db, sql, json.dumps(schedule_ids)):
        changes.setdefault(row["schedule_id"], []).append(_changed_date(row))
    return changes


def _with_school_holidays(schedule: Schedule, loaded: SchoolHolidays) -> Schedule:
    is_paused = schedule.times.is_paused_in_school_holidays
    return replace(schedule, school_holidays=loaded) if is_paused else schedule


def get(db: Database, schedule_id: int, *, of: int) -> Schedule:
    """The schedule with this id of this offer. Raises NotFound."""
    found = [schedule for schedule in for_offers(db, [of]) if schedule.id == schedule_id]
    if not found:
        raise NotFound(f"offer {of} has no schedule {schedule_id}")
    return found[0]


def add(db: Database, offer_id: int, times: Times, *, status: str) -> int:
    """Give an offer one more schedule; `status` is `proposed` or `confirmed`. Returns its id."""
    row = {"offer_id": offer_id, "status": status, **times_rows.row(times)}
    marks = ", ".join("?" * len(row))
    sql = f"INSERT INTO schedule ({', '.join(row)}) VALUES ({marks}) RETURNING id"
    with transaction(db):
        return int(db.execute(sql, list(row.values())).fetchone()[0])


def settle(db: Database, schedule_id: int, times: Times) -> None:
    """Let a schedule say this from now on, for sure; changed dates that it still has stay."""
    with transaction(db):
        db.table("schedule").update(schedule_id, {"status": "confirmed", **times_rows.row(times)})


def remove(db: Database, schedule_id: int) -> None:
    """Take a schedule away with all its changed dates."""
    with transaction(db):
        db.execute("DELETE FROM changed_date WHERE schedule_id = ?", [schedule_id])
        db.execute("DELETE FROM schedule WHERE id = ?", [schedule_id])


def propose_again(db: Database, offer_id: int, proposals: list[Times]) -> None:
    """Replace what was only proposed for an offer; confirmed schedules stay."""
    with transaction(db):
        db.execute(
            "DELETE FROM changed_date WHERE schedule_id IN"
            " (SELECT id FROM schedule WHERE offer_id = ? AND status = 'proposed')",
            [offer_id],
        )
        db.execute("DELETE FROM schedule WHERE offer_id = ? AND status = 'proposed'", [offer_id])
        for times in proposals:
            add(db, offer_id, times, status="proposed")


def cancel(db: Database, schedule_id: int, day: date, *, reason: str) -> None:
    """Let one date not happen."""
    _change(db, schedule_id, {"day": day.isoformat(), "kind": "cancelled", "reason": reason})


def move(
    db: Database, schedule_id: int, day: date, *, to: date, at: time | None = None, reason: str
) -> None:
    """Let one date happen on another day, at another time if one is given."""
    _change(
        db,
        schedule_id,
        {
            "day": day.isoformat(),
            "kind": "moved",
            "to_day": to.isoformat(),
            "to_starts_at": times_rows.clock(at),
            "reason": reason,
        },
    )


def take_back(db: Database, schedule_id: int, day: date) -> None:
    """Let a date that was cancelled or moved happen as usual."""
    with transaction(db):
        db.execute(
            "DELETE FROM changed_date WHERE schedule_id = ? AND day = ?",
            [schedule_id, day.isoformat()],
        )


def _change(db: Database, schedule_id: int, row: Row) -> None:
    with transaction(db):
        db.table("changed_date").insert({"schedule_id": schedule_id, **row}, replace=True)


def _changed_date(row: Row) -> ChangedDate:
    return ChangedDate(
        day=date.fromisoformat(row["day"]),
        kind=row["kind"],
        to_day=row["to_day"] and date.fromisoformat(row["to_day"]),
        to_starts_at=row["to_starts_at"] and time.fromisoformat(row["to_starts_at"]),
        reason=row["reason"],
    )
