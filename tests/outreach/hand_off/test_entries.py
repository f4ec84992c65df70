"""A phone brings what has waited on it: kept once, honestly refused, never half."""

import logging
import multiprocessing
from datetime import date, timedelta

import hypothesis
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from store import database, devices, hand_offs, office_keys, people, referrals, sealing
from store.database import rows, transaction
from tests.browsing import FROM_OUR_PAGE
from tests.conftest import TUESDAY
from tests.entries import TOLD
from tests.full_disk import full_disk

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


def stored(db):
    return {
        table: db.table(table).count
        for table in ("hand_off", "receipt", "referral", "event", "hand_off_day")
    }


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
    assert len(receipts) == 2 and [odd.why for odd in hand_offs.needing_a_look(db)] == [
        "other_body"
    ]
    # A phone that two share at the till brings what the other typed: once is enough.
    assert ole.send(body).status_code == 200


def test_a_card_is_known_however_its_code_was_typed(db, amira, given):
    assert amira.send(given(code=" k7m-2x ")).status_code == 201
    [odd] = hand_offs.needing_a_look(db)
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


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("id", "1"),
        ("id", "0B7C9E9E-6F0C-4C6A-9E0B-0123456789AB"),
        ("kind", "urgent"),
        ("reason", "depression"),
        ("district", ["Altstadt"]),
        ("code", "\ud800"),
        ("code", "x" * 201),
        ("handed_off_at", "yesterday"),
        ("handed_off_at", "2026-05-05T08:00:00"),
        ("handed_off_at", "0001-01-01T00:00:00+23:00"),
        ("consent", None),
        ("text_version", {"text_version": 99, "language": "tr"}),
        ("text_version", {"text_version": True, "language": "tr"}),
        ("language", {"text_version": 1, "language": "xx"}),
        ("wish", "any"),
        ("best_time", {"language": "tr", "best_time": "", "comes_along": True}),
        ("comes_along", {"language": "tr", "best_time": "any", "comes_along": "yes"}),
        ("envelope", {}),
    ],
)
def test_what_cannot_be_understood_is_named_by_its_field(db, amira, agreed, field, wrong):
    member = {"text_version": "consent", "language": "consent"} | dict.fromkeys(
        ("best_time", "comes_along"), "wish"
    )
    answer = amira.send(agreed(**{member.get(field, field): wrong}))
    assert (answer.status_code, answer.json["field"]) == (422, field)
    assert answer.json["problem"] == "not_understood" and not any(stored(db).values())


def test_an_envelope_with_a_flaw_is_refused(db, amira, agreed):
    body = agreed()
    for name, wrong in (("v", 2), ("epk", "AAAA"), ("box", body["envelope"]["box"] + "=")):
        flawed = body | {"envelope": body["envelope"] | {name: wrong}}
        assert amira.send(flawed).json["field"] == "envelope"
    assert not any(stored(db).values())


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b"\xff", b"[" * 60_000, b"9" * 5000])
def test_what_is_no_entry_at_all_is_refused(amira, body):
    answer = amira.send_raw(body)
    assert (answer.status_code, answer.json) == (422, {"problem": "not_understood", "field": ""})


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@hypothesis.given(
    changed=st.dictionaries(st.sampled_from(["id", "code", "district", "wish", "x"]), JSON)
)
def test_whatever_is_sent_is_kept_or_refused_and_never_a_fault(db, amira, agreed, changed):
    db.execute("DELETE FROM allowance")
    assert amira.send(agreed() | changed).status_code in {201, 422}


def test_more_than_64_kib_is_too_long(amira, given):
    answer = amira.send(given(x="x" * 64 * 1024))
    assert (answer.status_code, answer.json) == (413, {"problem": "too_long"})


@pytest.mark.parametrize("token", ["", "guessed", "\x7f"])
def test_a_phone_nobody_enrolled_is_unknown(db, amira, given, token):
    for answer in (
        amira.send(given(), Authorization=token and f"Bearer {token}"),
        amira.send(given(), Authorization=f"Basic {token}"),
    ):
        assert (answer.status_code, answer.json) == (401, {"problem": "unknown_device"})
    assert not any(stored(db).values())


def test_a_phone_that_was_put_out_is_unknown_at_once(db, amira, ole, given):
    [phone] = devices.for_person(db, amira.person.id)
    devices.end(db, phone.id, of=amira.person.id, now=TUESDAY)
    people.revoke(db, ole.person.id, now=TUESDAY)
    for put_out in (amira, ole):
        for answer in (put_out.send(given()), put_out.mine()):
            assert (answer.status_code, answer.json) == (401, {"problem": "unknown_device"})


def test_a_phone_of_somebody_else_than_a_key_person_opens_nothing(db, browse, amira, jonas, given):
    token = devices.begin(db, jonas.id, name="", now=TUESDAY)
    assert amira.send(given(), Authorization=f"Bearer {token}").status_code == 401


def test_a_training_that_ran_out_says_whom_to_call(db, amira, given):
    people.train(db, amira.person.id, until_on=date(2026, 5, 4))
    answer = amira.send(given())
    assert (answer.status_code, answer.json) == (
        403,
        {"problem": "untrained", "phone": "030 23125 100"},
    )
    people.train(db, amira.person.id, until_on=date(2026, 5, 5))
    assert amira.send(given()).status_code == 201


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site", "Origin": "https://evil.example"},
        {"Sec_Fetch_Site": "same-origin", "Origin": "https://evil.example"},
        {"Sec_Fetch_Site": "", "Origin": ""},
    ],
)
def test_a_foreign_page_hands_nobody_off(db, amira, given, headers):
    answer = amira.send(given(), **headers)
    assert (answer.status_code, answer.json) == (403, {"problem": "not_allowed"})
    assert not any(stored(db).values())


def test_a_phone_that_sends_too_much_waits_and_holds_up_no_other(amira, ole, given):
    answers = [amira.send(given()) for _ in range(61)]
    assert [answer.status_code for answer in answers] == [201] * 60 + [429]
    assert answers[-1].json == {"problem": "too_many", "wait_seconds": 60}
    assert answers[-1].headers["Retry-After"] == "60"
    assert ole.send(given()).status_code == 201


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


def test_a_session_hands_nobody_off(browse, petra, given):
    desk = browse.as_(petra).client
    assert desk.post("/hand-off/entries", json=given(), headers=FROM_OUR_PAGE).status_code == 401
    assert desk.get("/hand-off/mine").status_code == 401
