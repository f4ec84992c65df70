"""Contact attempts: how often a pilot has tried to reach somebody, and over which channels."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from store import moments, referrals
from store.database import Row, insert, rows, transaction
from store.errors import WrongStep

CHANNELS = ("call", "message", "email")
# Before somebody counts as not reached: so many in vain, over so many channels.
ENOUGH = 3
ENOUGH_CHANNELS = 2
# A second tap on the same button is not a second attempt.
SAME_TAP = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call, message or e-mail; `channel` is one of CHANNELS."""

    channel: str
    was_reached: bool
    at: datetime


def are_enough(attempts: Iterable[Attempt]) -> bool:
    """Whether it may be said that somebody was not reached."""
    in_vain = [attempt for attempt in attempts if not attempt.was_reached]
    return len(in_vain) >= ENOUGH and len({a.channel for a in in_vain}) >= ENOUGH_CHANNELS


def for_referral(db: Database, referral_id: int) -> list[Attempt]:
    """The attempts since a pilot last said yes, the oldest first."""
    sql = (
        "SELECT channel, was_reached, at FROM contact_attempt WHERE referral_id = :id AND at >="
        " coalesce((SELECT max(at) FROM event WHERE referral_id = :id AND what = 'accepted'), '')"
        " ORDER BY id"
    )
    return [
        Attempt(row["channel"], bool(row["was_reached"]), moments.read(row["at"]))
        for row in rows(db, sql, id=referral_id)
    ]


def note(
    db: Database, referral_id: int, *, channel: str, was_reached: bool, by: int, now: datetime
) -> None:
    """Note an attempt of a pilot (`by`, a person's id); the first that succeeds is the contact.

    Raises WrongStep unless a pilot has said yes and it has not ended since.
    """
    with transaction(db):
        referral = referrals.get(db, referral_id)
        if not referral.is_open() or referral.state == "handed_off":
            raise WrongStep(f"referral {referral_id} is {referral.state}: nobody to be reached")
        attempt = Attempt(channel, was_reached, now)
        if _is_same_tap(for_referral(db, referral_id), attempt):
            return
        _insert(db, referral_id, attempt, by)
        if was_reached and referral.state == "accepted":
            referrals.step(db, referral_id, "reached", by_role="pilot", by_person=by, now=now)


def _is_same_tap(before: list[Attempt], attempt: Attempt) -> bool:
    last = before[-1] if before else None
    return (
        last is not None
        and (last.channel, last.was_reached) == (attempt.channel, attempt.was_reached)
        and attempt.at - last.at < SAME_TAP
    )


def _insert(db: Database, referral_id: int, attempt: Attempt, by: int) -> None:
    row: Row = {"referral_id": referral_id, "by_person": by, "channel": attempt.channel}
    row |= {"was_reached": attempt.was_reached, "at": moments.written(attempt.at)}
    insert(db, "contact_attempt", row)
