import pytest

from store import codes, doubtful_hand_offs, referrals
from store.database import rows
from tests.entries import TOLD
from tests.store.hand_offs.entries import NOW, agreed, given, print_card, told


@pytest.mark.parametrize("has_consent", [True, False])
def test_an_odd_code_is_kept_for_somebody_to_look_at(db, folder, ole, take_in, has_consent):
    def entry(code):
        return agreed(folder, code=code) if has_consent else given(code=code)

    card, not_a_card = print_card(db), codes.issue(db, now=NOW)
    for code in (card, card, not_a_card, "ROSA"):
        assert take_in(entry(code), by=ole).is_new
    assert [(odd.why, odd.typed_code) for odd in doubtful_hand_offs.needing_a_look(db)] == [
        ("card_used", card),
        ("unknown_card", not_a_card),
        ("unknown_card", "ROSA"),
    ]
    [used] = rows(db, "SELECT card_code FROM hand_off WHERE card_code IS NOT NULL")
    assert used["card_code"] == card
    assert len({asked.code for asked in referrals.due(db)}) == (4 if has_consent else 0)


def test_a_clock_that_is_off_is_looked_at_until_that_is_settled(db, take_in):
    take_in(given(is_clock_off=True))
    [odd] = doubtful_hand_offs.needing_a_look(db)
    assert (odd.why, odd.kind, odd.referral_id) == ("clock", "card", None)
    doubtful_hand_offs.settle(db, odd.id)
    assert doubtful_hand_offs.needing_a_look(db) == []


def test_other_words_under_the_same_id_are_both_kept_and_readable(db, keys, folder, take_in):
    card = print_card(db)
    first = agreed(folder, code=card)
    other = agreed(folder, id=first.id, code=card, digest="other", told=TOLD | {"name": "Rosi"})
    receipts = [take_in(first), take_in(other), take_in(other), take_in(first)]
    assert [receipt.is_new for receipt in receipts] == [True, True, False, False]
    assert receipts[0].text == receipts[3].text != receipts[1].text == receipts[2].text
    [doubtful] = doubtful_hand_offs.needing_a_look(db)
    assert (doubtful.why, doubtful.entry, doubtful.key_person) == (
        "other_body",
        first.id,
        "Amira Haddad",
    )
    names = [told(db, keys, folder, asked.id)["name"] for asked in referrals.due(db)]
    assert names == ["Rosa Beispiel", "Rosi"]
    assert [row["n"] for row in rows(db, "SELECT n FROM hand_off_day")] == [1]
