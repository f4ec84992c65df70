"""A card is printed, given by Amira, and answered by somebody she will not hear the name of."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from store import cards, codes, database, office_keys, people, referrals, sealing
from store.database import insert, one, rows
from store.errors import NotFound, Taken
from store.referrals import Consent, Wish
from tests.conftest import TUESDAY

LATER = TUESDAY + timedelta(hours=1)


@pytest.fixture
def amira(db):
    return people.welcome(db, role="key_person", name="Amira", email="", now=TUESDAY).id


@pytest.fixture
def print_run(db):
    def print_run(count=1, holder_id=None):
        return cards.print_run(
            db, count=count, languages=("de", "tr"), holder_id=holder_id, now=TUESDAY
        )

    return print_run


@pytest.fixture
def given(db):
    """Note that a key person gave a card; returns the hand-off's id."""

    def given(person_id, *, minutes=0, card_code=None, kind="card"):
        number = db.execute("SELECT count(*) + 1 FROM receipt").fetchone()[0]
        receipt = {"entry": f"entry {number}", "digest": "d", "receipt": f"receipt {number}"}
        at = (TUESDAY + timedelta(minutes=minutes)).isoformat()
        insert(db, "receipt", {**receipt, "given_at": at})
        row = {"receipt": f"receipt {number}", "person_id": person_id, "kind": kind}
        row |= {"reason": "asked", "card_code": card_code, "handed_off_at": at, "received_at": at}
        insert(db, "hand_off", row)
        return number

    return given


@pytest.fixture
def ask(db, folder):
    def ask(code, wanted="company", record="referral:0b7c"):
        office = office_keys.public(folder)
        return cards.ask(
            db,
            sealing.open_keys(folder),
            code,
            wanted,
            record=record,
            wish=Wish("tr", "any", comes_along=True),
            consent=Consent(1, "tr", "on_the_page"),
            envelope=sealing.seal(office, record, {"name": "Rosa", "contact": "030 23125 777"}),
            now=LATER,
        )

    return ask


def named(db):
    """Hand-off → the card it turned out to be."""
    return {row["id"]: row["card_code"] for row in rows(db, "SELECT id, card_code FROM hand_off")}


def test_every_card_of_a_run_has_a_code_of_its_own(db, amira, print_run):
    printed = print_run(25, amira)
    assert len(set(printed)) == 25 and all(codes.is_valid(code) for code in printed)
    assert cards.get(db, printed[7]) == cards.Card(printed[7], amira, None)


def test_a_code_that_is_no_card_is_not_found(db, print_run):
    print_run()
    with pytest.raises(NotFound):
        cards.get(db, codes.issue(db, now=TUESDAY))


def test_a_run_that_never_became_paper_is_taken_back_and_its_codes_are_used_up(db, print_run):
    kept, printed = print_run(), print_run(3)
    cards.call_off(db, printed)
    for code in printed:
        with pytest.raises(NotFound):
            cards.get(db, code)
        assert one(db, "SELECT 1 AS n FROM code WHERE symbols = ?", code)
    assert cards.get(db, kept[0]).answer is None
    assert one(db, "SELECT count(*) AS n FROM card_run")["n"] == 1


def test_nothing_may_be_thought_over(db, print_run, ask):
    [code] = print_run()
    for _ in range(2):
        cards.answer(db, code, "nothing", now=TUESDAY)
    assert cards.get(db, code).answer == "nothing"
    referral = ask(code, "call")
    assert (referral.code, referral.channel, cards.get(db, code).answer) == (code, "card", "call")


def test_sending_twice_is_one_request(db, print_run, ask):
    [code] = print_run()
    assert ask(code) == ask(code)
    assert len(referrals.due(db)) == 1


def test_who_is_second_is_told_and_nothing_of_theirs_is_kept(db, print_run, ask):
    [code] = print_run()
    first = ask(code)
    for wanted in ("company", "call"):
        with pytest.raises(Taken):
            ask(code, wanted, record="referral:other")
    with pytest.raises(Taken):
        cards.answer(db, code, "nothing", now=LATER)
    assert referrals.due(db) == [first] and cards.get(db, code).answer == "company"


