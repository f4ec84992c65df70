"""Schedules: when an offer happens, as a rule or a single date, and what was changed since."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from dateutil.rrule import rrulestr
from sqlite_utils import Database

from store.database import Row, rows, transaction

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
    """Times of an offer with the dates changed since; proposed ones wait for a person's yes."""

    id: int
    offer_id: int
    times: Times
    status: str
    changes: tuple[ChangedDate, ...]

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
    wanted = json.dumps(list(offer_ids))
    changes: dict[int, list[ChangedDate]] = {}
    for row in rows(
        db,
        "SELECT c.* FROM changed_date c JOIN schedule s ON s.id = c.schedule_id"
        " WHERE s.offer_id IN (SELECT value FROM json_each(?)) ORDER BY c.day",
        wanted,
    ):
        changes.setdefault(row["schedule_id"], []).append(_changed_date(row))
    found = rows(
        db,
        "SELECT * FROM schedule WHERE offer_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        wanted,
    )
    return [_schedule(row, tuple(changes.get(row["id"], ()))) for row in found]


def add(db: Database, offer_id: int, times: Times, *, status: str) -> int:
    """Give an offer one more schedule; `status` is `proposed` or `confirmed`. Returns its id."""
    if times.rule is not None:
        check_rule(times.rule)
    with transaction(db):
        return int(
            db.execute(
                "INSERT INTO schedule (offer_id, rule, starts_on, until_on, starts_at, ends_at,"
                " status, words, is_paused_on_public_holidays, is_paused_in_school_holidays)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                [
                    offer_id,
                    times.rule,
                    times.starts_on.isoformat(),
                    times.until_on and times.until_on.isoformat(),
                    _clock(times.starts_at),
                    _clock(times.ends_at),
                    status,
                    times.words,
                    times.is_paused_on_public_holidays,
                    times.is_paused_in_school_holidays,
                ],
            ).fetchone()[0]
        )


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


def _change(db: Database, schedule_id: int, row: Row) -> None:
    with transaction(db):
        db.table("changed_date").insert({"schedule_id": schedule_id, **row}, replace=True)


def _schedule(row: Row, changes: tuple[ChangedDate, ...]) -> Schedule:
    times = Times(
        rule=row["rule"],
        starts_on=date.fromisoformat(row["starts_on"]),
        until_on=row["until_on"] and date.fromisoformat(row["until_on"]),
        starts_at=row["starts_at"] and time.fromisoformat(row["starts_at"]),
        ends_at=row["ends_at"] and time.fromisoformat(row["ends_at"]),
        words=row["words"],
        is_paused_on_public_holidays=bool(row["is_paused_on_public_holidays"]),
        is_paused_in_school_holidays=bool(row["is_paused_in_school_holidays"]),
    )
    return Schedule(row["id"], row["offer_id"], times, row["status"], changes)


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
