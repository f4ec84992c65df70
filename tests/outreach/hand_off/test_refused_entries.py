"""What a phone brings is refused where it cannot be understood, or may not be brought."""

from datetime import date

import hypothesis
import pytest
from hypothesis import settings
from hypothesis import strategies as st

from store import devices, people
from tests.browsing import FROM_OUR_PAGE
from tests.conftest import TUESDAY
from tests.entries import stored

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


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


@settings(max_examples=150)
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


def test_a_session_hands_nobody_off(browse, petra, given):
    desk = browse.as_(petra).client
    assert desk.post("/hand-off/entries", json=given(), headers=FROM_OUR_PAGE).status_code == 401
    assert desk.get("/hand-off/mine").status_code == 401
