"""What comes in at the doors: settled once, told once, and found in no file any more at its end."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from store import backups, database, office_keys, outbox, people, proposals, retention, sealing
from store.errors import Taken
from store.sealing import CannotOpen
from tests.conftest import TUESDAY

TOLD = {"name": "Rosa Beispiel", "contact": "rosa@muster.example", "what": "vorlesen"}
DAY = timedelta(days=1)


@pytest.fixture
def keys(folder):
    return sealing.open_keys(folder)


@pytest.fixture
def petra(db):
    return people.welcome(db, role="coordinator", name="Petra", email="", now=TUESDAY).id


@pytest.fixture
def bring(db, folder, keys):
    """Let somebody bring something to a door."""

    def bring(door="help", told=TOLD, now=TUESDAY):
        record = f"proposal:{uuid.uuid4()}"
        envelope = sealing.seal(office_keys.public(folder), record, told)
        return proposals.take_in(
            db,
            keys,
            record=record,
            door=door,
            language="tr",
            district_id=None,
            envelope=envelope,
            now=now,
        )

    return bring


@pytest.fixture
def opened(folder, keys):
    return lambda found: proposals.open_(keys, office_keys.private(folder), found)


def traces(folder):
    return {
        f.name
        for f in folder.iterdir()
        for word in TOLD.values()
        if word.encode() in f.read_bytes()
    }


def test_the_first_who_settles_it_has_done_so(db, petra, bring):
    found = bring("idea")
    proposals.answer(db, found.id, tag="Bänke", answer="Gute Idee!", by=petra, now=TUESDAY)
    with pytest.raises(Taken):
        proposals.refuse(db, found.id, reason="Kein Platz", by=petra, now=TUESDAY + DAY)
    settled = proposals.get(db, found.id)
    assert (settled.state, settled.by, settled.tag) == ("answered", "Petra", "Bänke")
    assert (settled.answer, settled.state_at) == ("Gute Idee!", TUESDAY)


def test_of_two_at_the_same_moment_exactly_one_settles_it(db, folder, petra, bring):
    found, both = bring("idea"), threading.Barrier(2)

    def refuse(reason):
        own = database.open_office(folder)
        both.wait()
        try:
            proposals.refuse(own, found.id, reason=reason, by=petra, now=TUESDAY)
        except Taken:
            return ""
        finally:
            own.close()
        return reason

    with ThreadPoolExecutor(2) as pool:
        done = [reason for reason in pool.map(refuse, ("eins", "zwei")) if reason]
    assert done == [proposals.get(db, found.id).answer]


def test_it_waits_until_it_is_settled_and_told(db, petra, bring):
    later, first = bring(now=TUESDAY + DAY), bring(now=TUESDAY)
    assert [p.id for p in proposals.to_do(db)] == [first.id, later.id]
    proposals.refuse(db, first.id, reason="…", by=petra, now=TUESDAY)
    assert [p.id for p in proposals.to_do(db)] == [later.id, first.id]
    assert proposals.waiting(db) == 2 and proposals.settled(db, first=0, most=9) == []
    proposals.told(db, later.id, now=TUESDAY)  # not settled: there is nothing to tell
    proposals.told(db, first.id, now=TUESDAY)
    proposals.told(db, first.id, now=TUESDAY + DAY)
    assert proposals.get(db, first.id).told_at == TUESDAY
    assert proposals.waiting(db) == 1
    assert [p.id for p in proposals.settled(db, first=0, most=9)] == [first.id]


def test_on_request_it_goes_at_once_and_what_was_to_be_told_with_it(
    db, folder, keys, bring, opened
):
    found, stays = bring(), bring("idea", {"what": "Bank"})
    outbox.put_outside(db, proposal_id=found.id, kind="proposal_refused", path="", now=TUESDAY)
    proposals.erase(db, keys, found.id)
    assert traces(folder) == set()
    assert sealing.records(keys) == {stays.record} and opened(stays) == {"what": "Bank"}
    assert outbox.due(db, now=TUESDAY) == [] and proposals.get(db, found.id).box is None
    with pytest.raises(CannotOpen):
        opened(proposals.get(db, found.id))


def test_it_goes_ninety_days_after_it_was_settled(db, folder, keys, petra, bring, opened):
    settled, waits = bring("idea"), bring(told={"what": "Suppe"})
    proposals.answer(db, settled.id, tag="t", answer="Danke, Rosa Beispiel", by=petra, now=TUESDAY)
    assert retention.plan(db, keys, now=TUESDAY + 90 * DAY).contacts() == 0
    for _ in range(2):
        retention.forget_anyway(db, keys, now=TUESDAY + 91 * DAY)
    left = proposals.get(db, settled.id)
    assert (left.state, left.tag, left.answer, left.box) == ("answered", "t", "", None)
    assert sealing.records(keys) == {waits.record} and opened(waits) == {"what": "Suppe"}
    assert traces(folder) == set()


def test_a_night_leaves_alone_what_waits(db, keys, bring, opened):
    found = bring()
    assert not any(retention.forget(db, keys, now=TUESDAY).by_kind().values())
    assert opened(found) == TOLD


def test_who_was_erased_does_not_come_back_from_a_copy(
    db, folder, keys, petra, bring, tmp_path_factory
):
    gone, stays = bring(), bring()
    to, back = (tmp_path_factory.mktemp(name) for name in ("copy", "back"))
    copy = backups.write(folder, to, now=TUESDAY).path
    proposals.erase(db, keys, gone.id)
    done = backups.restore(copy, back / "office", keys=folder / "keys.db", now=TUESDAY)
    assert (done.contacts, done.erased) == (1, 1)
    assert sealing.records(sealing.open_keys(back / "office")) == {stays.record}
    new = database.open_office(back / "office")
    assert (proposals.get(new, gone.id).box, proposals.get(new, stays.id).box is None) == (
        None,
        False,
    )
