"""What pilots tell about themselves, who steps in for whom, and who was faster."""

import subprocess
import sys
import threading
from datetime import date, timedelta

import pytest

from store import accepting, database, events, people, pilots, referrals, withdrawals
from store.accepting import Full
from store.errors import NotFound, Taken, WrongStep
from tests.cast import enrol
from tests.conftest import TUESDAY
from tests.requests import keys_of, request

TODAY = TUESDAY.date()


@pytest.fixture
def jonas(db, folder):
    return enrol(db, folder, role="pilot", name="Jonas Brandt", now=TUESDAY).id


@pytest.fixture
def mira(db, folder):
    return enrol(db, folder, role="pilot", name="Mira Aydın", now=TUESDAY).id


@pytest.fixture
def asked(db, folder):
    return request(db, folder)


def test_who_told_nothing_yet_has_room_for_two(db, jonas):
    profile = pilots.get(db, jonas)
    assert (profile.capacity, profile.languages, profile.absence) == (2, (), None)


def test_what_a_pilot_tells_takes_the_place_of_what_was_told(db, town, jonas):
    town.venue()
    told = {"languages": ["tr", "de"], "districts": ["Altstadt", "Nirgendwo"], "times": []}
    profile = pilots.describe(db, jonas, capacity=3, **told)
    assert profile.languages == ("de", "tr") and profile.districts == ("Altstadt",)
    profile = pilots.describe(db, jonas, capacity=0, languages=[], districts=[], times=["evening"])
    assert (profile.capacity, profile.languages, profile.times) == (0, (), ("evening",))


def test_a_yes_takes_the_request_into_ones_care(db, asked, jonas, mira):
    accepted = accepting.accept(db, asked.id, by=jonas, now=TUESDAY)
    assert (accepted.state, accepted.pilot_id) == ("accepted", jonas)
    assert accepting.waiting(db) == []
    assert accepting.in_care(db, asked.id, of=jonas, on=TODAY) == accepted
    with pytest.raises(NotFound):
        accepting.in_care(db, asked.id, of=mira, on=TODAY)


def test_nobody_has_a_request_in_care_that_still_waits(db, asked, jonas):
    with pytest.raises(NotFound):
        accepting.in_care(db, asked.id, of=jonas, on=TODAY)


def test_who_was_slower_is_told_and_a_second_tap_changes_nothing(db, asked, jonas, mira):
    accepted = accepting.accept(db, asked.id, by=jonas, now=TUESDAY)
    assert accepting.accept(db, asked.id, by=jonas, now=TUESDAY) == accepted
    with pytest.raises(Taken):
        accepting.accept(db, asked.id, by=mira, now=TUESDAY)
    assert [e.what for e in events.for_referral(db, asked.id)] == ["handed_off", "accepted"]


def test_who_no_longer_asks_cannot_be_accepted(db, folder, asked, jonas):
    withdrawals.withdraw(db, keys_of(folder), asked.id, now=TUESDAY)
    with pytest.raises(WrongStep):
        accepting.accept(db, asked.id, by=jonas, now=TUESDAY)


def test_capacity_counts_open_requests_only(db, folder, jonas):
    first, second, third = (request(db, folder) for _ in range(3))
    for asked in (first, second):
        accepting.accept(db, asked.id, by=jonas, now=TUESDAY)
    assert accepting.room_left(db, jonas) == 0
    with pytest.raises(Full):
        accepting.accept(db, third.id, by=jonas, now=TUESDAY)
    accepting.end(db, first.id, "passed_on", by=jonas, now=TUESDAY)
    assert accepting.accept(db, third.id, by=jonas, now=TUESDAY).pilot_id == jonas


