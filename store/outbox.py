"""The outbox: mails that wait to be sent; to whom, of which kind, a path, and nothing else.

They go to people we know, to organizations, and to who proposed something at one of our doors. A
proposer's address lies sealed in their box; only who sends the mail opens it, in that moment.

A mail is written in the transaction of what it tells about, so neither is there without the other.
It goes **at least once**: each try is noted before it is made, and ends with `sent` or `failed`.
When the server took a mail and we could not hear or note it (a broken connection, a power cut, a
full disk), it goes once more at its next try, with the same Message-ID. Nothing is given up: what
could not be sent for two days stands in `stuck`, and is still tried.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlite_utils import Database

from store import moments
from store.database import Row, insert, rows, transaction

# After so many tries in vain; after more, the last one again and again.
NEXT_TRY_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)
STUCK_AFTER = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail that is not sent yet; `problem` is what the last try in vain ended with.

    It goes to a person, an organization or a proposal. To a proposal `email` is empty, and
    `record` and `box` hold it sealed (`store.sealing`). `language` is the reader's, if known.
    """

    id: int
    person_id: int | None
    organization_id: int | None
    proposal_id: int | None
    email: str
    record: str
    box: bytes | None
    language: str
    kind: str
    path: str
    created_at: datetime
    tries: int
    problem: str


# What opens something for whoever holds it: it is not kept once it was sent.
KEY_KINDS = ("invitation",)

JOINED = """
FROM mail m LEFT JOIN person p ON p.id = m.person_id
LEFT JOIN organization o ON o.id = m.organization_id
LEFT JOIN proposal r ON r.id = m.proposal_id
WHERE m.sent_at IS NULL
"""
IS_REACHABLE = """
(p.revoked_at IS NULL AND p.email IS NOT NULL OR coalesce(o.email, '') <> '' OR r.box IS NOT NULL)
"""
WAITING = f"""
SELECT m.id, m.person_id, m.organization_id, m.proposal_id,
       coalesce(p.email, o.email, '') AS email, coalesce(r.record, '') AS record, r.box,
       coalesce(nullif(p.language, ''), r.language, 'de') AS language,
       m.kind, m.path, m.created_at, m.tries, m.problem
{JOINED} AND {IS_REACHABLE}
"""

# An announcement of hand-offs that somebody else has accepted since would be a false alarm.
POINTLESS = f"""
SELECT m.id {JOINED} AND (NOT {IS_REACHABLE}
  OR m.kind = 'new_hand_off'
    AND NOT EXISTS (SELECT 1 FROM referral WHERE state = 'handed_off'))
"""


def put(
    db: Database,
    person_id: int,
    *,
    kind: str,
    path: str,
    now: datetime,
    not_before: datetime | None = None,
) -> None:
    """Let a mail wait for its sending; one of this kind and path that waits already is enough."""
    _put(db, "person_id", person_id, kind=kind, path=path, now=now, not_before=not_before)


def put_outside(
    db: Database,
    *,
    organization_id: int | None = None,
    proposal_id: int | None = None,
    kind: str,
    path: str,
    now: datetime,
) -> None:
    """The same to an organization, or to who made a proposal; `path` may be empty: no link.

    The path is forgotten once the mail was sent: it may be what lets somebody in.
    """
    assert (organization_id is None) != (proposal_id is None)
    if organization_id is not None:
        _put(db, "organization_id", organization_id, kind=kind, path=path, now=now)
    if proposal_id is not None:
        _put(db, "proposal_id", proposal_id, kind=kind, path=path, now=now)


def last_put(db: Database, person_id: int, *, kind: str) -> datetime | None:
    """When the last mail of this kind was written to somebody, sent or not; None if never."""
    sql = "SELECT max(created_at) AS at FROM mail WHERE person_id = ? AND kind = ?"
    [last] = rows(db, sql, person_id, kind)
    return moments.read(last["at"]) if last["at"] else None


def due(db: Database, *, now: datetime) -> list[Mail]:
    """What is to be tried by now, the longest due first; nothing for people without an address."""
    sql = f"{WAITING} AND m.next_try_at <= ? ORDER BY m.next_try_at, m.id"
    return [_mail(row) for row in rows(db, sql, moments.written(now))]


def begin_next(db: Database, *, now: datetime) -> Mail | None:
    """The next due mail, this try and the time of the one after it noted; None if there is none.

    What would go to nobody, or tell of nothing, is removed on the way. Raises NotWritten where
    nothing can be noted: then nothing may be sent either.
    """
    if not due(db, now=now):  # most of the time, and without keeping a writer waiting
        return None
    with transaction(db):
        db.execute(f"DELETE FROM mail WHERE id IN ({POINTLESS})")
        found = due(db, now=now)[:1]
        for mail in found:
            wait = NEXT_TRY_AFTER[min(mail.tries, len(NEXT_TRY_AFTER) - 1)]
            db.execute(
                "UPDATE mail SET tries = tries + 1, next_try_at = ? WHERE id = ?",
                [moments.written(now + wait), mail.id],
            )
    return found[0] if found else None


def sent(db: Database, mail_id: int, *, now: datetime) -> None:
    """Note that a server has taken this mail."""
    with transaction(db):
        at = moments.written(now)
        db.execute("UPDATE mail SET sent_at = ?, problem = '' WHERE id = ?", [at, mail_id])
        keys = ", ".join(f"'{kind}'" for kind in KEY_KINDS)
        is_key = f"(person_id IS NULL OR kind IN ({keys}))"
        db.execute(f"UPDATE mail SET path = '' WHERE id = ? AND {is_key}", [mail_id])


def failed(db: Database, mail_id: int, *, problem: str) -> None:
    """Note why a try was in vain: a code or the name of a fault, never what a server said."""
    with transaction(db):
        db.execute("UPDATE mail SET problem = ? WHERE id = ?", [problem, mail_id])


def stuck(db: Database, *, now: datetime) -> list[Mail]:
    """What has been waiting for two days, the oldest first: somebody should look at the server."""
    sql = f"{WAITING} AND m.created_at < ? ORDER BY m.created_at, m.id"
    return [_mail(row) for row in rows(db, sql, moments.written(now - STUCK_AFTER))]


def take_back(db: Database, *, path: str) -> None:
    """Remove what waits and would lead to this path: there is nothing to see any more."""
    with transaction(db):
        db.execute("DELETE FROM mail WHERE sent_at IS NULL AND path = ?", [path])


def _put(
    db: Database,
    whom: Literal["person_id", "organization_id", "proposal_id"],
    its_id: int,
    *,
    kind: str,
    path: str,
    now: datetime,
    not_before: datetime | None = None,
) -> None:
    with transaction(db):
        same = f"sent_at IS NULL AND {whom} = ? AND kind = ? AND path = ?"
        if rows(db, f"SELECT 1 FROM mail WHERE {same}", its_id, kind, path):
            return
        mail: Row = {
            whom: its_id,
            "kind": kind,
            "path": path,
            "created_at": moments.written(now),
            "next_try_at": moments.written(not_before or now),
        }
        insert(db, "mail", mail)


def _mail(row: Row) -> Mail:
    return Mail(**{**row, "created_at": moments.read(row["created_at"])})
