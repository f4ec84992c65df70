"""Sessions: where somebody is signed in. They live here, so ending one ends it at once.

How long one lasts: a coordinator's two hours without a request and twelve in all, a working day at
a desk others walk past; a pilot's thirty days and ninety, because a phone in one's own pocket
asked for a password each evening would soon get a poor one. One that is not complete yet lasts
fifteen minutes to type the second factor, an hour to work through an invitation.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from store import moments, people, tokens
from store.database import Row, one, rows, transaction
from store.errors import NotFound
from store.people import Person, Role


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session may stay unused, and how long it lasts in all."""

    idle: timedelta
    in_all: timedelta


LIMITS: dict[Role, Limits] = {
    "coordinator": Limits(timedelta(hours=2), timedelta(hours=12)),
    "pilot": Limits(timedelta(days=30), timedelta(days=90)),
}
TO_TYPE_A_CODE = Limits(timedelta(minutes=15), timedelta(minutes=15))
TO_ENROL = Limits(timedelta(hours=1), timedelta(hours=1))

# What matters most (exports, erasing, new ways in) asks for a proof no older than this: an open
# desk is not enough.
PROOF_HOLDS = timedelta(minutes=10)

# A request writes only where it tells something new: a full disk or a lock then matters less.
SEEN_EVERY = timedelta(minutes=1)
# No page is held up by somebody else's long write, only to note that it was read.
WAIT_TO_NOTE_SECONDS = 0.05
KEPT_AFTER_ITS_END = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Session:
    """One person on one device; complete once the second factor was given."""

    id: int
    person: Person
    device: str
    is_complete: bool
    created_at: datetime
    seen_at: datetime
    proved_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Whether it still holds: not too old, not unused for too long, its person not put out."""
        limits = self.limits()
        is_fresh = now - self.seen_at < limits.idle and now - self.created_at < limits.in_all
        return is_fresh and not self.person.is_revoked

    def is_proved(self, now: datetime) -> bool:
        """Whether the person proved only lately who they are."""
        return self.proved_at is not None and now - self.proved_at < PROOF_HOLDS

    def limits(self) -> Limits:
        """How long this session may last."""
        if self.is_complete:
            return LIMITS[self.person.role]
        return TO_TYPE_A_CODE if self.person.is_enrolled else TO_ENROL


SELECT = "SELECT id, person_id, device, is_complete, created_at, seen_at, proved_at FROM session"


def opened_by(db: Database, token: str, *, now: datetime) -> Session:
    """The open session this token belongs to. Raises NotFound, whatever the reason."""
    row = one(db, f"{SELECT} WHERE token_hash = ? AND ended_at IS NULL", tokens.hashed(token))
    session = _session(db, row)
    if not session.is_open(now):
        raise NotFound(f"session {session.id} has run out")
    return session


def for_person(db: Database, person_id: int, *, now: datetime) -> list[Session]:
    """The open, complete sessions of a person, the one used last first."""
    sql = f"{SELECT} WHERE person_id = ? AND ended_at IS NULL AND is_complete"
    found = [_session(db, row) for row in rows(db, f"{sql} ORDER BY seen_at DESC, id", person_id)]
    return [session for session in found if session.is_open(now)]


def begin(db: Database, person_id: int, *, device: str, now: datetime) -> str:
    """Begin a session that is not complete yet; returns its token."""
    token, at = tokens.new(), moments.written(now)
    with transaction(db):
        _forget_ended(db, person_id, now=now)
        db.table("session").insert(
            {
                "token_hash": tokens.hashed(token),
                "person_id": person_id,
                "device": device,
                "is_complete": 0,
                "created_at": at,
                "seen_at": at,
            }
        )
    return token


def complete(db: Database, session_id: int, *, now: datetime) -> str:
    """Note that the person has proved everything; the token given out before is void.

    Returns the new token: who knew the old one, or planted it, gains nothing.
    """
    token, at = tokens.new(), moments.written(now)
    with transaction(db):
        db.table("session").update(
            session_id,
            {
                "token_hash": tokens.hashed(token),
                "is_complete": 1,
                "created_at": at,
                "seen_at": at,
                "proved_at": at,
            },
        )
    return token


def open(db: Database, person_id: int, *, device: str, now: datetime) -> str:
    """Begin the session of somebody who has proved everything at once; returns its token."""
    with transaction(db):
        begun = begin(db, person_id, device=device, now=now)
        return complete(db, opened_by(db, begun, now=now).id, now=now)


def prove(db: Database, session_id: int, *, now: datetime) -> None:
    """Note that the person proved once more who they are."""
    with transaction(db):
        db.table("session").update(session_id, {"proved_at": moments.written(now)})


def see(db: Database, session: Session, *, now: datetime) -> None:
    """Note that a session was used, at most once a minute. Raises Busy after a moment."""
    if now - session.seen_at >= SEEN_EVERY:
        with transaction(db, wait_seconds=WAIT_TO_NOTE_SECONDS):
            db.table("session").update(session.id, {"seen_at": moments.written(now)})


def end(db: Database, session_id: int, *, of: int, now: datetime) -> None:
    """End a session of the person with the id `of`. Raises NotFound for anybody else's."""
    with transaction(db):
        one(db, "SELECT id FROM session WHERE id = ? AND person_id = ?", session_id, of)
        _end(db, "id = ?", session_id, now=now)


def end_all(db: Database, person_id: int, *, now: datetime, but: int = 0) -> None:
    """End every session of a person, but for the one with the id `but`."""
    with transaction(db):
        _end(db, "person_id = ? AND id <> ?", person_id, but, now=now)


def _end(db: Database, which: str, *values: int, now: datetime) -> None:
    db.execute(
        f"UPDATE session SET ended_at = ? WHERE ended_at IS NULL AND {which}",
        [moments.written(now), *values],
    )


def _forget_ended(db: Database, person_id: int, *, now: datetime) -> None:
    before = moments.written(now - KEPT_AFTER_ITS_END)
    db.execute("DELETE FROM session WHERE person_id = ? AND ended_at < ?", [person_id, before])


def _session(db: Database, row: Row) -> Session:
    return Session(
        id=row["id"],
        person=people.get(db, row["person_id"]),
        device=row["device"],
        is_complete=bool(row["is_complete"]),
        created_at=moments.read(row["created_at"]),
        seen_at=moments.read(row["seen_at"]),
        proved_at=moments.read(row["proved_at"]) if row["proved_at"] else None,
    )
