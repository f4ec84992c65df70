"""Who waited too long comes before the coordinators, once."""

from datetime import timedelta

import pytest

from store import (
    escalation,
    event_chain,
    events,
    notices,
    office_keys,
    outbox,
    people,
    referrals,
    sealing,
    withdrawals,
)
from store.referrals import Consent, Wish
from tests.conftest import TUESDAY

LATE = TUESDAY + timedelta(days=4)


@pytest.fixture
def keys(folder):
    keys = sealing.open_keys(folder)
    yield keys
    keys.close()


@pytest.fixture
def ask(db, keys, folder):
    """Somebody asks for company; gives the referral's id."""

    def ask(record, *, now=TUESDAY):
        told = {"name": "Ana", "contact": "0521 000 1"}
        referral = referrals.ask(
            db,
            keys,
            record=record,
            wish=Wish("de", "any", comes_along=True),
            consent=Consent(1, "de", "on_the_page"),
            envelope=sealing.seal(office_keys.public(folder), record, told),
            now=now,
        )
        return referral.id

    return ask


@pytest.fixture(autouse=True)
def petra(db):
    email = "petra@muster.example"
    return people.welcome(db, role="coordinator", name="Petra", email=email, now=TUESDAY).id


def escalate(db, now):
    return escalation.escalate(db, today=now.date(), now=now)


def waiting(db):
    return [(mail.kind, mail.path) for mail in outbox.due(db, now=LATE + timedelta(days=9))]


def test_who_was_not_accepted_by_the_due_date_is_escalated_once(db, ask):
    late, in_time = ask("referral:late"), ask("referral:new", now=LATE)
    assert escalate(db, TUESDAY + timedelta(days=3)) == []
    assert escalate(db, LATE) == [late]
    assert escalate(db, LATE + timedelta(hours=1)) == []
    assert referrals.get(db, late).escalated_at == LATE
    assert referrals.get(db, in_time).escalated_at is None
    last = events.for_referral(db, late)[-1]
    assert (last.what, last.by_role) == ("escalated", "begegnung")
    assert event_chain.breaks(db) == []
    assert waiting(db) == [("escalated", f"/desk/referrals/{late}")]


def test_who_was_accepted_or_has_ended_is_not(db, ask, keys):
    accepted, gone = ask("referral:accepted"), ask("referral:gone")
    referrals.step(db, accepted, "accepted", by_role="pilot", now=TUESDAY)
    referrals.step(db, gone, "no_pilot", by_role="coordinator", now=TUESDAY)
    assert escalate(db, LATE) == []


def test_who_is_given_back_can_wait_too_long_again(db, ask):
    late = ask("referral:1")
    escalate(db, LATE)
    referrals.step(db, late, "accepted", by_role="pilot", now=LATE + timedelta(days=1))
    back = LATE + timedelta(days=2)
    referrals.step(db, late, "handed_off", by_role="pilot", now=back)
    assert escalate(db, back + timedelta(days=3)) == []
    assert escalate(db, back + timedelta(days=4)) == [late]


def test_a_withdrawal_is_told_and_takes_the_place_of_what_was_to_be_told(db, keys, ask):
    late = ask("referral:1")
    escalate(db, LATE)
    withdrawals.withdraw(db, keys, late, now=LATE)
    assert waiting(db) == [("withdrawn", f"/desk/referrals/{late}")]
    withdrawals.withdraw(db, keys, late, now=LATE)
    assert len(waiting(db)) == 1


def test_its_pilot_is_told_what_concerns_a_pilot(db, ask):
    mine, nobodys = ask("referral:1"), ask("referral:2")
    email = "jonas@muster.example"
    jonas = people.welcome(db, role="pilot", name="Jonas", email=email, now=TUESDAY).id
    db.execute("UPDATE referral SET pilot_id = ? WHERE id = ?", [jonas, mine])
    for referral_id in (mine, nobodys):
        notices.assigned(db, referral_id, now=TUESDAY)
        notices.visit_changed(db, referral_id, now=TUESDAY)
    mails = outbox.due(db, now=TUESDAY)
    assert [(mail.person_id, mail.kind) for mail in mails] == [
        (jonas, "assigned"),
        (jonas, "visit_changed"),
    ]