def both_at_once(folder, asked, pilot_ids):
    """Who got a yes through, and who was told that somebody was faster."""
    outcome, together = {}, threading.Barrier(len(pilot_ids))

    def say_yes(pilot_id):
        db = database.open_office(folder)
        together.wait()
        try:
            outcome[pilot_id] = accepting.accept(db, asked.id, by=pilot_id, now=TUESDAY).pilot_id
        except Taken:
            outcome[pilot_id] = None
        db.close()

    threads = [threading.Thread(target=say_yes, args=[pilot_id]) for pilot_id in pilot_ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcome


def test_two_threads_at_once_and_exactly_one_wins(db, folder, jonas, mira):
    for _ in range(10):
        asked = request(db, folder)
        outcome = both_at_once(folder, asked, [jonas, mira])
        [winner] = [pilot_id for pilot_id, got in outcome.items() if got == pilot_id]
        assert referrals.get(db, asked.id).pilot_id == winner
        assert [e.what for e in events.for_referral(db, asked.id)] == ["handed_off", "accepted"]
        accepting.end(db, asked.id, "passed_on", by=winner, now=TUESDAY)


SAY_YES = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from store import accepting, database
from store.errors import Taken
folder, referral_id, pilot_id = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
db = database.open_office(folder)
print("ready", flush=True)
sys.stdin.readline()
try:
    accepting.accept(db, referral_id, by=pilot_id, now=datetime.now(UTC))
    print("yes")
except Taken:
    print("taken")
"""


def test_two_processes_at_once_and_exactly_one_wins(folder, asked, jonas, mira):
    phones = [
        subprocess.Popen(
            [sys.executable, "-c", SAY_YES, str(folder), str(asked.id), str(pilot_id)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for pilot_id in (jonas, mira)
    ]
    for phone in phones:
        assert phone.stdout.readline() == "ready\n"
    for phone in phones:
        phone.stdin.write("\n")
        phone.stdin.flush()
    assert sorted(phone.communicate()[0] for phone in phones) == ["taken\n", "yes\n"]


def test_what_is_given_back_waits_again_from_the_beginning(db, asked, jonas, mira):
    db.execute("UPDATE referral SET escalated_at = '2026-05-01T08:00:00+00:00'")
    accepting.accept(db, asked.id, by=jonas, now=TUESDAY)
    accepting.give_back(db, asked.id, by=jonas, text="Ich muss ins Krankenhaus", now=TUESDAY)
    again = referrals.get(db, asked.id)
    assert (again.state, again.pilot_id, again.escalated_at) == ("handed_off", None, None)
    with pytest.raises(NotFound):
        accepting.in_care(db, asked.id, of=jonas, on=TODAY)
    assert events.for_referral(db, asked.id)[-1].text == "Ich muss ins Krankenhaus"
    assert accepting.accept(db, asked.id, by=mira, now=TUESDAY).pilot_id == mira


def test_what_the_office_lets_wait_again_is_in_nobodys_care(db, asked, jonas):
    accepting.accept(db, asked.id, by=jonas, now=TUESDAY)
    referrals.step(db, asked.id, "handed_off", by_role="coordinator", now=TUESDAY)
    assert accepting.all_in_care(db, of=jonas, on=TODAY) == []
    assert accepting.room_left(db, jonas) == 2
    with pytest.raises(NotFound):
        accepting.in_care(db, asked.id, of=jonas, on=TODAY)


@pytest.mark.parametrize(
    ("on", "may"),
    [
        (date(2026, 5, 9), False),
        (date(2026, 5, 10), True),
        (date(2026, 5, 20), True),
        (date(2026, 5, 21), False),
    ],
)
def test_who_steps_in_sees_and_acts_on_these_days_only(db, asked, jonas, mira, on, may):
    accepting.accept(db, asked.id, by=jonas, now=TUESDAY)
    first, last = date(2026, 5, 10), date(2026, 5, 20)
    pilots.leave(db, jonas, from_on=first, until_on=last, cover_id=mira, on=TODAY)
    assert [r.id for r in accepting.all_in_care(db, of=mira, on=on)] == [asked.id] * may
    assert accepting.in_care(db, asked.id, of=jonas, on=on).id == asked.id
    if may:
        assert accepting.in_care(db, asked.id, of=mira, on=on).id == asked.id
    else:
        with pytest.raises(NotFound):
            accepting.in_care(db, asked.id, of=mira, on=on)


def test_coming_back_ends_the_cover(db, asked, jonas, mira):
    accepting.accept(db, asked.id, by=jonas, now=TUESDAY)
    pilots.leave(db, jonas, from_on=TODAY, until_on=TODAY, cover_id=mira, on=TODAY)
    assert pilots.get(db, jonas).is_away(TODAY)
    pilots.come_back(db, jonas)
    assert not pilots.get(db, jonas).is_away(TODAY)
    assert accepting.all_in_care(db, of=mira, on=TODAY) == []


def test_only_who_may_act_can_step_in(db, folder, jonas, mira):
    petra = enrol(db, folder, role="coordinator", name="Petra Sommer", now=TUESDAY).id
    assert [p.id for p in pilots.colleagues(db, jonas, TODAY)] == [mira]
    people.train(db, mira, until_on=TODAY - timedelta(days=1))
    for cover_id in (mira, petra, jonas, 999):
        with pytest.raises(NotFound):
            pilots.leave(db, jonas, from_on=TODAY, until_on=TODAY, cover_id=cover_id, on=TODAY)


def test_a_calendar_opens_with_its_newest_secret_until_its_pilot_may_not_act(db, jonas):
    first, second = pilots.renew_feed(db, jonas), pilots.renew_feed(db, jonas)
    assert pilots.by_feed(db, second, on=TODAY).id == jonas
    for token in (first, "guessed"):
        with pytest.raises(NotFound):
            pilots.by_feed(db, token, on=TODAY)
    people.revoke(db, jonas, now=TUESDAY)
    with pytest.raises(NotFound):
        pilots.by_feed(db, second, on=TODAY)


def test_help_is_wanted_since_it_was_asked_for_first(db, asked, jonas):
    accepting.accept(db, asked.id, by=jonas, now=TUESDAY)
    later = TUESDAY + timedelta(hours=2)
    for now, text in ((TUESDAY, None), (later, "Bitte anrufen")):
        accepting.want_help(db, asked.id, by=jonas, text=text, now=now)
    assert referrals.get(db, asked.id).help_wanted_at == TUESDAY
    wanted = [e for e in events.for_referral(db, asked.id) if e.what == "help_wanted"]
    assert [e.text for e in wanted] == ["", "Bitte anrufen"]


def test_what_ended_is_shown_for_two_weeks(db, folder, asked, jonas):
    accepting.accept(db, asked.id, by=jonas, now=TUESDAY)
    withdrawals.withdraw(db, keys_of(folder), asked.id, now=TUESDAY)
    assert [r.id for r in accepting.ended_lately(db, of=jonas, now=TUESDAY)] == [asked.id]
    after = TUESDAY + accepting.SHOWN_AFTER_END + timedelta(seconds=1)
    assert accepting.ended_lately(db, of=jonas, now=after) == []
