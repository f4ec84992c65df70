"""What goes when, what stays, and when somebody has to look first."""

from datetime import UTC, datetime, timedelta

import pytest

from store import (
    allowances,
    devices,
    event_chain,
    events,
    invitations,
    office_keys,
    people,
    referrals,
    retention,
    sealing,
    sessions,
    withdrawals,
)
from store.retention import Doubtful
from tests.whole_life import TYPED, ask, hand_off, mail, readable

NOW = datetime(2026, 5, 5, 8, 0, tzinfo=UTC)


def after(**time):
    return NOW + timedelta(**time)


@pytest.fixture
def keys(folder):
    return sealing.open_keys(folder)


@pytest.fixture
def amira(db):
    return people.welcome(db, role="key_person", name="Amira Haddad", email="", now=NOW)


@pytest.fixture
def went(db, keys):
    """What goes if somebody forgets at this moment: kind → how many, without the zeros."""

    def went(now):
        due = retention.plan(db, keys, now=now)
        assert retention.forget_anyway(db, keys, now=now) == due
        again = retention.plan(db, keys, now=now)
        assert not any(again.by_kind().values())
        return {kind: n for kind, n in due.by_kind().items() if n}

    return went


def end(db, referral, state="passed_on"):
    referrals.step(db, referral.id, state, by_role="coordinator", now=NOW)


def test_a_contact_goes_ninety_days_after_the_end_and_not_before(db, folder, went):
    ended, waiting = ask(db, folder, "ended", now=NOW), ask(db, folder, "waiting", now=NOW)
    end(db, ended)
    assert went(after(days=90)) == {}
    assert went(after(days=90, seconds=1)) == {"contacts of requests that ended": 1}
    assert not readable(db, folder, ended) and readable(db, folder, waiting)
    assert referrals.get(db, ended.id).state == "passed_on"
    assert sealing.records(sealing.open_keys(folder)) == {waiting.record}


def test_whom_nobody_takes_goes_two_weeks_after_the_desk_was_told(db, folder, went):
    told, not_told, given_back = (ask(db, folder, name, now=NOW) for name in "abc")
    db.execute(
        "UPDATE referral SET escalated_at = ? WHERE id IN (?, ?)",
        [NOW.isoformat(timespec="seconds"), told.id, given_back.id],
    )
    for state in ("accepted", "handed_off"):
        referrals.step(db, given_back.id, state, by_role="pilot", now=after(days=10))
    assert went(after(days=14)) == {}
    assert went(after(days=15)) == {"requests nobody took, with their contacts": 1}
    assert referrals.get(db, told.id).state == "no_pilot"
    assert [readable(db, folder, r) for r in (told, not_told, given_back)] == [False, True, True]


def test_a_card_nobody_answered_goes_after_half_a_year(db, folder, amira, went):
    answered = ask(db, folder, "answered", now=NOW)
    db.execute("INSERT INTO card_run VALUES (1, 'de', ?, '')", [amira.id])
    db.execute("INSERT INTO card (code, run_id) VALUES (?, 1)", [answered.code])
    hand_off(db, amira.id, "r1", now=NOW, typed_code=TYPED)
    hand_off(db, amira.id, "r2", now=NOW, card_code=answered.code)
    hand_off(db, amira.id, "r3", now=NOW, kind="consent", referral_id=answered.id)
    db.execute("INSERT INTO hand_off_day VALUES ('2026-05-05', 'card', 'company', '', 2)")
    assert went(after(days=180)) == {}
    assert went(after(days=181)) == {"cards given that led to no request": 1}
    left = [row[0] for row in db.execute("SELECT receipt FROM hand_off ORDER BY id")]
    assert left == ["r2", "r3"]
    assert db.execute("SELECT count(*) FROM receipt").fetchone() == (3,)
    assert db.execute("SELECT n FROM hand_off_day").fetchone() == (2,)


def test_a_note_goes_after_ninety_days_and_the_chain_holds(db, folder, went):
    asked = ask(db, folder, "a", now=NOW)
    events.record(db, asked.id, "help_wanted", by_role="pilot", text="rief an", now=NOW)
    events.record(db, asked.id, "help_wanted", by_role="pilot", text="kam", now=after(days=5))
    head = event_chain.head(db)
    assert went(after(days=91)) == {"notes about requests": 1}
    assert [event.text for event in events.for_referral(db, asked.id)] == ["", "", "kam"]
    assert event_chain.breaks(db, noted=head) == []


def test_a_note_written_while_somebody_withdrew_goes_the_same_night(db, keys, folder, went):
    asked = ask(db, folder, "a", now=NOW)
    withdrawals.withdraw(db, keys, asked.id, now=NOW)
    events.record(db, asked.id, "help_wanted", by_role="pilot", text="rief an", now=NOW)
    assert went(NOW) == {"notes about requests": 1}


def test_mails_go_whether_they_were_sent_or_not(db, amira, went):
    for path in ("/desk", "/pilot"):
        mail(db, amira.id, path, now=NOW)
    db.execute("UPDATE mail SET sent_at = ? WHERE path = '/pilot'", [after(days=9).isoformat()])
    assert went(after(days=91)) == {"mails": 1}
    assert went(after(days=100)) == {"mails": 1}


