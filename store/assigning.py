"""Assigning: the office gives somebody who waits to a pilot, or to another one than so far."""

from datetime import datetime

from sqlite_utils import Database

from store import events, notices, people, referrals
from store.database import transaction
from store.errors import NotFound, WrongStep
from store.people import Person
from store.referrals import Referral


def could_go_along(db: Database, *, now: datetime) -> list[Person]:
    """The pilots who may act today, by name."""
    today = now.date()
    return [
        person
        for person in people.everyone(db)
        if person.role == "pilot" and person.may_sign_in() and person.may_act(today)
    ]


def assign(
    db: Database, referral_id: int, *, to: int, by: int, text: str | None = None, now: datetime
) -> Referral:
    """Give an open request to a pilot, who agreed by phone; the one before sees nothing of it.

    Nobody is asked about capacity here: the office knows why. Raises NotFound if `to` is nobody who
    may go along, WrongStep once the request has ended.
    """
    with transaction(db):
        before = referrals.get(db, referral_id)
        if not before.is_open():
            raise WrongStep(f"referral {referral_id} has ended")
        if to not in {person.id for person in could_go_along(db, now=now)}:
            raise NotFound(f"person {to} cannot go along")
        if before.pilot_id == to:
            return before
        if before.state == "handed_off":
            referrals.step(
                db, referral_id, "accepted", by_role="coordinator", by_person=by, now=now
            )
        db.execute("UPDATE referral SET pilot_id = ? WHERE id = ?", [to, referral_id])
        events.record(
            db,
            referral_id,
            "assigned",
            by_role="coordinator",
            by_person=by,
            text=text,
            now=now,
        )
        notices.assigned(db, referral_id, now=now)
    return referrals.get(db, referral_id)


def help_given(db: Database, referral_id: int, *, by: int, now: datetime) -> None:
    """Note that the office has helped the pilot of a request who asked for it."""
    with transaction(db):
        db.execute("UPDATE referral SET help_wanted_at = NULL WHERE id = ?", [referral_id])
        events.record(db, referral_id, "help_given", by_role="coordinator", by_person=by, now=now)
