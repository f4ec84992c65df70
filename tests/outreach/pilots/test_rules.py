"""What fits whom, and what comes next."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from outreach.pilots import rules
from store.contact_attempts import Attempt
from store.occurrences import Occurrence
from store.visit_dates import Trouble
from store.visits import Visit
from tests.conftest import TUESDAY

AT = datetime(2026, 5, 5, 10, 0)  # noqa: DTZ001
VISIT = Visit(1, 1, 1, 1, date(2026, 5, 5), date(2026, 5, 5), time(14), None, None, None)


def next_step(referral, attempts=(), visit=None, trouble=None, at=AT):
    return rules.next_step(referral, attempts=attempts, visit=visit, trouble=trouble, at=at)


def test_the_next_step_before_somebody_is_reached(accepted):
    in_vain = [Attempt(channel, False, TUESDAY) for channel in ("call", "message", "call")]
    assert next_step(accepted) == "make_contact"
    assert next_step(accepted, in_vain[:2]) == "try_again"
    assert next_step(accepted, in_vain) == "not_reached"


def test_the_next_step_around_a_date(reached):
    arranged = replace(reached, state="arranged")
    assert next_step(reached) == "find_date"
    assert next_step(arranged, visit=VISIT) == "go_there"
    assert next_step(arranged, visit=VISIT, at=AT.replace(hour=14)) == "tell"
    assert next_step(arranged, visit=VISIT, trouble=Trouble("gone")) == "date_trouble"
    assert next_step(arranged) == "date_trouble"
    without_time = replace(VISIT, agreed_starts_at=None)
    assert next_step(arranged, visit=without_time) == "go_there"
    assert next_step(arranged, visit=without_time, at=AT.replace(hour=12)) == "tell"


@pytest.mark.parametrize(
    ("again", "step"),
    [
        ("alone", "came_back"),
        ("together", "next_date"),
        ("unsure", "ask_again"),
        ("no", "ask_again"),
    ],
)
def test_the_next_step_after_a_date(reached, again, step):
    visit = replace(VISIT, went="together", again=again)
    assert next_step(replace(reached, state="accompanied"), visit=visit) == step


@pytest.mark.parametrize("state", ["came_back", "declined", "withdrawn"])
def test_nothing_comes_after_the_end(reached, state):
    assert next_step(replace(reached, state=state)) == "ended"


@pytest.mark.parametrize(
    ("contact", "mail", "number"),
    [
        ("030 23125 777", "", "03023125777"),
        ("+49 (30) 23125-777", "", "+493023125777"),
        ("rosa@muster.example", "mailto:rosa@muster.example", ""),
        ("rosa@muster.example oder 0521 000 123", "mailto:rosa@muster.example", "0521000123"),
        ("r2026051234@muster.example", "mailto:r2026051234@muster.example", ""),
        ('a"><b>@x.example', "mailto:a%22%3E%3Cb%3E@x.example", ""),
    ],
)
def test_how_somebody_can_be_reached_with_one_tap(contact, mail, number):
    assert (rules.email_link(contact), rules.dialled(contact)) == (mail, number)


@pytest.mark.parametrize(
    ("on", "at", "best_time", "fits"),
    [
        (date(2026, 5, 5), time(9), "morning", True),
        (date(2026, 5, 5), time(12), "morning", False),
        (date(2026, 5, 5), time(12), "afternoon", True),
        (date(2026, 5, 5), time(17), "evening", True),
        (date(2026, 5, 9), time(9), "weekend", True),
        (date(2026, 5, 8), time(20), "weekend", False),
        (date(2026, 5, 5), None, "evening", True),
        (date(2026, 5, 5), time(3), "any", True),
    ],
)
def test_what_lies_in_somebodys_best_time(on, at, best_time, fits):
    there = Occurrence(1, on, at, None, is_confirmed=True)
    assert rules.is_at_best_time(there, best_time) == fits
