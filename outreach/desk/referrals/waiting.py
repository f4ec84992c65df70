"""Who needs the office: every open request with why somebody should look at it today."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kiosk import clock, town
from outreach import archive, suiting
from outreach.suiting import Misfit
from store import accepting, assigning, people, pilots, referrals, visits
from store.people import Person
from store.referrals import Referral
from store.visit_dates import Trouble

Need = Literal["help_wanted", "escalated", "pilot_gone", "date_trouble", "overdue"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open request, in whose care it is, and what it needs; `needs` begins with the gravest."""

    referral: Referral
    pilot: Person | None
    trouble: Trouble | None
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pilot who could go along, how much room is left, and in what the request does not suit."""

    person: Person
    room_left: int
    is_away: bool
    misfits: tuple[Misfit, ...]


def everybody() -> list[Waiting]:
    """All open requests: those that need something first, then what is due next."""
    db, today = archive.here().db(), clock.local_now().date()
    state = town.here().office.state
    in_trouble = visits.in_trouble(db, state=state, today=today)
    troubles = {visit.referral_id: trouble for visit, trouble in in_trouble}
    everyone = {person.id: person for person in people.everyone(db)}
    found = [
        _waiting(referral, everyone.get(referral.pilot_id or 0), troubles.get(referral.id), today)
        for referral in referrals.due(db)
    ]
    return sorted(found, key=lambda waiting: not waiting.needs)


def one(referral: Referral) -> Waiting:
    """The same for one request, also one that has ended."""
    db, today = archive.here().db(), clock.local_now().date()
    visit = visits.find_open(db, referral.id)
    state = town.here().office.state
    trouble = visits.trouble(db, visit, state=state, today=today) if visit else None
    pilot = people.get(db, referral.pilot_id) if referral.pilot_id else None
    return _waiting(referral, pilot, trouble, today)


def candidates(referral: Referral) -> list[Candidate]:
    """Who could go along: those who have room and whom it suits first."""
    db, now = archive.here().db(), clock.now()
    found = [
        _candidate(person, referral)
        for person in assigning.could_go_along(db, now=now)
        if person.id != referral.pilot_id
    ]
    return sorted(found, key=lambda c: (c.is_away, c.room_left == 0, len(c.misfits), c.person.name))


def _waiting(
    referral: Referral, pilot: Person | None, trouble: Trouble | None, today: date
) -> Waiting:
    is_open = referral.is_open()
    reasons: dict[Need, bool] = {
        "help_wanted": is_open and referral.help_wanted_at is not None,
        "escalated": referral.state == "handed_off" and referral.escalated_at is not None,
        "pilot_gone": is_open and pilot is not None and not pilot.may_act(today),
        "date_trouble": trouble is not None,
        "overdue": referral.is_overdue(today),
    }
    needs = tuple(need for need, is_so in reasons.items() if is_so)
    return Waiting(referral, pilot, trouble, needs)


def _candidate(person: Person, referral: Referral) -> Candidate:
    db, profile = archive.here().db(), pilots.get(archive.here().db(), person.id)
    usual = town.here().office.languages[0]
    return Candidate(
        person,
        accepting.room_left(db, person.id),
        profile.is_away(clock.local_now().date()),
        suiting.misfits(profile, referral, usual_language=usual),
    )
