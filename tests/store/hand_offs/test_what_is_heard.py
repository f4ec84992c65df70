from datetime import timedelta

import pytest

from store import doubtful_hand_offs, hand_offs
from store.referrals import EXITS, STEPS
from tests.store.hand_offs.entries import NOW, agreed, answer, given, print_card

WORDS = {
    "handed_off": "arrived",
    "accepted": "in_contact",
    "reached": "in_contact",
    "arranged": "in_contact",
    "accompanied": "accompanied",
    "came_back": "accompanied",
    "withdrawn": "sadly_not",
} | dict.fromkeys(EXITS, "sadly_not")


def test_whoever_answers_before_the_phone_finds_a_network_is_heard_of(
    db, keys, folder, amira, take_in
):
    card = print_card(db)
    answer(db, keys, folder, card)
    take_in(given(code=card))
    assert doubtful_hand_offs.needing_a_look(db) == []
    assert [heard.word for heard in hand_offs.mine(db, amira, now=NOW)] == ["arrived"]
    take_in(agreed(folder, code=card))
    assert [odd.why for odd in doubtful_hand_offs.needing_a_look(db)] == ["card_used"]


@pytest.mark.parametrize("is_card", [True, False])
def test_a_key_person_hears_one_of_four_words_in_every_state(
    db, keys, folder, amira, take_in, is_card
):
    card = print_card(db)
    if is_card:
        take_in(given(code=card))
        answer(db, keys, folder, card)
    else:
        take_in(agreed(folder, code=card))
    assert {*STEPS, *EXITS, "came_back", "withdrawn"} == WORDS.keys()
    for state, word in WORDS.items():
        due_on = "2026-05-09" if state in STEPS else None
        db.execute("UPDATE referral SET state = ?, due_on = ?, box = NULL", [state, due_on])
        [heard] = hand_offs.mine(db, amira, now=NOW)
        assert (heard.word, heard.handed_off_at) == (word, NOW)


def test_everybody_hears_of_their_own_and_for_sixty_days(db, amira, ole, take_in):
    take_in(given())
    take_in(given(), by=ole)
    assert len(hand_offs.mine(db, amira, now=NOW + timedelta(days=60))) == 1
    assert hand_offs.mine(db, amira, now=NOW + timedelta(days=60, seconds=1)) == []
