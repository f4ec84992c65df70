"""Accepting: a pilot says yes to somebody, takes care of the request, or gives it back."""

from datetime import date, datetime, timedelta

from sqlite_utils import Database

from store import contact_attempts, events, moments, notices, pilots, referrals, visits
from store.database import rows, transaction
from store.errors import NotFound, StoreError, Taken, WrongStep
from store.referrals import EXITS, Referral

# How long a pilot still finds a request of theirs that has ended.
SHOWN_AFTER_END = timedelta(days=14)

# A request is in the care of its pilot, and on days of absence also of the one who steps in. One
# that waits again is in nobody's, whoever let it wait.
IN_CARE = """
FROM referral r LEFT JOIN pilot p ON p.person_id = r.pilot_id
WHERE r.state <> 'handed_off' AND (r.pilot_id = :of
  OR (p.cover_id = :of AND :on BETWEEN p.away_from_on AND p.away_until_on))
"""


class Full(StoreError):
    """The pilot takes care of as many people as they said they can."""


def waiting(db: Database) -> list[Referral]:
    """Requests nobody has said yes to yet, the longest waiting first."""
    return [referral for referral in referrals.due(db) if referral.state == "handed_off"]


def in_care(db: Database, referral_id: int, *, of: int, on: date) -> Referral:
    """This request, if it is in the care of this pilot on this day. Raises NotFound."""
    found = rows(db, f"SELECT 1 {IN_CARE} AND r.id = :id", id=referral_id, of=of, on=on.isoformat())
    if not found:
        raise NotFound(f"referral {referral_id} is not in the care of pilot {of}")
    return referrals.get(db, referral_id)


def all_in_care(db: Database, *, of: int, on: date) -> list[Referral]:
    """The open requests in the care of a pilot on this day, what is due first before all others."""
    sql = f"SELECT r.id {IN_CARE} AND r.due_on IS NOT NULL ORDER BY r.due_on, r.id"
    return _each(db, sql, of=of, on=on.isoformat())


def ended_lately(db: Database, *, of: int, now: datetime) -> list[Referral]:
    """A pilot's own requests that ended in the last days, the last first."""
    sql = (
        "SELECT id FROM referral WHERE pilot_id = :of AND due_on IS NULL AND state_at >= :since"
        " ORDER BY state_at DESC, id"
    )
    return _each(db, sql, of=of, since=moments.written(now - SHOWN_AFTER_END))


def accept(db: Database, referral_id: int, *, by: int, now: datetime) -> Referral:
    """Let a pilot (`by`, a person's id) say yes; saying it twice changes nothing.

    Raises Taken if somebody was faster, Full if they have no room left, and WrongStep if the
    person no longer asks.
    """
    with transaction(db):
        before = referrals.get(db, referral_id)
        if before.state != "handed_off" and before.is_open():
            if before.pilot_id == by:
                return before
            raise Taken(f"referral {referral_id} is with somebody else already")
        if _number_accepted(db, by) >= pilots.get(db, by).capacity:
            raise Full(f"pilot {by} has no room left")
        referrals.step(db, referral_id, "accepted", by_role="pilot", by_person=by, now=now)
        db.execute("UPDATE referral SET pilot_id = ? WHERE id = ?", [by, referral_id])
    return referrals.get(db, referral_id)


def room_left(db: Database, person_id: int) -> int:
    """How many more people a pilot can take care of."""
    return max(0, pilots.get(db, person_id).capacity - _number_accepted(db, person_id))


def give_back(
    db: Database, referral_id: int, *, by: int, text: str | None = None, now: datetime
) -> None:
    """Let somebody else say yes instead; from then on this pilot sees nothing of it."""
    referrals.step(db, referral_id, "handed_off", by_role="pilot", by_person=by, text=text, now=now)


def end(
    db: Database, referral_id: int, state: str, *, by: int, text: str | None = None, now: datetime
) -> Referral:
    """End a request in one of EXITS or `came_back`; a date that was agreed is called off.

    Raises WrongStep if that is no way to end it, or if too little was tried to reach somebody.
    """
    with transaction(db):
        if state not in (*EXITS, "came_back"):
            raise WrongStep(f"{state} is no end")
        attempts = contact_attempts.for_referral(db, referral_id)
        if state == "not_reached" and not contact_attempts.are_enough(attempts):
            raise WrongStep(f"too little was tried to reach referral {referral_id}")
        visits.end_open(db, referral_id, went="called_off", now=now)
        return referrals.step(
            db, referral_id, state, by_role="pilot", by_person=by, text=text, now=now
        )


def want_help(
    db: Database, referral_id: int, *, by: int, text: str | None = None, now: datetime
) -> None:
    """Ask the coordinator for help with a request; asked since is when it was asked first.

    Raises WrongStep once it has ended.
    """
    with transaction(db):
        if not referrals.get(db, referral_id).is_open():
            raise WrongStep(f"referral {referral_id} has ended")
        db.execute(
            "UPDATE referral SET help_wanted_at = coalesce(help_wanted_at, ?) WHERE id = ?",
            [moments.written(now), referral_id],
        )
        events.record(
            db, referral_id, "help_wanted", by_role="pilot", by_person=by, text=text, now=now
        )
        notices.help_wanted(db, referral_id, now=now)


def _number_accepted(db: Database, person_id: int) -> int:
    sql = (
        "SELECT count(*) FROM referral"
        " WHERE pilot_id = ? AND due_on IS NOT NULL AND state <> 'handed_off'"
    )
    return int(db.execute(sql, [person_id]).fetchone()[0])


def _each(db: Database, sql: str, **named: object) -> list[Referral]:
    return [referrals.get(db, row["id"]) for row in rows(db, sql, **named)]
