"""A network meeting: who is invited signs up by a link and may think again."""

from datetime import date, time, timedelta

import pytest

from store import meetings, organizations
from store.errors import Gone, NotFound
from store.meetings import Plan
from tests.conftest import TUESDAY

PLAN = Plan("Runder Tisch", "Rathaus, Saal 2", date(2026, 6, 10), time(17, 30), time(19))
TODAY = TUESDAY.date()


@pytest.fixture
def meeting_id(db):
    return meetings.create(db, PLAN, now=TUESDAY)


@pytest.fixture
def club(db):
    return organizations.named(db, "Brückenverein", email="bruecke@muster.example").id


def invite(db, meeting_id, club):
    return meetings.invite(db, meeting_id, [club], now=TUESDAY)[club]


def answer(db, token, **told):
    given = {"comes": True, "people": 3, "today": TODAY, "now": TUESDAY}
    meetings.answer(db, token, **given | told)


def test_who_is_invited_signs_up_and_thinks_again(db, meeting_id, club):
    token = invite(db, meeting_id, club)
    [guest] = meetings.guests(db, meeting_id)
    assert (guest.name, guest.answer) == ("Brückenverein", None)
    answer(db, token)
    [guest] = meetings.guests(db, meeting_id)
    assert (guest.answer, guest.people, guest.answered_at) == ("yes", 3, TUESDAY)
    answer(db, token, comes=False, people=1)
    assert meetings.guests(db, meeting_id)[0].answer == "no"


def test_a_newer_link_takes_the_place_of_the_older_and_the_answer_stays(db, meeting_id, club):
    older = invite(db, meeting_id, club)
    answer(db, older)
    newer = invite(db, meeting_id, club)
    with pytest.raises(NotFound):
        meetings.by_token(db, older)
    meeting, guest = meetings.by_token(db, newer)
    assert (meeting.plan, guest.answer) == (PLAN, "yes")


def test_nobody_signs_up_after_the_day(db, meeting_id, club):
    token = invite(db, meeting_id, club)
    answer(db, token, today=PLAN.on)
    with pytest.raises(Gone):
        answer(db, token, comes=False, today=PLAN.on + timedelta(days=1))
    assert meetings.guests(db, meeting_id)[0].answer == "yes"


def test_the_database_does_not_know_the_link(db, meeting_id, club):
    token = invite(db, meeting_id, club)
    [row] = db.query("SELECT * FROM meeting_guest")
    assert token not in str(row)
