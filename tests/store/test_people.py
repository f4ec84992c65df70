"""Whom we know, and what the store itself holds to."""

import threading
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag
from pysqlite3 import IntegrityError

from store import passwords, people, pepper, second_factors
from store.errors import NotFound, Taken
from tests.cast import PASSWORD, enrol
from tests.conftest import TUESDAY

TODAY = TUESDAY.date()


@pytest.fixture
def jonas(db, folder):
    return enrol(db, folder, role="pilot", name="Jonas Brandt", now=TUESDAY)


def test_dates_gate_everybody_but_the_office(db):
    new = {"name": "Amira", "email": "", "now": TUESDAY}
    for role, may in (("key_person", False), ("pilot", False), ("coordinator", True)):
        assert people.welcome(db, role=role, **new).may_act(TODAY) is may
    amira = people.welcome(db, role="key_person", **new)
    people.train(db, amira.id, until_on=TODAY)
    assert not people.get(db, amira.id).may_act(TODAY)
    amira = people.bind(db, amira.id, since_on=TODAY)
    assert amira.may_act(TODAY)
    assert not amira.may_act(TODAY + timedelta(days=1))
    assert not people.revoke(db, amira.id, now=TUESDAY).may_act(TODAY)


def test_an_address_belongs_to_one_until_they_leave(db, jonas):
    new = {"role": "pilot", "name": "Jonas Klein", "now": TUESDAY}
    with pytest.raises(Taken):
        people.welcome(db, email="JONAS@muster.example ", **new)
    people.revoke(db, jonas.id, now=TUESDAY)
    assert people.welcome(db, email=jonas.email, **new).email == jonas.email


def test_the_record_holds_no_secret(db, jonas):
    told = repr(people.get(db, jonas.id))
    assert "argon2" not in told and jonas.secret not in told


@pytest.mark.parametrize(
    "change",
    [
        "role = 'admin'",
        "email = 'JONAS@muster.example'",
        "email = 'jonas'",
        "email = NULL",
        "totp_secret = NULL",
        "role = 'key_person'",
        "name = ''",
    ],
)
def test_no_way_around_what_must_hold(db, jonas, change):
    with pytest.raises(IntegrityError):
        db.execute(f"UPDATE person SET {change} WHERE id = ?", [jonas.id])


@pytest.mark.parametrize(("seconds", "fits"), [(-61, False), (-30, True), (30, True), (61, False)])
def test_a_phones_clock_may_be_half_a_minute_wrong(db, folder, jonas, seconds, fits):
    code = jonas.code(TUESDAY + timedelta(seconds=seconds))
    # In the middle of a step, so that a second more or less does not decide.
    now = TUESDAY + timedelta(seconds=1)
    key = pepper.of(folder)
    assert second_factors.use(db, jonas.id, typed=code, pepper=key, now=now) is fits


def test_an_older_code_is_refused_after_a_newer_one(db, folder, jonas):
    use = {"pepper": pepper.of(folder), "now": TUESDAY}
    before, now = jonas.code(TUESDAY - timedelta(seconds=30)), jonas.code(TUESDAY)
    assert second_factors.use(db, jonas.id, typed=now, **use)
    assert not second_factors.use(db, jonas.id, typed=before, **use)


def test_a_secret_copied_to_somebody_else_opens_nothing(db, folder, jonas):
    key = pepper.of(folder)
    mira = enrol(db, folder, role="pilot", name="Mira Aydın", now=TUESDAY)
    db.execute(
        "UPDATE person SET totp_secret = (SELECT totp_secret FROM person WHERE id = ?)", [jonas.id]
    )
    with pytest.raises(InvalidTag):
        second_factors.secret(db, mira.id, pepper=key)


def test_a_password_is_the_same_however_its_umlaut_was_typed(db, folder, jonas):
    typed = PASSWORD.replace("ö", "o\u0308")
    key = pepper.of(folder)
    found = passwords.owner(db, email=jonas.email, password=typed, pepper=key)
    assert found == people.get(db, jonas.id)


def test_without_the_pepper_the_right_password_is_a_wrong_one(db, jonas):
    key = b"another office's" * 2
    assert passwords.owner(db, email=jonas.email, password=PASSWORD, pepper=key) is None


def test_several_processes_agree_on_one_pepper(tmp_path):
    found = []
    threads = [threading.Thread(target=lambda: found.append(pepper.of(tmp_path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1 and len(found[0]) == 32
    assert [file.name for file in tmp_path.iterdir()] == [pepper.FILE_NAME]


def test_nobody_is_not_a_person(db):
    with pytest.raises(NotFound):
        people.get(db, 1)
    assert people.find_by_email(db, "") is None
