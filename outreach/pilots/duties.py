"""Duties: every request in a pilot's care with what comes next, the most urgent first."""

from dataclasses import dataclass
from datetime import date

from kiosk import clock, town
from outreach import archive
from outreach.pilots import rules
from outreach.pilots.rules import NextStep
from store import accepting, contact_attempts, offers, people, visits
from store.contact_attempts import Attempt
from store.offers import Offer
from store.people import Person
from store.referrals import Referral
from store.visit_dates import Trouble
from store.visits import Visit


@dataclass(frozen=True, slots=True)
class Duty:
    """One request with its next step; `offer` is where the visit leads, None if it is gone.

    `instead_of` is the name of the pilot somebody steps in for, empty with one's own.
    """

    referral: Referral
    step: NextStep
    attempts: tuple[Attempt, ...]
    visit: Visit | None
    offer: Offer | None
    trouble: Trouble | None
    instead_of: str

    def due_on(self) -> date:
        """The day by which something should happen."""
        if self.visit is not None and self.step in {"go_there", "date_trouble"}:
            return self.visit.agreed_on
        return self.referral.due_on or date.max


def everything(me: Person) -> list[Duty]:
    """What is in the care of this pilot today: dates in trouble, then by the day it is due."""
    today = clock.local_now().date()
    found = accepting.all_in_care(archive.here().db(), of=me.id, on=today)
    return sorted((of(referral, me) for referral in found), key=_by_urgency)


def of(referral: Referral, me: Person) -> Duty:
    """What comes next with this request, which is in the care of this pilot."""
    db, now = archive.here().db(), clock.local_now()
    visit = visits.find_open(db, referral.id)
    trouble = _trouble(visit)
    attempts = contact_attempts.for_referral(db, referral.id)
    told_of = visit if referral.state == "arranged" else visits.find_last(db, referral.id)
    return Duty(
        referral=referral,
        step=rules.next_step(referral, attempts=attempts, visit=told_of, trouble=trouble, at=now),
        attempts=tuple(attempts),
        visit=visit,
        offer=_offer(visit),
        trouble=trouble,
        instead_of=_instead_of(referral, me),
    )


def _by_urgency(duty: Duty) -> tuple[bool, date, int]:
    return duty.step != "date_trouble", duty.due_on(), duty.referral.id


def _trouble(visit: Visit | None) -> Trouble | None:
    if visit is None:
        return None
    state, today = town.here().office.state, clock.local_now().date()
    return visits.trouble(archive.here().db(), visit, state=state, today=today)


def _offer(visit: Visit | None) -> Offer | None:
    found = offers.by_ids(archive.here().db(), [visit.offer_id] if visit else [], language="de")
    return found[0] if found else None


def _instead_of(referral: Referral, me: Person) -> str:
    if referral.pilot_id is None or referral.pilot_id == me.id:
        return ""
    return people.get(archive.here().db(), referral.pilot_id).name
