"""What holds for passkeys whatever a browser says; its own part: test_passkeys_in_a_browser.py."""

from datetime import timedelta

import pytest

from outreach.sign_in import ceremonies
from outreach.sign_in.ceremonies import Site
from store import challenges, invitations, passkeys, passwords, pepper, second_factors, sessions
from store.errors import Gone, LastWayIn, NotFound, Taken
from store.passkeys import PublicKey
from tests.conftest import TUESDAY

MINUTE = timedelta(minutes=1)


def key(name="anna"):
    return PublicKey(name, b"a public key", 0)


@pytest.fixture
def ole(db, folder):
    """Ole, a pilot who has nothing but a passkey; gives what the end of his enrolment gave."""
    pep = pepper.of(folder)
    link = invitations.invite(db, role="pilot", name="Ole", email="", now=TUESDAY)
    begun = invitations.accept(db, link, device="", pepper=pep, now=TUESDAY)
    session = sessions.opened_by(db, begun, now=TUESDAY)
    who = {"person_id": session.person.id, "device": "Safari, iPhone"}
    return invitations.finish_with_passkey(
        db, session.id, key("ole"), **who, pepper=pep, now=TUESDAY
    )


def his(db, ole):
    return sessions.opened_by(db, ole.token, now=TUESDAY).person


def test_a_challenge_holds_five_minutes_for_its_asker_once(db):
    asked = challenges.pose(db, "one", now=TUESDAY)
    assert challenges.pose(db, "two", now=TUESDAY) != asked
    with pytest.raises(Gone):
        challenges.take(db, "three", now=TUESDAY)
    assert challenges.take(db, "one", now=TUESDAY + 5 * MINUTE - timedelta(seconds=1)) == asked
    for token in ("one", "two"):
        with pytest.raises(Gone):
            challenges.take(db, token, now=TUESDAY + 5 * MINUTE)
    assert db.execute("SELECT count(*) FROM challenge").fetchone() == (0,)


def test_a_newer_challenge_takes_the_place_of_the_older(db):
    older, newer = (challenges.pose(db, "one", now=TUESDAY) for _ in range(2))
    assert challenges.take(db, "one", now=TUESDAY) == newer != older


@pytest.mark.parametrize(
    ("counts", "lets_in"),
    [
        ([0, 0, 0], [True, True, True]),
        ([1, 2, 9], [True, True, True]),
        ([5, 5, 6], [True, False, False]),
        ([5, 4, 9], [True, False, False]),
        ([5, 0, 9], [True, False, False]),
    ],
)
def test_a_count_only_goes_up_or_the_key_is_closed(db, petra, counts, lets_in):
    passkeys.add(db, petra.id, key(), device="", now=TUESDAY)
    passkey = passkeys.named(db, "anna")
    used = [passkeys.use(db, passkey, sign_count=count, now=TUESDAY) for count in counts]
    assert [person is not None for person in used] == lets_in
    assert passkeys.named(db, "anna").is_doubted is not all(lets_in)


def test_a_passkey_belongs_to_one_person(db, petra, jonas):
    passkeys.add(db, petra.id, key(), device="", now=TUESDAY)
    with pytest.raises(Taken):
        passkeys.add(db, jonas.id, key(), device="", now=TUESDAY)


def test_other_peoples_passkeys_are_not_there(browse, db, mira, jonas):
    passkeys.add(db, jonas.id, key(), device="Safari, iPhone", now=TUESDAY)
    phone = browse.as_(mira)
    page = phone.get("/account")
    assert "iPhone" not in page.text
    _, fields = page.form("Abmelden")
    [passkey] = passkeys.for_person(db, jonas.id)
    for number in (passkey.id, 999):
        assert phone.post(f"/account/passkeys/{number}/remove", fields).status == 404
    assert passkeys.for_person(db, jonas.id) == [passkey]


def test_the_last_way_in_stays(browse, db, ole):
    ole_id = his(db, ole).id
    [only] = passkeys.for_person(db, ole_id)
    with pytest.raises(LastWayIn):
        passkeys.remove(db, only.id, of=ole_id)
    browse.client.set_cookie("begegnung", ole.token)
    page = browse.get("/account")
    assert "darum lässt er sich nicht entfernen" in page.text
    _, fields = page.form("Abmelden")
    again = browse.post(f"/account/passkeys/{only.id}/remove", fields)
    assert (again.status, "kämen Sie nicht mehr hinein" in again.text) == (409, True)
    passkeys.add(db, ole_id, key("second"), device="", now=TUESDAY)
    passkeys.remove(db, only.id, of=ole_id)
    assert [passkey.credential for passkey in passkeys.for_person(db, ole_id)] == ["second"]


def test_a_closed_passkey_is_no_way_in_and_may_go(db, ole):
    ole_id = his(db, ole).id
    [only] = passkeys.for_person(db, ole_id)
    passkeys.add(db, ole_id, PublicKey("counts", b"", 7), device="", now=TUESDAY)
    counting = passkeys.named(db, "counts")
    assert passkeys.use(db, counting, sign_count=7, now=TUESDAY) is None
    with pytest.raises(LastWayIn):
        passkeys.remove(db, only.id, of=ole_id)
    passkeys.remove(db, counting.id, of=ole_id)


