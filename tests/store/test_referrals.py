from datetime import UTC, date, datetime
from itertools import product

import pytest

from store import codes, events, office_keys, referrals, sealing, withdrawals
from store.errors import NotFound, Taken, WrongStep
from store.referrals import EXITS, STEPS, Consent, Wish
from store.sealing import CannotOpen

NOW = datetime(2026, 5, 5, 8, 0, tzinfo=UTC)
TOLD = {"name": "Rosa Beispiel", "contact": "030 23125 777"}
ALL_STATES = {*STEPS, *EXITS, "came_back", "withdrawn"}


@pytest.fixture
def keys(folder):
    return sealing.open_keys(folder)


@pytest.fixture
def ask(db, keys, folder):
    def ask(record="0b7c", *, code=None, **wish):
        office = office_keys.make(folder)
        return referrals.ask(
            db,
            keys,
            record=f"referral:{record}",
            wish=Wish(**{"language": "de", "best_time": "any", "comes_along": True} | wish),
            consent=Consent(1, "de", "on_the_page"),
            envelope=sealing.seal(office, f"referral:{record}", TOLD),
            code=code,
            now=NOW,
        )

    return ask


def test_a_request_waits_for_somebody_and_is_due_in_three_days(ask):
    asked = ask()
    assert (asked.state, asked.due_on) == ("handed_off", date(2026, 5, 8))
    assert codes.is_valid(asked.code)
    assert not asked.is_overdue(date(2026, 5, 8)) and asked.is_overdue(date(2026, 5, 9))


def test_the_same_request_twice_is_one(db, ask):
    assert ask().id == ask().id
    assert len(referrals.due(db)) == 1


def test_only_the_private_key_reads_what_was_told(db, keys, folder, ask):
    asked = ask()
    private = office_keys.private(folder)
    assert sealing.read(keys, private, asked.record, asked.box) == TOLD


@pytest.mark.parametrize(("before", "after"), list(product(sorted(ALL_STATES), repeat=2)))
def test_a_referral_goes_only_where_its_state_leads(db, ask, before, after):
    asked = ask()
    box = None if before == "withdrawn" else b"sealed"
    due_on = "2026-05-09" if before in STEPS else None
    db.execute("UPDATE referral SET state = ?, due_on = ?, box = ?", [before, due_on, box])
    if after in STEPS.get(before, ()) and after != "withdrawn":
        stepped = referrals.step(db, asked.id, after, by_role="coordinator", now=NOW)
        assert stepped.state == after and stepped.is_open() == (stepped.due_on is not None)
    elif after not in STEPS.get(before, ()):
        with pytest.raises(WrongStep):
            referrals.step(db, asked.id, after, by_role="coordinator", now=NOW)


def test_every_state_can_be_left_until_the_end():
    for state, steps in STEPS.items():
        assert "withdrawn" in steps and steps <= ALL_STATES, state
    assert set().union(*STEPS.values()) | {"handed_off"} == ALL_STATES


def test_whoever_withdraws_is_found_in_no_file_any_more(db, keys, folder, ask):
    asked = ask()
    withdrawals.withdraw(db, keys, asked.id, now=NOW)
    after = referrals.get(db, asked.id)
    assert (after.state, after.box, after.is_open()) == ("withdrawn", None, False)
    with pytest.raises(CannotOpen):
        sealing.read(keys, office_keys.private(folder), asked.record, asked.box)
    wrapped_before = asked.box[12:60]
    for file in folder.iterdir():
        assert wrapped_before not in file.read_bytes(), file.name


def test_withdrawing_twice_and_after_the_end_is_welcome(db, keys, ask):
    asked = ask()
    referrals.step(db, asked.id, "passed_on", by_role="coordinator", now=NOW)
    for _ in range(2):
        withdrawals.withdraw(db, keys, asked.id, now=NOW)
    assert referrals.get(db, asked.id).state == "passed_on"
    assert referrals.get(db, asked.id).box is None


def test_what_happened_is_written_once_and_for_good(db, ask):
    asked = ask()
    referrals.step(db, asked.id, "accepted", by_role="pilot", by_person=7, now=NOW)
    assert [e.what for e in events.for_referral(db, asked.id)] == ["handed_off", "accepted"]
    with pytest.raises(Exception, match="never rewritten"):
        db.execute("UPDATE event SET what = 'other'")


def test_the_longest_waiting_stands_first_and_the_ended_is_gone(db, ask):
    first, second, third = (ask(name) for name in ("a", "b", "c"))
    db.execute("UPDATE referral SET due_on = '2026-05-01' WHERE id = ?", [second.id])
    referrals.step(db, third.id, "no_pilot", by_role="coordinator", now=NOW)
    assert [referral.id for referral in referrals.due(db)] == [second.id, first.id]


def test_a_code_nobody_got_leads_to_nobody(db):
    with pytest.raises(NotFound):
        referrals.by_code(db, "K7M2X")


def again(db, keys, folder, asked, record="corrected", **told):
    office = office_keys.make(folder)
    return referrals.correct(
        db,
        keys,
        asked.id,
        record=record,
        wish=Wish("tr", "evening", comes_along=False),
        consent=Consent(1, "tr", "on_the_page"),
        envelope=sealing.seal(office, record, TOLD | told),
        now=NOW,
    )


def test_what_is_told_anew_takes_the_place_of_what_was_told(db, keys, folder, ask):
    asked = ask()
    corrected = again(db, keys, folder, asked, contact="rosa@beispiel.example")
    told = sealing.read(keys, office_keys.private(folder), corrected.record, corrected.box)
    assert told["contact"] == "rosa@beispiel.example"
    assert (corrected.id, corrected.code, corrected.language) == (asked.id, asked.code, "tr")
    assert again(db, keys, folder, asked) == corrected
    with pytest.raises(CannotOpen):
        sealing.read(keys, office_keys.private(folder), asked.record, asked.box)
    for file in folder.iterdir():
        assert asked.box[12:60] not in file.read_bytes(), file.name


def test_nothing_is_corrected_after_the_end(db, keys, folder, ask):
    asked = ask()
    withdrawals.withdraw(db, keys, asked.id, now=NOW)
    with pytest.raises(WrongStep):
        again(db, keys, folder, asked)


def test_a_card_is_answered_once(db, keys, ask):
    card = codes.issue(db, now=NOW)
    assert (ask("first", code=card).channel, ask("first", code=card).code) == ("card", card)
    with pytest.raises(Taken):
        ask("second", code=card)
