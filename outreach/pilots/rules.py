"""What fits whom, and what comes next: rules of the pilots' room, all pure."""

import re
from collections.abc import Sequence
from datetime import datetime, time
from typing import Literal
from urllib.parse import quote

from outreach import suiting
from store import contact_attempts
from store.contact_attempts import Attempt
from store.occurrences import Occurrence
from store.offers import Offer
from store.referrals import STEPS, Referral
from store.visit_dates import Trouble
from store.visits import Visit

NextStep = Literal[
    "date_trouble",
    "make_contact",
    "try_again",
    "not_reached",
    "find_date",
    "go_there",
    "tell",
    "came_back",
    "next_date",
    "ask_again",
    "ended",
]

EMAIL = re.compile(r"\S+@\S+\.\w+")
NUMBER = re.compile(r"\+?\d(?:[^\w@]*\d){5,}")
NOON, EVENING = time(12), time(17)
SATURDAY = 5

# How a pilot may end a request; the other ends are the office's or the person's own.
PILOTS_EXITS = ("declined", "no_offer", "passed_on")


def next_step(
    referral: Referral,
    *,
    attempts: Sequence[Attempt],
    visit: Visit | None,
    trouble: Trouble | None,
    at: datetime,
) -> NextStep:
    """The one thing a pilot does next; `visit` is the agreed or else the last one, `at` local."""
    if referral.state == "accepted":
        return _before_contact(attempts)
    if referral.state == "arranged":
        return _before_visit(visit, trouble, at)
    if referral.state == "accompanied":
        return _after_visit(visit)
    return "find_date" if referral.state == "reached" else "ended"


def _before_contact(attempts: Sequence[Attempt]) -> NextStep:
    if contact_attempts.are_enough(attempts):
        return "not_reached"
    return "try_again" if attempts else "make_contact"


def _before_visit(visit: Visit | None, trouble: Trouble | None, at: datetime) -> NextStep:
    if trouble is not None or visit is None:
        return "date_trouble"
    return "tell" if visit.has_begun(at) else "go_there"


def _after_visit(visit: Visit | None) -> NextStep:
    steps: dict[str | None, NextStep] = {"alone": "came_back", "together": "next_date"}
    return steps.get(visit.again if visit else None, "ask_again")


def exits(referral: Referral) -> list[str]:
    """The ends a pilot may choose for a request as it stands."""
    return [state for state in PILOTS_EXITS if state in STEPS.get(referral.state, ())]


def speaks(offer: Offer, language: str) -> bool:
    """Whether a language is spoken at an offer; where nobody told us, German is."""
    spoken = offer.languages or ("de",)
    return language in spoken or suiting.is_plain_german(language, spoken)


def is_at_best_time(occurrence: Occurrence, best_time: str) -> bool:
    """Whether a date lies in somebody's best time; without a time of day it may."""
    at = occurrence.starts_at
    if best_time == "weekend":
        return occurrence.on.weekday() >= SATURDAY
    if best_time == "any" or at is None:
        return True
    part = "morning" if at < NOON else "afternoon" if at < EVENING else "evening"
    return part == best_time


def email_link(contact: str) -> str:
    """A mailto: link to the address in what somebody told us; empty without one."""
    found = EMAIL.search(contact)
    return f"mailto:{quote(found[0], safe='@')}" if found else ""


def dialled(contact: str) -> str:
    """The digits of the number in what somebody told us, as a link needs them; or nothing."""
    found = NUMBER.search(EMAIL.sub(" ", contact))
    return re.sub(r"[^\d+]", "", found[0]) if found else ""