def test_who_comes_in_by_passkey_has_no_password_and_no_phone_code(db, folder, ole):
    assert not passwords.is_chosen(db, his(db, ole).id)
    found = db.execute("SELECT totp_secret FROM person WHERE name = 'Ole'").fetchone()
    assert found == (None,)


def test_a_recovery_code_of_somebody_without_password_begins_anew(browse, db, ole):
    code, before = ole.recovery_codes[4], his(db, ole).id
    page = browse.submit(browse.get("/sign-in"), "Neu beginnen", recovery_code=code.lower())
    assert "Wie möchten Sie sich anmelden?" in page.text
    assert passkeys.for_person(db, before) == []
    with pytest.raises(NotFound):
        his(db, ole)
    again = browse.post("/sign-in/recovery-code", {"recovery_code": ole.recovery_codes[5]})
    assert again.status == 422, "the others are void with it"


def test_a_recovery_code_alone_is_not_enough_where_there_is_a_password(browse, db, petra, jonas):
    passkeys.add(db, petra.id, key(), device="", now=TUESDAY)
    for code in (petra.recovery_codes[0], "00000-00000", "", "x" * 500):
        page = browse.post("/sign-in/recovery-code", {"recovery_code": code})
        assert (page.status, "passt nicht" in page.text) == (422, True)
    assert passkeys.for_person(db, petra.id)
    key_ = browse.client.application.extensions["archive"].pepper()
    unused = {"typed": petra.recovery_codes[0], "pepper": key_, "now": TUESDAY}
    assert second_factors.use(db, petra.id, **unused)


def test_guessing_recovery_codes_and_asking_for_ever_soon_has_to_wait(browse):
    guess = {"recovery_code": "00000-00000"}
    answers = [browse.post("/sign-in/recovery-code", guess).status for _ in range(11)]
    assert answers == [422] * 10 + [429]
    asked = [browse.post("/sign-in/passkey/challenge", {}).status for _ in range(61)]
    assert asked == [200] * 60 + [429]


def test_a_new_invitation_voids_the_passkey(db, folder, petra):
    passkeys.add(db, petra.id, key(), device="", now=TUESDAY)
    link = invitations.invite(
        db, role="coordinator", name="Petra Sommer", email=petra.email, now=TUESDAY
    )
    invitations.accept(db, link, device="", pepper=pepper.of(folder), now=TUESDAY)
    assert passkeys.for_person(db, petra.id) == []


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"id": 5}',
        '{"id": "anna"}',
        "[" * 20_000,
        '{"id":"anna","rawId":"anna","type":"public-key","response":'
        '{"clientDataJSON":"ä","authenticatorData":"x","signature":"x","attestationObject":"x"}}',
        '{"id":"anna","rawId":"anna","type":"public-key","response":'
        '{"clientDataJSON":"e30","authenticatorData":"e30","signature":"","attestationObject":""}}',
    ],
)
def test_nonsense_is_no_passkey(browse, db, petra, caplog, answer):
    passkeys.add(db, petra.id, key(), device="", now=TUESDAY)
    browse.post("/sign-in/passkey/challenge", {})
    page = browse.post("/sign-in/passkey", {"credential": answer})
    assert (page.status, "kennen wir nicht mehr" in page.text) == (422, True)
    with pytest.raises(ceremonies.NotProved):
        ceremonies.made(answer, challenge=b"x" * 32, site=Site("localhost", "http://localhost"))
    assert caplog.text == ""


@pytest.mark.parametrize(
    ("asked_by", "name"),
    [
        ("http://localhost:8000/", "localhost"),
        ("https://muster.example/", "muster.example"),
        ("https://team.muster.example/", "muster.example"),
        ("http://muster.example/", None),
        ("https://evilmuster.example/", None),
        ("https://muster.example.evil.example/", None),
        ("https://evil.example/", None),
        ("http://127.0.0.1:8000/", None),
    ],
)
def test_passkeys_belong_to_the_offices_own_host(browse, asked_by, name):
    office = browse.client.application.extensions["town"].office
    found = ceremonies.site(asked_by, office=office)
    assert (found and found.name) == name
    assert found is None or found.origin == asked_by.rstrip("/")


def test_where_passkeys_are_impossible_none_is_asked_for(browse):
    elsewhere = {"base_url": "http://127.0.0.1/", "headers": {"Origin": "http://127.0.0.1"}}
    assert browse.client.post("/sign-in/passkey/challenge", **elsewhere).status_code == 404
    assert "data-passkey" not in browse.client.get("/sign-in", **elsewhere).text


def test_adding_one_needs_a_proof(browse, petra):
    desk = browse.as_(petra)
    _, fields = desk.get("/account").form("Abmelden")
    for address in ("/account/passkeys/challenge", "/account/passkeys"):
        answer = desk.post(address, fields)
        assert answer.headers["Location"].startswith("/account/proof")
