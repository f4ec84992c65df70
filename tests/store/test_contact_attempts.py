"""Three attempts over two channels, then one may leave it at that."""

from datetime import timedelta
from itertools import count

import pytest

from store import accepting, contact_attempts, referrals, withdrawals
from store.errors import WrongStep
from tests.cast import enrol
from tests.conftest import TUESDAY
from tests.requests import keys_of, request


@pytest.fixture
def jonas(db, folder):
    return enrol(db, folder, role="pilot", name="Jonas Brandt", now=TUESDAY).id


@pytest.fixture
def accepted(db, folder, jonas):
    return accepting.accept(db, request(db, folder).id, by=jonas, now=TUESDAY)


@pytest.fixture
def attempt(db, accepted, jonas):
    minutes = count(5, 5)

    def attempt(channel, was_reached=False, after=None):
        now = TUESDAY + (timedelta(minutes=next(minutes)) if after is None else after)
        made = {"channel": channel, "was_reached": was_reached}
        contact_attempts.note(db, accepted.id, **made, by=jonas, now=now)

    return attempt


@pytest.mark.parametrize(
    ("channels", "enough"),
    [
        (["call", "call", "call", "call"], False),
        (["call", "message"], False),
        (["call", "call", "message"], True),
        (["email", "message", "call"], True),
    ],
)
def test_when_enough_was_tried(db, accepted, attempt, jonas, channels, enough):
    for channel in channels:
        attempt(channel)
    assert contact_attempts.are_enough(contact_attempts.for_referral(db, accepted.id)) == enough
    if enough:
        ended = accepting.end(db, accepted.id, "not_reached", by=jonas, now=TUESDAY)
        assert (ended.state, ended.is_open()) == ("not_reached", False)
    else:
        with pytest.raises(WrongStep):
            accepting.end(db, accepted.id, "not_reached", by=jonas, now=TUESDAY)
    # Never by itself: whoever was not reached stays open until somebody says so.
    assert enough or referrals.get(db, accepted.id).state == "accepted"


def test_who_answers_is_reached_and_a_later_call_changes_nothing(db, accepted, attempt):
    attempt("call")
    attempt("message", was_reached=True)
    assert referrals.get(db, accepted.id).state == "reached"
    attempt("call", was_reached=True)
    assert referrals.get(db, accepted.id).state == "reached"


def test_a_second_tap_is_no_second_attempt(db, accepted, attempt):
    for seconds in (0, 1, 59):
        attempt("call", after=timedelta(seconds=seconds))
    assert len(contact_attempts.for_referral(db, accepted.id)) == 1
    attempt("call", after=timedelta(seconds=60))
    assert len(contact_attempts.for_referral(db, accepted.id)) == 2


def test_the_next_pilot_begins_anew(db, folder, accepted, attempt, jonas):
    for channel in ("call", "message", "call"):
        attempt(channel)
    accepting.give_back(db, accepted.id, by=jonas, now=TUESDAY)
    mira = enrol(db, folder, role="pilot", name="Mira Aydın", now=TUESDAY).id
    accepting.accept(db, accepted.id, by=mira, now=TUESDAY + timedelta(days=1))
    assert contact_attempts.for_referral(db, accepted.id) == []


def test_nobody_is_tried_who_withdrew_or_waits(db, folder, accepted, attempt, jonas):
    waits = request(db, folder)
    with pytest.raises(WrongStep):
        contact_attempts.note(db, waits.id, channel="call", was_reached=True, by=jonas, now=TUESDAY)
    withdrawals.withdraw(db, keys_of(folder), accepted.id, now=TUESDAY)
    with pytest.raises(WrongStep):
        attempt("call", was_reached=True)
