"""From a card that was given to coming back alone: how many come how far, and how long it takes."""

from datetime import timedelta

import pytest

from store import cards, districts, funnel, hand_offs, offers, people, referrals, small_numbers
from store.hand_offs import Entry
from store.retention_rules import RULES
from store.small_numbers import published
from tests import requests
from tests.conftest import TUESDAY

DAY = timedelta(days=1)
ONWARD = ("accepted", "reached", "arranged", "accompanied", "came_back")


@pytest.fixture
def amira(town):
    districts.named(town.db, "Altstadt")
    return people.welcome(town.db, role="key_person", name="Amira", email="", now=TUESDAY)


def give_card(town, folder, amira, at, *, code="", entry="a"):
    given = Entry(
        id=entry, digest=entry, reason="company", district="Altstadt", code=code,
        handed_off_at=at, day=at.date(), is_clock_off=False,
    )  # fmt: skip
    keys = requests.keys_of(folder)
    hand_offs.take_in(town.db, keys, given, person_id=amira.id, now=at)


def printed(town, number=1):
    return cards.print_run(town.db, count=number, languages=["de"], holder_id=None, now=TUESDAY)


def walk(town, referral, steps, *, every=DAY):
    for n, step in enumerate(steps, 1):
        at = TUESDAY + n * every
        referrals.step(town.db, referral.id, step, by_role="pilot", now=at)


def told(town, *, now=TUESDAY + 30 * DAY):
    return funnel.funnel(funnel.ways(town.db, now=now), now=now)


def test_who_asked_and_came_back_took_every_step(town, folder):
    walk(town, requests.request(town.db, folder), ONWARD)
    walk(town, requests.request(town.db, folder), [*ONWARD[:2], "declined"])
    told_now = told(town)
    assert told_now.came == (2, 2, 2, 2, 1, 1, 1)
    assert told_now.furthest == (0, 0, 0, 1, 0, 0, 1)
    accepted = told_now.waits[1]
    assert (accepted.taken, accepted.waiting, accepted.median) == (2, 0, 1.0)
    assert told_now.waits[3].waiting == 0, "who has left waits no more"


def test_who_still_waits_is_counted_with_their_time(town, folder):
    walk(town, requests.request(town.db, folder), ["accepted"])
    walk(town, requests.request(town.db, folder), [])
    waited = told(town).waits[1]
    assert (waited.taken, waited.waiting) == (1, 1)
    assert (waited.quick, waited.median, waited.slow) == (1.0, 1.0, None)


def test_a_step_counts_once_also_for_who_was_given_back(town, folder):
    asked = requests.request(town.db, folder)
    walk(town, asked, ["accepted", "handed_off", "accepted", "reached"])
    told_now = told(town)
    assert told_now.came == (1, 1, 1, 1, 0, 0, 0)
    assert (told_now.waits[1].median, told_now.waits[2].median) == (1.0, 3.0)


def test_a_card_counts_from_the_day_it_was_given(town, folder, amira):
    [answered, silent] = printed(town, 2)
    give_card(town, folder, amira, TUESDAY, code=answered, entry="a")
    give_card(town, folder, amira, TUESDAY, code=silent, entry="b")
    give_card(town, folder, amira, TUESDAY, entry="c")
    cards.answer(town.db, answered, "nothing", now=TUESDAY + 4 * DAY)
    told_now = told(town)
    assert told_now.came == (3, 1, 0, 0, 0, 0, 0)
    wait = told_now.waits[0]
    assert (wait.taken, wait.waiting, wait.quick, wait.median) == (1, 2, 4.0, None)


def test_a_card_somebody_asked_with_is_one_way_only(town, folder, amira):
    [code] = printed(town)
    give_card(town, folder, amira, TUESDAY - 3 * DAY, code=code)
    asked = requests.request(town.db, folder)
    town.db.execute("UPDATE referral SET code = ?, channel = 'card' WHERE id = ?", [code, asked.id])
    cards_answered = "UPDATE card SET answer = 'company', answered_at = ? WHERE code = ?"
    town.db.execute(cards_answered, [TUESDAY.isoformat(), code])
    told_now = told(town)
    assert told_now.came == (1, 1, 0, 0, 0, 0, 0)
    assert told_now.waits[0].median == 3.0


def test_cards_that_were_forgotten_are_still_counted_once(town, folder, amira):
    for n in range(7):
        give_card(town, folder, amira, TUESDAY, entry=str(n))
    long_after = TUESDAY + 200 * DAY
    before = told(town, now=long_after)
    for rule in RULES:
        if rule.table == "hand_off":
            rule.apply(town.db, now=long_after)
    after = told(town, now=long_after)
    assert before.came[0] == after.came[0] == 7
    assert before.waits[0].waiting == after.waits[0].waiting == 7
    [(district, ways)] = funnel.told_apart(
        funnel.ways(town.db, now=long_after), "district", groups={}
    ).items()
    assert (district, [way.number for way in ways]) == ("Altstadt", [7])


def test_ways_are_told_apart_by_what_is_known_of_them(town, folder):
    offer_id = town.offer("Frühstück")
    offers.welcome(town.db, offer_id, languages=[], situations=["alone", "caring"])
    altstadt = districts.named(town.db, "Altstadt").id
    requests.request(town.db, folder, language="tr", offer_id=offer_id, district_id=altstadt)
    requests.request(town.db, folder)
    everybody, groups = funnel.ways(town.db, now=TUESDAY), funnel.groups(town.db)

    def apart(by):
        parts = funnel.told_apart(everybody, by, groups=groups)
        assert list(parts) == funnel.parts(everybody, by, groups=groups)
        return {name: len(ways) for name, ways in parts.items()}

    assert apart("language") == {"de": 1, "tr": 1}
    assert apart("district") == {"Altstadt": 1, "": 1}
    assert apart("group") == {"alone": 1, "caring": 1, "": 1}
    assert apart("channel") == {"own": 2}
    assert apart("quarter") == {"2026-2": 2}


def test_outside_no_step_tells_of_one_who_left(town, folder):
    """Nine asked and eight were reached: that one was not is nobody's business."""
    for _ in range(8):
        walk(town, requests.request(town.db, folder), ["accepted", "reached"])
    requests.request(town.db, folder)
    whole = {"": told(town)}
    seen = small_numbers.at_least(published(funnel.table("t", whole, is_whole=True)))[0]
    assert whole[""].came[:4] == (9, 9, 8, 8)
    assert seen == (9, 9, None, None, 0, 0, 0)
