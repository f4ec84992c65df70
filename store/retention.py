"""Forgetting on time: what was told to us goes when its reason is gone; counters stay.

It happens every night and by itself, so it refuses what looks like a mistake: too many contacts at
once, or a clock that jumped. It may be stopped at any moment; the next time finishes it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from store import erasure, moments, referrals, sealing, withdrawals
from store.database import Row, one, rows, transaction
from store.errors import StoreError
from store.retention_rules import PROPOSALS, RULES

CONTACT_KEPT_AFTER_END = timedelta(days=90)
WAITS_AFTER_ESCALATION = timedelta(days=14)

# More than this share of the contacts at once is no ordinary night, unless there are few of them.
MOST_AT_ONCE = 0.2
FEW = 10
# A withdrawal is interrupted between two files by a power cut, once in a while; contacts that lose
# their keys in greater numbers mean that `keys.db` is not the right one.
MOST_INTERRUPTED = 2

# Nights are a day apart; one more day is a jump. A clock found to have jumped is believed once it
# has gone on by itself until the next night: a server that was off for a week needs nobody.
A_DAY = timedelta(days=1)
NEXT_NIGHT = timedelta(hours=20)


class Doubtful(StoreError):
    """Nothing was forgotten: it would be too much at once, or the clock has jumped."""


@dataclass(frozen=True, slots=True)
class Due:
    """What has to go: ids of requests, names of keys, and how many rows of each other kind.

    Of `unreadable` proposals the key is gone already.
    """

    untaken: tuple[int, ...]
    ended: tuple[int, ...]
    interrupted: tuple[int, ...]
    unreadable: tuple[int, ...]
    stray_keys: tuple[str, ...]
    rows: Mapping[str, int]

    def contacts(self) -> int:
        """How many contacts go."""
        requests = len(self.untaken) + len(self.ended) + len(self.interrupted)
        return requests + len(self.unreadable) + self.rows[PROPOSALS]

    def by_kind(self) -> dict[str, int]:
        """Kind, in words → how many."""
        return {
            "contacts of requests that ended": len(self.ended),
            "requests nobody took, with their contacts": len(self.untaken),
            "erasures that had been interrupted": len(self.interrupted) + len(self.unreadable),
            "keys that open nothing": len(self.stray_keys),
            **self.rows,
        }


def plan(db: Database, keys: Database, *, now: datetime) -> Due:
    """What has to go by now."""
    untaken, ended = _untaken(db, now), _ended(db, now)
    boxes = erasure.boxes(db)
    # Asked for after the boxes: a key is there before its box is.
    known = sealing.records(keys)
    keyless = _named(db, "referral", boxes - known)
    return Due(
        untaken=untaken,
        ended=ended,
        interrupted=tuple(sorted(keyless - {*untaken, *ended})),
        unreadable=tuple(sorted(_named(db, "proposal", boxes - known))),
        stray_keys=tuple(sorted(known - boxes)),
        rows={rule.kind: rule.count(db, now=now) for rule in RULES},
    )


def doubts(db: Database, keys: Database, *, now: datetime) -> list[str]:
    """Why nothing should be forgotten by itself now, in sentences; empty on an ordinary night."""
    due = plan(db, keys, now=now)
    found = [
        _too_many("contacts", due.contacts(), of=len(erasure.boxes(db))),
        _too_many("keys", len(due.stray_keys), of=len(sealing.records(keys))),
        _lost_keys(len(due.interrupted) + len(due.unreadable)),
        _jump(db, now),
    ]
    return [doubt for doubt in found if doubt]


def forget(db: Database, keys: Database, *, now: datetime) -> Due:
    """Let everything go whose time has come, in all files; returns what went. Again: nothing.

    Raises Doubtful instead if somebody should look first.
    """
    found = doubts(db, keys, now=now)
    if found:
        _note_doubt(db, now)
        raise Doubtful(" ".join(found))
    return forget_anyway(db, keys, now=now)


def forget_anyway(db: Database, keys: Database, *, now: datetime) -> Due:
    """The same without doubts: for somebody who knows why it is so much, or so late."""
    with transaction(db):
        due = plan(db, keys, now=now)
        _forget_requests(db, due, now)
        for rule in RULES:
            rule.apply(db, now=now)
        written = moments.written(now)
        db.execute("UPDATE forgetting SET last_at = ?, doubted_at = NULL", [written])
        erasure.leave_pages(db)
    # Rows first, then keys: stopped between the two, what is left are keys that open nothing.
    forget_stray_keys(db, keys)
    erasure.clear_pages(db, keys)
    return due


def forget_stray_keys(db: Database, keys: Database) -> int:
    """Erase every key that opens no box of ours; returns how many there were."""
    # Inside a transaction nobody is between storing a key and storing its box.
    with transaction(db), transaction(keys):
        stray = sealing.records(keys) - erasure.boxes(db)
        for record in stray:
            sealing.erase(keys, record)
    return len(stray)


def _forget_requests(db: Database, due: Due, now: datetime) -> None:
    for referral_id in due.untaken:
        referrals.step(db, referral_id, "no_pilot", by_role="begegnung", now=now)
    for referral_id in (*due.untaken, *due.ended):
        erasure.erase_contact(db, referral_id)
    for referral_id in due.interrupted:
        withdrawals.let_go(db, referral_id, now=now)
    for proposal_id in due.unreadable:
        db.execute("UPDATE proposal SET box = NULL, answer = '' WHERE id = ?", [proposal_id])


def _untaken(db: Database, now: datetime) -> tuple[int, ...]:
    # Also waiting that long in this state: a pilot may have said yes and given it back since.
    before = moments.written(now - WAITS_AFTER_ESCALATION)
    sql = (
        "SELECT id FROM referral WHERE state = 'handed_off' AND escalated_at < ?1"
        " AND state_at < ?1 ORDER BY id"
    )
    return tuple(row["id"] for row in rows(db, sql, before))


def _ended(db: Database, now: datetime) -> tuple[int, ...]:
    before = moments.written(now - CONTACT_KEPT_AFTER_END)
    sql = (
        "SELECT id FROM referral WHERE due_on IS NULL AND box IS NOT NULL AND state_at < ?"
        " ORDER BY id"
    )
    return tuple(row["id"] for row in rows(db, sql, before))


def _named(db: Database, table: str, records: set[str]) -> set[int]:
    """Their ids, among the rows of this table."""
    sql = f"SELECT id FROM {table} WHERE record IN (SELECT value FROM json_each(?))"
    return {row["id"] for row in rows(db, sql, json.dumps(sorted(records)))}


def _too_many(what: str, going: int, *, of: int) -> str:
    if of <= FEW or going <= of * MOST_AT_ONCE:
        return ""
    return f"{going} of {of} {what} would be erased at once, more than a fifth."


def _lost_keys(contacts: int) -> str:
    if contacts <= MOST_INTERRUPTED:
        return ""
    return f"{contacts} contacts have no key in {sealing.FILE_NAME}: is it the right file?"


def _jump(db: Database, now: datetime) -> str:
    run = _last_run(db)
    if run["last_at"] is None:
        return ""
    since = now - moments.read(run["last_at"])
    if -A_DAY <= since <= 2 * A_DAY or _has_gone_on(run["doubted_at"], now):
        return ""
    return f"The last time was {run['last_at']}, now it is {moments.written(now)}: is this right?"


def _has_gone_on(doubted_at: str | None, now: datetime) -> bool:
    """Whether the clock, found to have jumped then, has shown the right time of the next night."""
    return doubted_at is not None and NEXT_NIGHT <= now - moments.read(doubted_at) <= 2 * A_DAY


def _note_doubt(db: Database, now: datetime) -> None:
    doubted_at = _last_run(db)["doubted_at"]
    is_fresh = doubted_at and timedelta(0) <= now - moments.read(doubted_at) <= 2 * A_DAY
    if _jump(db, now) and not is_fresh:
        with transaction(db):
            db.execute("UPDATE forgetting SET doubted_at = ?", [moments.written(now)])


def _last_run(db: Database) -> Row:
    return one(db, "SELECT last_at, doubted_at FROM forgetting")
