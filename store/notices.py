"""Notices: who gets a mail when. Each verb belongs into the transaction of what it tells about."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlite_utils import Database

from store import moments, outbox
from store.database import rows, transaction

# Every kind of mail there is, and where it leads. Whom it is for says the verb of its name.
PATHS = {
    # pilots
    "assigned": "/pilot/referrals/{id}",
    "visit_changed": "/pilot/referrals/{id}",
    "new_hand_off": "/pilot",
    # coordinators
    "help_wanted": "/desk/referrals/{id}",
    "escalated": "/desk/referrals/{id}",
    "withdrawn": "/desk/referrals/{id}",
}
BETWEEN_NEW_HAND_OFFS = timedelta(days=1)


def assigned(db: Database, referral_id: int, *, now: datetime) -> None:
    """To its pilot: the office has given you somebody to accompany."""
    _to_pilot(db, referral_id, "assigned", now=now)


def visit_changed(db: Database, referral_id: int, *, now: datetime) -> None:
    """To its pilot, once for each visit: the date you arranged was moved or cancelled."""
    told = (
        "SELECT 1 FROM visit v JOIN referral r ON r.id = v.referral_id"
        " JOIN mail m ON m.person_id = r.pilot_id AND m.kind = 'visit_changed' AND m.path = ?"
        " WHERE r.id = ? AND v.ended_at IS NULL AND m.created_at >= v.arranged_at"
    )
    path = PATHS["visit_changed"].format(id=referral_id)
    with transaction(db):
        if not rows(db, told, path, referral_id):
            _to_pilot(db, referral_id, "visit_changed", now=now)


def new_hand_off(db: Database, *, pilots: Iterable[int], now: datetime) -> None:
    """To pilots (by id) who fit: somebody waits. At most one a day each; the next one goes later.

    If nobody waits any more by then, it does not go at all.
    """
    for pilot_id in pilots:
        _put(db, pilot_id, "new_hand_off", now=now, not_before=_next_of_the_day(db, pilot_id))


def help_wanted(db: Database, referral_id: int, *, now: datetime) -> None:
    """To the coordinators: a pilot needs help with somebody."""
    _to_coordinators(db, referral_id, "help_wanted", now=now)


def escalated(db: Database, referral_id: int, *, now: datetime) -> None:
    """To the coordinators: nobody has accepted somebody in time."""
    _to_coordinators(db, referral_id, "escalated", now=now)


def withdrawn(db: Database, referral_id: int, *, now: datetime) -> None:
    """To the coordinators: somebody has withdrawn. What still waits to be told of them is not."""
    for path in {path for path in PATHS.values() if "{id}" in path}:
        outbox.take_back(db, path=path.format(id=referral_id))
    _to_coordinators(db, referral_id, "withdrawn", now=now)


def _to_pilot(db: Database, referral_id: int, kind: str, *, now: datetime) -> None:
    sql = "SELECT pilot_id FROM referral WHERE id = ? AND pilot_id IS NOT NULL"
    for row in rows(db, sql, referral_id):
        _put(db, row["pilot_id"], kind, referral_id=referral_id, now=now)


def _to_coordinators(db: Database, referral_id: int, kind: str, *, now: datetime) -> None:
    sql = "SELECT id FROM person WHERE role = 'coordinator' AND revoked_at IS NULL"
    for row in rows(db, sql):
        _put(db, row["id"], kind, referral_id=referral_id, now=now)


def _put(
    db: Database,
    person_id: int,
    kind: str,
    *,
    referral_id: int | None = None,
    now: datetime,
    not_before: datetime | None = None,
) -> None:
    path = PATHS[kind].format(id=referral_id)
    outbox.put(db, person_id, kind=kind, path=path, now=now, not_before=not_before)


def _next_of_the_day(db: Database, pilot_id: int) -> datetime | None:
    sql = "SELECT max(sent_at) AS at FROM mail WHERE person_id = ? AND kind = 'new_hand_off'"
    [last] = rows(db, sql, pilot_id)
    return moments.read(last["at"]) + BETWEEN_NEW_HAND_OFFS if last["at"] else None
