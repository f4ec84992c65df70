"""The outbox: nothing doubled, nothing lost, nothing to people who are gone."""

from datetime import timedelta

import pytest

from store import notices, outbox, people
from store.database import one, transaction
from tests.conftest import TUESDAY

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def petra(db):
    return person(db, "coordinator", "Petra")


@pytest.fixture
def jonas(db):
    return person(db, "pilot", "Jonas")


def person(db, role, name):
    email = f"{name.lower()}@muster.example"
    return people.welcome(db, role=role, name=name, email=email, now=TUESDAY).id


def put(db, person_id, *, kind="help_wanted", path="/desk/referrals/1", now=TUESDAY, **rest):
    outbox.put(db, person_id, kind=kind, path=path, now=now, **rest)


def waiting(db, now=TUESDAY):
    return [(mail.email.split("@")[0], mail.path) for mail in outbox.due(db, now=now)]


def test_a_mail_that_waits_already_is_not_doubled_until_it_is_sent(db, petra):
    put(db, petra)
    put(db, petra)
    put(db, petra, path="/desk/referrals/2")
    assert waiting(db) == [("petra", "/desk/referrals/1"), ("petra", "/desk/referrals/2")]
    outbox.sent(db, outbox.due(db, now=TUESDAY)[0].id, now=TUESDAY)
    put(db, petra)
    assert len(waiting(db)) == 2


def test_a_mail_is_there_only_if_what_it_tells_about_is(db, petra):
    with pytest.raises(ZeroDivisionError), transaction(db):
        put(db, petra)
        _ = 1 / 0
    assert waiting(db) == []


def test_a_mail_is_tried_again_at_longer_and_longer_intervals_for_ever(db, petra):
    put(db, petra)
    now, pauses = TUESDAY, []
    for _ in range(7):
        mail = outbox.begin_next(db, now=now)
        outbox.failed(db, mail.id, problem="451")
        assert outbox.begin_next(db, now=now) is None
        row = one(db, "SELECT next_try_at, problem FROM mail")
        assert row["problem"] == "451"
        tried, now = now, now.fromisoformat(row["next_try_at"])
        pauses.append(now - tried)
    assert pauses == [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 6 * HOUR, 6 * HOUR]


def test_what_could_not_be_sent_for_two_days_is_shown_and_still_tried(db, petra):
    put(db, petra)
    outbox.failed(db, outbox.begin_next(db, now=TUESDAY).id, problem="ConnectionRefusedError")
    assert outbox.stuck(db, now=TUESDAY + 2 * DAY) == []
    later = TUESDAY + 2 * DAY + MINUTE
    [stuck] = outbox.stuck(db, now=later)
    assert (stuck.person_id, stuck.problem) == (petra, "ConnectionRefusedError")
    outbox.sent(db, outbox.begin_next(db, now=later).id, now=later)
    assert outbox.stuck(db, now=later) == []


def test_nobody_who_is_gone_or_has_no_address_is_written_to(db, petra, jonas):
    nameless = people.welcome(db, role="pilot", name="Mira", email="", now=TUESDAY).id
    for person_id in (jonas, nameless, petra):
        put(db, person_id)
    people.revoke(db, jonas, now=TUESDAY)
    assert outbox.begin_next(db, now=TUESDAY).person_id == petra
    assert outbox.begin_next(db, now=TUESDAY) is None
    assert one(db, "SELECT count(*) AS n FROM mail")["n"] == 1


def test_a_pilot_hears_of_new_hand_offs_once_a_day_and_only_while_somebody_waits(db, jonas):
    somebody_waits(db)
    notices.new_hand_off(db, pilots=[jonas], now=TUESDAY)
    outbox.sent(db, outbox.begin_next(db, now=TUESDAY).id, now=TUESDAY)
    for hours in (1, 2):
        notices.new_hand_off(db, pilots=[jonas], now=TUESDAY + hours * HOUR)
    assert outbox.begin_next(db, now=TUESDAY + DAY - MINUTE) is None
    assert waiting(db, TUESDAY + DAY) == [("jonas", "/pilot")]
    db.execute("UPDATE referral SET state = 'accepted'")
    assert outbox.begin_next(db, now=TUESDAY + DAY) is None
    assert waiting(db, TUESDAY + DAY) == []


def somebody_waits(db):
    db.execute("INSERT INTO code VALUES ('K7M2P', '')")
    db.execute(
        "INSERT INTO referral (record, code, channel, state, state_at, due_on, created_at,"
        " language, best_time, comes_along)"
        " VALUES ('referral:1', 'K7M2P', 'own', 'handed_off', '', '', '', 'de', 'any', 0)"
    )
