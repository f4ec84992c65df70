"""A phone brings what has waited on it: kept once, and never half."""

import logging
import multiprocessing
from datetime import timedelta

import pytest

from store import database, doubtful_hand_offs, office_keys, referrals, sealing
from store.database import rows, transaction
from tests.conftest import TUESDAY
from tests.entries import TOLD, stored
from tests.full_disk import full_disk


def test_an_entry_is_acknowledged_and_the_same_again_alike(db, amira, agreed):
    body = agreed()
    first, again = amira.send(body), amira.send(dict(reversed(body.items())))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json == {"id": body["id"], "receipt": first.json["receipt"]}
    assert stored(db) == dict.fromkeys(stored(db), 1)


def test_what_rosa_told_is_readable_with_the_offices_key_alone(db, folder, amira, agreed):
    amira.send(agreed())
    [asked] = referrals.due(db)
    assert (asked.language, asked.best_time, asked.district) == ("tr", "evening", "Altstadt")
    keys = sealing.open_keys(folder)
    assert sealing.read(keys, office_keys.private(folder), asked.record, asked.box) == TOLD


def test_other_words_under_the_same_id_get_a_receipt_of_their_own(db, amira, ole, given):
    body = given()
    receipts = {
        amira.send(body | {"reason": reason}).json["receipt"] for reason in ("asked", "company")
    }
    assert len(receipts) == 2 and [odd.why for odd in doubtful_hand_offs.needing_a_look(db)] == [
        "other_body"
    ]
    # A phone that two share at the till brings what the other typed: once is enough.
    assert ole.send(body).status_code == 200


def test_a_card_is_known_however_its_code_was_typed(db, amira, given):
    assert amira.send(given(code=" k7m-2x ")).status_code == 201
    [odd] = doubtful_hand_offs.needing_a_look(db)
    assert (odd.why, odd.typed_code) == ("unknown_card", "K7M2X")


@pytest.mark.parametrize(
    ("late", "is_believed", "doubt"),
    [
        (timedelta(hours=23), True, None),
        (timedelta(hours=25), False, "clock"),
        (timedelta(minutes=-4), True, None),
        (timedelta(minutes=-6), False, None),
        (timedelta(days=-1, seconds=-1), False, "clock"),
    ],
)
def test_a_phones_clock_is_believed_as_far_as_it_can_be(db, amira, given, late, is_believed, doubt):
    told = TUESDAY - late
    assert amira.send(given(handed_off_at=told.isoformat())).status_code == 201
    [row] = rows(db, "SELECT handed_off_at, received_at, needs_a_look FROM hand_off")
    assert row["received_at"] == TUESDAY.isoformat()
    assert row["handed_off_at"] == (told if is_believed else TUESDAY).isoformat()
    assert row["needs_a_look"] == doubt


def test_an_evening_counts_for_the_towns_day(db, clock, amira, given):
    clock.move_to(TUESDAY.replace(hour=22, minute=30))
    amira.send(given(handed_off_at="2026-05-05T23:59:00+02:00"))
    amira.send(given(handed_off_at="2026-05-06T00:01:00+02:00"))
    days = [row["day"] for row in rows(db, "SELECT day FROM hand_off_day ORDER BY day")]
    assert days == ["2026-05-05", "2026-05-06"]
    assert [one["at"] for one in amira.mine().json] == ["2026-05-06", "2026-05-05"]


def hold(folder, held, let_go):
    """Another process writes for long."""
    db = database.open_office(folder)
    with transaction(db):
        held.set()
        let_go.wait(30)


def test_while_another_process_writes_nothing_is_kept_and_that_is_said(db, folder, amira, agreed):
    context = multiprocessing.get_context("spawn")
    held, let_go = context.Event(), context.Event()
    other = context.Process(target=hold, args=(folder, held, let_go))
    other.start()
    assert held.wait(30)
    body = agreed()
    refused = amira.send(body)
    let_go.set()
    other.join()
    assert (refused.status_code, refused.json) == (503, {"problem": "not_written"})
    assert refused.headers["Retry-After"] == "10" and not any(stored(db).values())
    assert amira.send(body).status_code == 201


def test_a_full_disk_is_said_and_nothing_is_half(db, amira, agreed):
    amira.mine()
    body = agreed()
    with full_disk():
        refused = amira.send(body)
    assert (refused.status_code, refused.json) == (503, {"problem": "not_written"})
    assert not any(stored(db).values())
    assert amira.send(body).status_code == 201


def test_a_fault_of_ours_is_one_a_phone_tries_again(db, amira, given, caplog):
    db.execute("ALTER TABLE hand_off_day RENAME TO broken")
    refused = amira.send(given())
    assert (refused.status_code, refused.json) == (503, {"problem": "not_written"})
    assert "a phone could not be answered" in caplog.text


def test_nobody_hears_of_anothers_hand_offs_nor_who_it_was(amira, ole, agreed):
    amira.send(agreed())
    assert amira.mine().json == [{"at": "2026-05-05", "kind": "consent", "heard": "arrived"}]
    assert ole.mine().json == []
    assert amira.mine().headers["Cache-Control"] == "no-store"


def test_no_log_knows_the_phone_or_what_it_brought(db, folder, amira, agreed, caplog):
    caplog.set_level(logging.DEBUG)
    body = agreed(code="K7M2X")
    amira.send(body)
    amira.send(body | {"district": {"name": "Rosa"}})
    db.execute("ALTER TABLE receipt RENAME TO broken")
    assert amira.send(agreed()).status_code == 503
    for secret in (amira.token, body["id"], body["envelope"]["box"], "K7M2X", "Rosa", "Haddad"):
        assert secret not in caplog.text