def test_of_two_at_once_one_wins(db, folder, print_run):
    [code] = print_run()
    office = office_keys.public(folder)

    def ask_at_once(number):
        record = f"referral:{number}"
        try:
            return cards.ask(
                database.open_office(folder),
                sealing.open_keys(folder),
                code,
                ("call", "company")[number % 2],
                record=record,
                wish=Wish("tr", "any", comes_along=True),
                consent=Consent(1, "tr", "on_the_page"),
                envelope=sealing.seal(office, record, {"name": "Rosa"}),
                now=LATER,
            )
        except Taken:
            return None

    with ThreadPoolExecutor(8) as phones:
        answers = list(phones.map(ask_at_once, range(8)))
    [asked] = [answer for answer in answers if answer]
    assert referrals.due(db) == [asked]


def test_a_card_handed_over_with_consent_is_used(db, folder, print_run):
    [code], record = print_run(), "referral:0b7c"
    handed_over = referrals.ask(
        db,
        sealing.open_keys(folder),
        record=record,
        wish=Wish("tr", "any", comes_along=True),
        consent=Consent(1, "tr", "read_aloud"),
        envelope=sealing.seal(office_keys.public(folder), record, {"name": "Rosa"}),
        code=code,
        now=TUESDAY,
    )
    with pytest.raises(Taken):
        cards.answer(db, code, "nothing", now=LATER)
    assert referrals.by_code(db, code) == handed_over


def test_a_request_with_another_code_does_not_use_up_this_card(db, print_run, ask):
    mine, found = print_run(2)
    ask(mine)
    with pytest.raises(Taken):
        ask(found)
    assert cards.get(db, found).answer is None


@pytest.mark.parametrize("answer", ["nothing", "call", "company"])
def test_an_answer_goes_to_the_longest_waiting_hand_off_of_its_holder(
    db, amira, print_run, given, answer
):
    ole = people.welcome(db, role="key_person", name="Ole", email="", now=TUESDAY).id
    code, _ = print_run(2, amira)
    of_ole, newer, older = given(ole), given(amira, minutes=9), given(amira, minutes=3)
    cards.answer(db, code, answer, now=LATER)
    assert named(db) == {of_ole: None, newer: None, older: code}


def test_the_next_answer_goes_to_the_next_hand_off(db, amira, print_run, given):
    one_card, another = print_run(2, amira)
    first, second = given(amira), given(amira, minutes=5)
    for code in (one_card, another):
        cards.answer(db, code, "call", now=LATER)
    assert named(db) == {first: one_card, second: another}


def test_an_answer_that_is_revised_stays_with_its_hand_off(db, amira, print_run, given, ask):
    [code] = print_run(1, amira)
    first, second = given(amira), given(amira)
    cards.answer(db, code, "nothing", now=TUESDAY)
    ask(code)
    assert named(db) == {first: code, second: None}


def test_a_card_somebody_typed_is_linked_already(db, amira, print_run, given):
    [code] = print_run(1, amira)
    waiting, typed = given(amira), given(amira, card_code=code)
    cards.answer(db, code, "call", now=LATER)
    assert named(db) == {waiting: None, typed: code}


def test_cards_without_a_holder_are_nobodys_hand_off(db, amira, print_run, given):
    [code] = print_run()
    waiting = given(amira)
    cards.answer(db, code, "call", now=LATER)
    assert named(db) == {waiting: None}


def test_only_key_persons_who_are_still_with_us_hold_packs(db, amira):
    other = people.welcome(db, role="pilot", name="Amira", email="", now=TUESDAY).id
    assert cards.holders_named(db, "Amira") == [amira] != [other]
    people.revoke(db, amira, now=TUESDAY)
    assert cards.holders_named(db, "Amira") == []
