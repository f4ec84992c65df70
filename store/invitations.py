"""Invitations: a link that lets one person in once, to choose how they sign in from then on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from store import moments, passkeys, passwords, people, second_factors, sessions, tokens
from store.database import one, rows, transaction
from store.errors import Gone, Taken, WrongStep
from store.passkeys import PublicKey
from store.people import Person, Role

VALID_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What the end of an enrolment hands over: a new session token, and recovery codes once."""

    token: str
    recovery_codes: tuple[str, ...]


def invite(db: Database, *, role: Role, name: str, email: str, now: datetime) -> str:
    """Invite somebody; returns the token of the link. An earlier invitation is void.

    Who is here already under this address and name is invited anew: a lost phone, a forgotten
    password. Raises Taken if the address belongs to somebody else, or to the same in another role.
    """
    with transaction(db):
        person = people.find_by_email(db, email) if email else None
        if person is None:
            person = people.welcome(db, role=role, name=name, email=email, now=now)
        elif (person.role, person.name) != (role, name):
            raise Taken(f"{person.name} ({person.role}) has this e-mail address")
        return _issue(db, person.id, now=now)


def renew(db: Database, person_id: int, *, now: datetime) -> str:
    """A new link for somebody who is here: a lost phone, a link that ran out. The older is void.

    Raises NotFound, and WrongStep for key persons, who come in by card, and who was put out.
    """
    with transaction(db):
        person = people.get(db, person_id)
        if person.role == "key_person" or person.is_revoked:
            raise WrongStep(f"person {person_id} is not invited by a link")
        return _issue(db, person_id, now=now)


def open_until(db: Database, person_id: int, *, now: datetime) -> datetime | None:
    """Until when a link that nobody used yet lets this person in; None if there is none."""
    sql = "SELECT expires_at FROM invitation WHERE person_id = ? AND used_at IS NULL"
    ends = [moments.read(row["expires_at"]) for row in rows(db, sql, person_id)]
    return next((end for end in ends if end > now), None)


def invited(db: Database, token: str, *, now: datetime) -> Person:
    """Whom this link invites. Raises NotFound, or Gone if it was used or has expired."""
    sql = "SELECT person_id, expires_at, used_at FROM invitation WHERE token_hash = ?"
    row = one(db, sql, tokens.hashed(token))
    person = people.get(db, row["person_id"])
    if row["used_at"] or moments.read(row["expires_at"]) <= now or person.is_revoked:
        raise Gone(f"the invitation of person {person.id} was used or has expired")
    return person


def accept(db: Database, token: str, *, device: str, pepper: bytes, now: datetime) -> str:
    """Use the link up and begin the enrolment; returns the token of its session.

    From here on nothing older opens anything: no password, no second factor, no passkey, no
    session. Raises NotFound or Gone like `invited`.
    """
    with transaction(db):
        person = invited(db, token, now=now)
        used = {"used_at": moments.written(now)}
        db.table("invitation").update(tokens.hashed(token), used)
        return _begin_anew(db, person.id, device=device, pepper=pepper, now=now)


def recover(db: Database, typed: str, *, device: str, pepper: bytes, now: datetime) -> str | None:
    """Begin the enrolment of somebody whose passkey is lost, with one of their recovery codes.

    Who has a password gives it first and comes in with a code by `second_factors.use`; to others a
    code is an invitation they kept for themselves. Returns the token of the enrolment's session,
    None if the code is nobody's.
    """
    with transaction(db):
        person = second_factors.owner_of_recovery_code(db, typed, pepper=pepper)
        if person is None or not person.may_sign_in() or passwords.is_chosen(db, person.id):
            return None
        return _begin_anew(db, person.id, device=device, pepper=pepper, now=now)


def enter(db: Database, token: str, *, device: str, now: datetime) -> str:
    """Use the link up and be signed in at once, with nothing to prove; for invented towns only.

    Returns the token of a complete session. Raises NotFound or Gone like `invited`.
    """
    with transaction(db):
        person = invited(db, token, now=now)
        at = moments.written(now)
        db.table("invitation").update(tokens.hashed(token), {"used_at": at})
        db.table("person").update(person.id, {"enrolled_at": at})
        begun = sessions.begin(db, person.id, device=device, now=now)
        return sessions.complete(db, sessions.opened_by(db, begun, now=now).id, now=now)


def finish(
    db: Database, session_id: int, *, person_id: int, typed: str, pepper: bytes, now: datetime
) -> Enrolled | None:
    """End an enrolment with the first code from the phone: signed in, with new recovery codes.

    None if the code is wrong. Raises WrongStep if no password was chosen yet.
    """
    with transaction(db):
        if not passwords.is_chosen(db, person_id):
            raise WrongStep(f"person {person_id} has no password yet")
        if not second_factors.use(db, person_id, typed=typed, pepper=pepper, now=now):
            return None
        return _enrol(db, session_id, person_id=person_id, pepper=pepper, now=now)


def finish_with_passkey(
    db: Database,
    session_id: int,
    key: PublicKey,
    *,
    person_id: int,
    device: str,
    pepper: bytes,
    now: datetime,
) -> Enrolled:
    """End an enrolment with a passkey, which needs no password and no phone beside it.

    Raises Taken for a passkey we know already.
    """
    with transaction(db):
        passkeys.add(db, person_id, key, device=device, now=now)
        db.table("person").update(person_id, {"password_hash": None, "totp_secret": None})
        return _enrol(db, session_id, person_id=person_id, pepper=pepper, now=now)


def _begin_anew(db: Database, person_id: int, *, device: str, pepper: bytes, now: datetime) -> str:
    db.table("person").update(person_id, {"enrolled_at": None, "password_hash": None})
    second_factors.draft(db, person_id, pepper=pepper)
    passkeys.remove_all(db, person_id)
    sessions.end_all(db, person_id, now=now)
    return sessions.begin(db, person_id, device=device, now=now)


def _enrol(
    db: Database, session_id: int, *, person_id: int, pepper: bytes, now: datetime
) -> Enrolled:
    db.table("person").update(person_id, {"enrolled_at": moments.written(now)})
    drawn = second_factors.renew_recovery_codes(db, person_id, pepper=pepper)
    return Enrolled(sessions.complete(db, session_id, now=now), drawn)


def _issue(db: Database, person_id: int, *, now: datetime) -> str:
    token = tokens.new()
    db.execute("DELETE FROM invitation WHERE person_id = ?", [person_id])
    db.table("invitation").insert(
        {
            "token_hash": tokens.hashed(token),
            "person_id": person_id,
            "expires_at": moments.written(now + VALID_FOR),
        }
    )
    return token
