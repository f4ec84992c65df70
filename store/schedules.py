"""Schedules: when an offer happens, as a rule or a single date, and what was changed since."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from functools import lru_cache
from operator import itemgetter
from typing import Any

from dateutil.rrule import rrulestr
from sqlite_utils import Database

from store import school_holidays
from store.database import Row, rows, transaction
from store.errors import NotFound
from store.school_holidays import NONE_LOADED, SchoolHolidays

WHAT_TIMES_SAY = itemgetter(
    *("rule", "starts_on", "until_on", "starts_at", "ends_at", "words"),
    *("is_paused_on_public_holidays", "is_paused_in_school_holidays"),
)
ACCEPTED_PARTS = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYSETPOS", "BYMONTH"}


@dataclass(frozen=True, slots=True)
class ChangedDate:
    """One date of a schedule that does not happen as usual; `kind` is cancelled or moved."""

    day: date
    kind: str
    to_day: date | None = None
    to_starts_at: time | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Times:
    """What a schedule says: an RFC 5545 rule from `starts_on` on, or the one date `starts_on`.

    Times of day are local (Europe/Berlin). `words` is the prose it was understood from.
    """

    rule: str | None
    starts_on: date
    until_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    words: str = ""
    is_paused_on_public_holidays: bool = False
    is_paused_in_school_holidays: bool = False


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


def check_rule(rule: str) -> None:
    """Raise ValueError unless the rule names its days itself and repeats by day, week or month.

    Ends belong into `until_on`; rules by the hour or with a count are not what offers need.
    """
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    if not set(parts) <= ACCEPTED_PARTS or not (
        parts.get("FREQ") == "DAILY"
        or (parts.get("FREQ") == "WEEKLY" and "BYDAY" in parts)
        or (parts.get("FREQ") == "MONTHLY" and {"BYDAY", "BYMONTHDAY"} & set(parts))
    ):
        raise ValueError(f"not a rule by named days of week or month: {rule}")
    rrulestr(rule)


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
    return Schedule(schedule_id, offer_id, _times(*said), status, ())


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
    row = {"offer_id": offer_id, "status": status, **_row(times)}
    marks = ", ".join("?" * len(row))
    sql = f"INSERT INTO schedule ({', '.join(row)}) VALUES ({marks}) RETURNING id"
    with transaction(db):
        return int(db.execute(sql, list(row.values())).fetchone()[0])


def settle(db: Database, schedule_id: int, times: Times) -> None:
    """Let a schedule say this from now on, for sure; changed dates that it still has stay."""
    with transaction(db):
        db.table("schedule").update(schedule_id, {"status": "confirmed", **_row(times)})


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
            "to_starts_at": _clock(at),
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


def times_of(row: Row) -> Times:
    """What this row of the table says."""
    return _times(*WHAT_TIMES_SAY(row))


def _times(
    rule: str | None,
    starts_on: str,
    until_on: str | None,
    starts_at: str | None,
    ends_at: str | None,
    words: str,
    is_paused_on_public_holidays: int,
    is_paused_in_school_holidays: int,
) -> Times:
    return Times(
        rule=rule,
        starts_on=date.fromisoformat(starts_on),
        until_on=date.fromisoformat(until_on) if until_on else None,
        starts_at=time.fromisoformat(starts_at) if starts_at else None,
        ends_at=time.fromisoformat(ends_at) if ends_at else None,
        words=words,
        is_paused_on_public_holidays=bool(is_paused_on_public_holidays),
        is_paused_in_school_holidays=bool(is_paused_in_school_holidays),
    )


def _row(times: Times) -> Row:
    if times.rule is not None:
        check_rule(times.rule)
    return {
        "rule": times.rule,
        "starts_on": times.starts_on.isoformat(),
        "until_on": times.until_on and times.until_on.isoformat(),
        "starts_at": _clock(times.starts_at),
        "ends_at": _clock(times.ends_at),
        "words": times.words,
        "is_paused_on_public_holidays": times.is_paused_on_public_holidays,
        "is_paused_in_school_holidays": times.is_paused_in_school_holidays,
    }


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


def _clock(at: time | None) -> str | None:
    return None if at is None else at.isoformat(timespec="minutes")
