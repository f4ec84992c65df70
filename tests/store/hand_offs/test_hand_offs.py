from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from store import database, districts, hand_offs, office_keys, referrals, sealing, withdrawals
from store.database import rows
from store.sealing import CannotOpen
from tests.entries import TOLD
from tests.store.hand_offs.entries import NOW, agreed, given, print_card, told

TABLES = ("hand_off", "receipt", "referral", "consent", "event", "hand_off_day")


def stored(db):
    """How many rows each table holds, and what was counted."""
    numbers = {table: db.table(table).count for table in TABLES}
    return numbers, rows(db, "SELECT * FROM hand_off_day ORDER BY day")


def test_a_card_that_was_given_is_counted_and_names_nobody(db, amira, take_in):
    districts.named(db, "Altstadt")
    assert take_in(given()).is_new
    [counted] = rows(db, "SELECT * FROM hand_off_day")
    assert list(counted.values()) == ["2026-05-05", "card", "company", "Altstadt", 1]
    assert [heard.word for heard in hand_offs.mine(db, amira, now=NOW)] == ["given"]
    assert db.table("referral").count == 0


def test_with_consent_somebody_waits_for_a_pilot(db, keys, folder, take_in):
    district, card = districts.named(db, "Altstadt"), print_card(db)
    take_in(agreed(folder, code=card))
    [asked] = referrals.due(db)
    assert (asked.code, asked.channel, asked.state) == (card, "consent", "handed_off")
    assert (asked.language, asked.best_time, asked.district) == ("tr", "evening", district.name)
    [consent] = rows(db, "SELECT text_version, language, how FROM consent")
    assert list(consent.values()) == [1, "tr", "read_aloud"]
    assert told(db, keys, folder, asked.id) == TOLD


def test_the_same_again_is_the_same_receipt_and_nothing_more(db, folder, take_in):
    entry = agreed(folder)
    first, before = take_in(entry), stored(db)
    again = take_in(entry, now=NOW + timedelta(days=400))
    assert (again.text, first.is_new, again.is_new) == (first.text, True, False)
    assert stored(db) == before


def test_two_tabs_at_once_are_one(db, folder, amira):
    for _ in range(10):
        entry, start = agreed(folder), Barrier(2)

        def send(entry=entry, start=start):
            own, keys = database.open_office(folder), sealing.open_keys(folder)
            start.wait()
            receipt = hand_offs.take_in(own, keys, entry, person_id=amira, now=NOW)
            own.close()
            keys.close()
            return receipt

        with ThreadPoolExecutor(2) as tabs:
            receipts = [tab.result() for tab in (tabs.submit(send), tabs.submit(send))]
        assert {receipt.text for receipt in receipts} == {receipts[0].text}
        assert sorted(receipt.is_new for receipt in receipts) == [False, True]
    numbers, _ = stored(db)
    assert (numbers["hand_off"], numbers["referral"], numbers["receipt"]) == (10, 10, 10)


def test_each_of_two_under_one_id_is_erased_for_itself(db, keys, folder, take_in):
    first = agreed(folder)
    take_in(first)
    take_in(agreed(folder, id=first.id, digest="other"))
    one, other = referrals.due(db)
    withdrawals.withdraw(db, keys, one.id, now=NOW)
    assert told(db, keys, folder, other.id) == TOLD
    withdrawals.withdraw(db, keys, other.id, now=NOW)
    with pytest.raises(CannotOpen):
        sealing.read(keys, office_keys.private(folder), other.record, other.box)


def test_what_was_taken_back_does_not_return(db, keys, folder, take_in):
    entry = agreed(folder)
    receipt = take_in(entry)
    [asked] = referrals.due(db)
    withdrawals.withdraw(db, keys, asked.id, now=NOW)
    assert take_in(entry).text == receipt.text
    assert referrals.get(db, asked.id).box is None and referrals.due(db) == []
    assert keys.table("wrapped_key").count == 0


def test_what_was_erased_altogether_does_not_return(db, take_in):
    receipt = take_in(entry := given())
    db.execute("DELETE FROM hand_off")
    assert take_in(entry).text == receipt.text
    assert db.table("hand_off").count == 0


def test_what_is_sealed_for_another_office_is_kept_until_somebody_looks(
    db, keys, folder, tmp_path_factory, take_in
):
    """Only the private key could tell, and the room that takes it in does not need to have it."""
    take_in(agreed(folder, key=office_keys.make(tmp_path_factory.mktemp("elsewhere"))))
    [asked] = referrals.due(db)
    with pytest.raises(CannotOpen):
        told(db, keys, folder, asked.id)


@pytest.mark.parametrize("table", ["hand_off", "receipt", "consent", "event", "hand_off_day"])
def test_an_entry_is_kept_whole_or_not_at_all(db, folder, take_in, table):
    entry, before = agreed(folder), stored(db)
    sql = f"BEFORE INSERT ON {table} BEGIN SELECT raise(ABORT, 'the power is cut'); END"
    db.execute(f"CREATE TRIGGER power_cut {sql}")
    with pytest.raises(Exception, match="the power is cut"):
        take_in(entry)
    assert stored(db) == before
    db.execute("DROP TRIGGER power_cut")
    assert take_in(entry).is_new
