"""The people of our stories: Petra coordinates, Jonas and Mira go along with others."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pyotp

from store import invitations, passwords, people, pepper, second_factors, sessions
from store.database import Database
from store.people import Person, Role

PASSWORD = "vier Wörter am Fluss"


@dataclass(frozen=True)
class Member:
    """Somebody who has come in by an invitation, with what only they know."""

    person: Person
    secret: str
    recovery_codes: tuple[str, ...]
    token: str

    @property
    def id(self) -> int:
        return self.person.id

    @property
    def email(self) -> str:
        return self.person.email

    def code(self, at: datetime) -> str:
        """What the phone shows at this moment."""
        return pyotp.TOTP(self.secret).at(at)


def enrol(db: Database, folder: Path, *, role: Role, name: str, now: datetime) -> Member:
    """Bring somebody in through every step, an hour ago; trained until the end of next year.

    The session it ends with is open on their own phone.
    """
    then, key = now - timedelta(hours=1), pepper.of(folder)
    email = f"{name.split()[0].lower()}@muster.example"
    link = invitations.invite(db, role=role, name=name, email=email, now=then)
    begun = invitations.accept(db, link, device="Firefox, Android", pepper=key, now=then)
    session = sessions.opened_by(db, begun, now=then)
    person = session.person
    passwords.choose(db, person.id, email=email, password=PASSWORD, pepper=key)
    secret = second_factors.secret(db, person.id, pepper=key)
    code = pyotp.TOTP(secret).at(then)
    done = invitations.finish(db, session.id, person_id=person.id, typed=code, pepper=key, now=then)
    assert done is not None
    people.train(db, person.id, until_on=date(now.year + 1, 12, 31))
    person = people.bind(db, person.id, since_on=then.date())
    return Member(person, secret, done.recovery_codes, done.token)


def sign_in(db: Database, member: Member, *, device: str, now: datetime) -> str:
    """Open one more session of somebody on another device; gives its token."""
    begun = sessions.begin(db, member.id, device=device, now=now)
    return sessions.complete(db, sessions.opened_by(db, begun, now=now).id, now=now)
