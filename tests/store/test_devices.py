from datetime import UTC, datetime, timedelta

import pytest

from store import devices, people
from store.errors import NotFound

NOW = datetime(2026, 5, 5, 8, 0, tzinfo=UTC)


@pytest.fixture
def amira(db):
    return people.welcome(db, role="key_person", name="Amira Haddad", email="", now=NOW)


def test_a_phone_is_known_by_its_token_alone(db, amira):
    token = devices.begin(db, amira.id, name="Firefox, Android", now=NOW)
    device = devices.opened_by(db, token)
    assert (device.person, device.name) == (amira, "Firefox, Android")
    assert token not in str(list(db["device"].rows))
    with pytest.raises(NotFound):
        devices.opened_by(db, f"{token}x")


def test_its_use_is_noted_now_and_then(db, amira):
    token = devices.begin(db, amira.id, name="", now=NOW)
    for minutes, noted in ((59, NOW), (60, NOW + timedelta(hours=1))):
        devices.see(db, devices.opened_by(db, token), now=NOW + timedelta(minutes=minutes))
        assert devices.opened_by(db, token).seen_at == noted


def test_an_ended_phone_is_out_at_once_and_only_its_own_person_ends_it(db, amira):
    ole = people.welcome(db, role="key_person", name="Ole Jansen", email="", now=NOW)
    lost, kept = (devices.begin(db, amira.id, name=name, now=NOW) for name in ("lost", "kept"))
    [device] = [device for device in devices.for_person(db, amira.id) if device.name == "lost"]
    with pytest.raises(NotFound):
        devices.end(db, device.id, of=ole.id, now=NOW)
    devices.end(db, device.id, of=amira.id, now=NOW)
    assert [device.name for device in devices.for_person(db, amira.id)] == ["kept"]
    with pytest.raises(NotFound):
        devices.opened_by(db, lost)
    people.revoke(db, amira.id, now=NOW)
    with pytest.raises(NotFound):
        devices.opened_by(db, kept)
