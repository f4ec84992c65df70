"""Somebody leaves, and nothing of theirs opens anything."""

import pytest

from store import devices, invitations, people, pepper, revocations, sessions, staff_cards
from store.errors import Gone, NotFound, WrongStep
from tests.cast import enrol
from tests.conftest import TUESDAY


@pytest.fixture
def petra(db, folder):
    return enrol(db, folder, role="coordinator", name="Petra Sommer", now=TUESDAY)


def test_a_pilot_is_out_everywhere_and_the_address_is_free(db, folder, petra):
    jonas = enrol(db, folder, role="pilot", name="Jonas Brandt", now=TUESDAY)
    link = invitations.renew(db, jonas.id, now=TUESDAY)
    for _ in range(2):
        assert revocations.revoke(db, jonas.id, by=petra.id, now=TUESDAY).is_revoked
    with pytest.raises(NotFound):
        sessions.opened_by(db, jonas.token, now=TUESDAY)
    with pytest.raises(Gone):
        invitations.invited(db, link, now=TUESDAY)
    with pytest.raises(WrongStep):
        invitations.renew(db, jonas.id, now=TUESDAY)
    open_sessions = "SELECT count(*) FROM session WHERE person_id = ? AND ended_at IS NULL"
    assert db.execute(open_sessions, [jonas.id]).fetchone() == (0,)
    assert people.find_by_email(db, jonas.email) is None


def test_a_key_persons_card_and_phones_end(db, folder, petra):
    amira = people.welcome(db, role="key_person", name="Amira Haddad", email="", now=TUESDAY)
    secret = staff_cards.issue(db, amira.id, workplace="Markt", district_id=None, now=TUESDAY)
    typed = {"pin": "274193", "device_name": "", "pepper": pepper.of(folder), "now": TUESDAY}
    phone = staff_cards.enrol(db, secret, **typed)
    revocations.revoke(db, amira.id, by=petra.id, now=TUESDAY)
    assert staff_cards.of_person(db, amira.id) is None and devices.for_person(db, amira.id) == []
    with pytest.raises(NotFound):
        devices.opened_by(db, phone)


def test_there_is_always_somebody_who_can_open_the_desk(db, folder, petra):
    invited = people.welcome(db, role="coordinator", name="Kim Weber", email="", now=TUESDAY)
    for by in (petra.id, invited.id):
        with pytest.raises(WrongStep):
            revocations.revoke(db, petra.id, by=by, now=TUESDAY)
    revocations.revoke(db, invited.id, by=petra.id, now=TUESDAY)
    second = enrol(db, folder, role="coordinator", name="Alex Winter", now=TUESDAY)
    revocations.revoke(db, petra.id, by=second.id, now=TUESDAY)
    with pytest.raises(WrongStep):
        revocations.revoke(db, second.id, by=petra.id, now=TUESDAY)


def test_a_link_is_open_until_it_is_used_replaced_or_has_run_out(db, petra):
    jonas = people.welcome(db, role="pilot", name="Jonas", email="", now=TUESDAY)
    assert invitations.open_until(db, jonas.id, now=TUESDAY) is None
    invitations.renew(db, jonas.id, now=TUESDAY)
    ends = TUESDAY + invitations.VALID_FOR
    assert invitations.open_until(db, jonas.id, now=TUESDAY) == ends
    assert invitations.open_until(db, jonas.id, now=ends) is None
    assert invitations.open_until(db, petra.id, now=TUESDAY) is None