def test_what_let_somebody_in_goes_a_month_after_its_end(db, amira, went):
    invitations.invite(db, role="pilot", name="Jonas", email="", now=NOW)
    for name in ("lost", "kept"):
        devices.begin(db, amira.id, name=name, now=NOW)
    devices.end(db, 1, of=amira.id, now=NOW)
    sessions.begin(db, amira.id, device="Firefox", now=NOW)
    sessions.end_all(db, amira.id, now=NOW)
    sessions.begin(db, amira.id, device="Safari", now=NOW)
    db.execute(
        "INSERT INTO staff_card (person_id, secret_hash, issued_at, ended_at)"
        " VALUES (?, 'h', ?, ?)",
        [amira.id, *[NOW.isoformat(timespec="seconds")] * 2],
    )
    assert went(after(days=30)) == {}
    assert went(after(days=31)) == {
        "phones that were put out": 1,
        "sessions that ended": 1,
        "staff cards that ended": 1,
    }
    assert went(after(days=38)) == {"invitations": 1}
    assert went(after(days=61)) == {"sessions that ran out": 1}
    assert [device.name for device in devices.for_person(db, amira.id)] == ["kept"]


def test_who_left_is_called_by_the_role(db, amira, went):
    jonas = people.welcome(db, role="pilot", name="Jonas", email="jonas@m.example", now=NOW)
    devices.begin(db, amira.id, name="Diensthandy", now=NOW)
    db.execute("INSERT INTO pilot (person_id) VALUES (?)", [jonas.id])
    db.execute("INSERT INTO pilot_language VALUES (?, 'tr')", [jonas.id])
    for person in (jonas, amira):
        people.revoke(db, person.id, now=NOW)
    assert went(after(days=90)) == {"phones that were put out": 1}
    assert went(after(days=91)) == {
        "names of people who left": 2,
        "what pilots who left could take on": 1,
        "languages of pilots who left": 1,
    }
    names = [(p.name, p.email) for p in (people.get(db, jonas.id), people.get(db, amira.id))]
    assert names == [("pilot", ""), ("key_person", "")]


def test_rate_limits_go_after_a_day(db, went):
    for name, at in (("old", NOW), ("new", after(hours=20))):
        allowances.take(db, name, per_minute=1, at_once=1, at=at.timestamp())
    assert went(after(hours=25)) == {"rate limits": 1}


@pytest.fixture
def ended(db, folder):
    """Many people asked for company; so many of the requests have ended."""

    def ended(number, of):
        asked = [ask(db, folder, str(n), now=NOW) for n in range(of)]
        for referral in asked[:number]:
            end(db, referral)

    return ended


def boxes(db):
    return db.execute("SELECT count(*) FROM referral WHERE box IS NOT NULL").fetchone()[0]


@pytest.mark.parametrize(("number", "of"), [(3, 15), (10, 10)])
def test_a_fifth_goes_by_itself_and_so_do_a_few(db, keys, ended, number, of):
    ended(number, of)
    assert retention.forget(db, keys, now=after(days=91)).contacts() == number
    assert boxes(db) == of - number


def test_more_than_a_fifth_needs_somebody_who_says_so(db, keys, ended):
    ended(4, 15)
    with pytest.raises(Doubtful, match="4 of 15 contacts would be erased"):
        retention.forget(db, keys, now=after(days=91))
    assert boxes(db) == 15
    retention.forget_anyway(db, keys, now=after(days=91))
    assert boxes(db) == 11


def test_keys_of_another_office_erase_nobody(db, keys, folder, ended):
    ended(0, 3)
    keys.execute("DELETE FROM wrapped_key")
    with pytest.raises(Doubtful, match="3 contacts have no key"):
        retention.forget(db, keys, now=NOW)
    assert boxes(db) == 3


def test_a_database_of_another_office_costs_no_keys(db, keys, folder):
    for n in range(11):
        sealing.take_in(
            keys, f"r{n}", sealing.seal(office_keys.public(folder), f"r{n}", {"name": "R"})
        )
    with pytest.raises(Doubtful, match="11 of 11 keys"):
        retention.forget(db, keys, now=NOW)
    assert len(sealing.records(keys)) == 11


@pytest.mark.parametrize("jump", [timedelta(days=3), timedelta(days=-2)])
def test_a_clock_that_jumped_is_believed_after_a_night(db, keys, folder, jump):
    end(db, ask(db, folder, "a", now=NOW))
    retention.forget(db, keys, now=NOW)
    then = NOW + jump
    for hours in (0, 1, 19):
        with pytest.raises(Doubtful, match="is this right"):
            retention.forget(db, keys, now=then + timedelta(hours=hours))
    retention.forget(db, keys, now=then + timedelta(hours=24))
    assert retention.doubts(db, keys, now=then + timedelta(hours=48)) == []


def test_a_clock_that_jumps_each_night_is_never_believed(db, keys):
    retention.forget(db, keys, now=NOW)
    for days in (10, 20, 30):
        with pytest.raises(Doubtful):
            retention.forget(db, keys, now=after(days=days))


def test_somebody_who_knows_may_go_by_any_clock(db, keys):
    retention.forget(db, keys, now=NOW)
    retention.forget_anyway(db, keys, now=after(days=30))
    assert retention.doubts(db, keys, now=after(days=31)) == []
