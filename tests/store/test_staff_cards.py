"""A card and six digits, and what becomes of those who guess."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from store import database, devices, districts, people, pepper, staff_cards
from store.errors import NotFound, WrongStep
from store.staff_cards import TooSoon, WeakPin, WrongPin

NOW = datetime(2026, 5, 5, 8, 0, tzinfo=UTC)
PIN = "274193"


@pytest.fixture
def amira(db):
    return people.welcome(db, role="key_person", name="Amira Haddad", email="", now=NOW)


@pytest.fixture
def secret(db, amira):
    return hand_out(db, amira)


@pytest.fixture
def enrol(folder):
    """Somebody types a PIN on a phone; gives the phone's token."""

    def type_it(db, secret, pin, *, at=NOW):
        key = pepper.of(folder)
        return staff_cards.enrol(db, secret, pin=pin, device_name="Firefox", pepper=key, now=at)

    return type_it


def hand_out(db, person, *, district_id=None, at=NOW):
    return staff_cards.issue(
        db, person.id, workplace="Markt am Bach", district_id=district_id, now=at
    )


def guess(db, secret, enrol, *, times):
    """Wrong PINs, each as early as one may; gives when the next may be typed."""
    at = NOW
    for wrong in range(1, times + 1):
        with pytest.raises(WrongPin) as refused:
            enrol(db, secret, f"{wrong:06}", at=at)
        assert refused.value.tries_left == 10 - wrong
        at += timedelta(seconds=2**wrong)
    return at


def test_the_first_pin_becomes_the_cards_and_every_phone_needs_it(db, amira, secret, enrol):
    assert not people.get(db, amira.id).is_enrolled
    first = devices.opened_by(db, enrol(db, secret, PIN))
    assert (first.person.name, first.name) == ("Amira Haddad", "Firefox")
    with pytest.raises(WrongPin):
        enrol(db, secret, "274194")
    second = devices.opened_by(db, enrol(db, secret, PIN, at=NOW + timedelta(seconds=2)))
    assert second.person == first.person and second.id != first.id
    assert second.person.is_enrolled


def test_what_the_office_reads_of_a_card_and_what_nobody_does(db, amira, enrol):
    bach = districts.named(db, "Am Bach")
    secret = hand_out(db, amira, district_id=bach.id)
    card = staff_cards.of_person(db, amira.id)
    assert (card.person, card.workplace, card.district) == (amira, "Markt am Bach", "Am Bach")
    assert (card.issued_at, card.has_pin, card.tries_left()) == (NOW, False, 10)
    enrol(db, secret, PIN)
    assert staff_cards.of_person(db, amira.id).has_pin
    kept = str(list(db["staff_card"].rows))
    assert len(secret) == 22 and secret not in kept and PIN not in kept


@pytest.mark.parametrize("pin", ["777777", "123456", "654321", "27419", "2741933", "27419x", ""])
def test_a_pin_that_everybody_guesses_is_no_pin(db, amira, secret, enrol, pin):
    with pytest.raises(WeakPin):
        enrol(db, secret, pin)
    card = staff_cards.of_person(db, amira.id)
    assert not card.has_pin and card.wrong_pins == 0


def test_each_wrong_pin_makes_the_next_wait_twice_as_long_even_the_right_one(
    db, amira, secret, enrol
):
    enrol(db, secret, PIN)
    free_at = guess(db, secret, enrol, times=5)
    with pytest.raises(TooSoon) as refused:
        enrol(db, secret, PIN, at=free_at - timedelta(seconds=12))
    assert refused.value.wait_seconds == 12
    assert staff_cards.of_person(db, amira.id).wrong_pins == 5
    assert enrol(db, secret, PIN, at=free_at)


def test_a_clock_set_back_does_not_lock_a_card(db, secret, enrol):
    enrol(db, secret, PIN)
    guess(db, secret, enrol, times=1)
    with pytest.raises(TooSoon) as refused:
        enrol(db, secret, PIN, at=NOW - timedelta(days=1))
    assert refused.value.wait_seconds == 2


def test_the_tenth_wrong_pin_in_all_ends_the_card_and_its_phones(db, amira, secret, enrol):
    enrol(db, secret, PIN)
    at = guess(db, secret, enrol, times=9)
    # The right one in between gives back no try.
    phone = enrol(db, secret, PIN, at=at)
    with pytest.raises(WrongPin) as refused:
        enrol(db, secret, "999990", at=at)
    assert refused.value.tries_left == 0
    for call in (
        lambda: devices.opened_by(db, phone),
        lambda: enrol(db, secret, PIN, at=at + timedelta(days=1)),
    ):
        with pytest.raises(NotFound):
            call()
    assert staff_cards.of_person(db, amira.id) is None
    assert "argon2" not in str(list(db["staff_card"].rows)), "nothing is left to guess at"


def test_a_new_card_ends_the_old_one_with_its_phones_and_begins_anew(db, amira, secret, enrol):
    phone = enrol(db, secret, PIN)
    new = hand_out(db, amira)
    assert not people.get(db, amira.id).is_enrolled
    for call in (lambda: devices.opened_by(db, phone), lambda: enrol(db, secret, PIN)):
        with pytest.raises(NotFound):
            call()
    assert devices.opened_by(db, enrol(db, new, "904417")).person.id == amira.id


def test_nobody_who_was_put_out_and_nobody_else_comes_in_by_card(db, amira, secret, enrol):
    jonas = people.welcome(db, role="pilot", name="Jonas Brandt", email="", now=NOW)
    with pytest.raises(WrongStep):
        hand_out(db, jonas)
    people.revoke(db, amira.id, now=NOW)
    with pytest.raises(NotFound):
        enrol(db, secret, PIN)
    with pytest.raises(WrongStep):
        hand_out(db, amira)


def test_guesses_at_the_same_moment_are_one_guess(db, folder, amira, secret, enrol):
    enrol(db, secret, PIN)
    told = []

    def guess_once(pin):
        try:
            enrol(database.open_office(folder), secret, pin)
        except (WrongPin, TooSoon) as refused:
            told.append(type(refused))

    threads = [threading.Thread(target=guess_once, args=[f"11111{n}"]) for n in (2, 3, 4, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told, key=str) == [TooSoon, TooSoon, TooSoon, WrongPin]
    assert staff_cards.of_person(db, amira.id).wrong_pins == 1


def test_two_first_pins_at_the_same_moment_leave_one(db, folder, secret, enrol):
    told = {}

    def choose(pin):
        try:
            told[pin] = enrol(database.open_office(folder), secret, pin)
        except (WrongPin, TooSoon) as refused:
            told[pin] = refused

    threads = [threading.Thread(target=choose, args=[pin]) for pin in ("274193", "904417")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(answer).__name__ for answer in told.values()) in (
        ["WrongPin", "str"],
        ["TooSoon", "WrongPin"],
    )
