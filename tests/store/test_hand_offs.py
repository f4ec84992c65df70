from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from uuid import uuid4

import pytest

from store import (
    codes,
    database,
    districts,
    hand_offs,
    office_keys,
    people,
    referrals,
    sealing,
    withdrawals,
)
from store.database import insert, rows
from store.hand_offs import Entry, Request
from store.referrals import EXITS, STEPS, Consent, Wish
from store.sealing import CannotOpen
from tests.entries import TOLD

NOW = datetime(2026, 5, 5, 8, 0, tzinfo=UTC)
TABLES = ("hand_off", "receipt", "referral", "consent", "event", "hand_off_day")


@pytest.fixture
def keys(folder):
    return sealing.open_keys(folder)


@pytest.fixture
def amira(db):
    return people.welcome(db, role="key_person", name="Amira Haddad", email="", now=NOW).id


@pytest.fixture
def ole(db):
    return people.welcome(db, role="key_person", name="Ole Jansen", email="", now=NOW).id


@pytest.fixture
def take_in(db, keys, amira):
    def take_in(entry, *, by=amira, now=NOW):
        return hand_offs.take_in(db, keys, entry, person_id=by, now=now)

    return take_in


def given(**changed):
    """A card was given, at eight in the morning."""
    entry = Entry(
        id=str(uuid4()),
        digest="first",
        reason="company",
        district="Altstadt",
        code="",
        handed_off_at=NOW,
        day=date(2026, 5, 5),
        is_clock_off=False,
    )
    return replace(entry, **changed)


def agreed(folder, *, told=TOLD, key=None, **changed):
    """Rosa agreed to be called."""
    entry = given(**changed)
    envelope = sealing.seal(key or office_keys.make(folder), f"referral:{entry.id}", told)
    wish = Wish(language="tr", best_time="evening", comes_along=True)
    return replace(entry, request=Request(wish, Consent(1, "tr", "read_aloud"), envelope))


def print_card(db):
    """The code of a card that lies in somebody's pocket."""
    code = codes.issue(db, now=NOW)
    run = {"languages": "de,tr", "printed_at": NOW.isoformat()}
    run_id = db.table("card_run").insert(run).last_pk
    insert(db, "card", {"code": code, "run_id": run_id})
    return code


def stored(db):
    """How many rows each table holds, and what was counted."""
    numbers = {table: db.table(table).count for table in TABLES}
    return numbers, rows(db, "SELECT * FROM hand_off_day ORDER BY day")


def told(db, keys, folder, referral_id):
    """What the office reads of a referral."""
    referral = referrals.get(db, referral_id)
    return sealing.read(keys, office_keys.private(folder), referral.record, referral.box)


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


def test_other_words_under_the_same_id_are_both_kept_and_readable(db, keys, folder, take_in):
    card = print_card(db)
    first = agreed(folder, code=card)
    other = agreed(folder, id=first.id, code=card, digest="other", told=TOLD | {"name": "Rosi"})
    receipts = [take_in(first), take_in(other), take_in(other), take_in(first)]
    assert [receipt.is_new for receipt in receipts] == [True, True, False, False]
    assert receipts[0].text == receipts[3].text != receipts[1].text == receipts[2].text
    [doubtful] = hand_offs.needing_a_look(db)
    assert (doubtful.why, doubtful.entry, doubtful.key_person) == (
        "other_body",
        first.id,
        "Amira Haddad",
    )
    names = [told(db, keys, folder, asked.id)["name"] for asked in referrals.due(db)]
    assert names == ["Rosa Beispiel", "Rosi"]
    assert [row["n"] for row in rows(db, "SELECT n FROM hand_off_day")] == [1]


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


@pytest.mark.parametrize("has_consent", [True, False])
def test_an_odd_code_is_kept_for_somebody_to_look_at(db, folder, ole, take_in, has_consent):
    def entry(code):
        return agreed(folder, code=code) if has_consent else given(code=code)

    card, not_a_card = print_card(db), codes.issue(db, now=NOW)
    for code in (card, card, not_a_card, "ROSA"):
        assert take_in(entry(code), by=ole).is_new
    assert [(odd.why, odd.typed_code) for odd in hand_offs.needing_a_look(db)] == [
        ("card_used", card),
        ("unknown_card", not_a_card),
        ("unknown_card", "ROSA"),
    ]
    [used] = rows(db, "SELECT card_code FROM hand_off WHERE card_code IS NOT NULL")
    assert used["card_code"] == card
    assert len({asked.code for asked in referrals.due(db)}) == (4 if has_consent else 0)


def answer(db, keys, folder, card):
    """Somebody scans the card and asks for company."""
    return referrals.ask(
        db,
        keys,
        record=f"referral:{card}",
        wish=Wish(language="de", best_time="any", comes_along=True),
        consent=Consent(1, "de", "on_the_page"),
        envelope=sealing.seal(office_keys.make(folder), f"referral:{card}", TOLD),
        code=card,
        now=NOW,
    )


def test_whoever_answers_before_the_phone_finds_a_network_is_heard_of(
    db, keys, folder, amira, take_in
):
    card = print_card(db)
    answer(db, keys, folder, card)
    take_in(given(code=card))
    assert hand_offs.needing_a_look(db) == []
    assert [heard.word for heard in hand_offs.mine(db, amira, now=NOW)] == ["arrived"]
    take_in(agreed(folder, code=card))
    assert [odd.why for odd in hand_offs.needing_a_look(db)] == ["card_used"]


def test_a_clock_that_is_off_is_looked_at_until_that_is_settled(db, take_in):
    take_in(given(is_clock_off=True))
    [odd] = hand_offs.needing_a_look(db)
    assert (odd.why, odd.kind, odd.referral_id) == ("clock", "card", None)
    hand_offs.settle(db, odd.id)
    assert hand_offs.needing_a_look(db) == []


WORDS = {
    "handed_off": "arrived",
    "accepted": "in_contact",
    "reached": "in_contact",
    "arranged": "in_contact",
    "accompanied": "accompanied",
    "came_back": "accompanied",
    "withdrawn": "sadly_not",
} | dict.fromkeys(EXITS, "sadly_not")


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
