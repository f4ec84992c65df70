"""A copy that was checked, and an office that comes back without those who withdrew."""

import shutil
import threading
from datetime import UTC, datetime, timedelta

import pytest

from store import (
    backups,
    database,
    event_chain,
    invitations,
    office_keys,
    people,
    referrals,
    sealing,
    sessions,
    withdrawals,
)
from store.backups import BadBackup
from store.errors import NotFound, Taken
from tests.full_disk import full_disk
from tests.whole_life import ask, lead, readable

NOW = datetime(2026, 5, 5, 8, 0, tzinfo=UTC)


@pytest.fixture
def keys(folder):
    return sealing.open_keys(folder)


@pytest.fixture
def to(tmp_path_factory):
    return tmp_path_factory.mktemp("backup")


@pytest.fixture
def back(tmp_path_factory):
    """Restore into a new folder; gives the folder, its database and what was said."""

    def back(source, **more):
        folder = tmp_path_factory.mktemp("back") / "office"
        done = backups.restore(source, folder, now=NOW + timedelta(hours=1), **more)
        return folder, database.open_office(folder), done

    return back


def test_a_copy_is_opened_and_counted_each_time(db, folder, to):
    asked = ask(db, folder, "a", now=NOW)
    made = backups.write(folder, to, now=NOW)
    assert made.path.name == "begegnung-20260505T080000Z.db"
    assert (made.rows["referral"], made.head) == (1, event_chain.head(db))
    backups.write(folder, to, now=NOW + timedelta(days=1))
    assert {path.name: oct(path.stat().st_mode)[-3:] for path in to.iterdir()} == {
        "begegnung-20260505T080000Z.db": "600",
        "begegnung-20260506T080000Z.db": "600",
        "keys.db": "600",
        "office.toml": "644",
        "office.pub": "644",
    }
    assert readable(db, folder, asked)


def test_an_office_comes_back_as_it_was(db, folder, to, back, keys):
    asked = ask(db, folder, "a", now=NOW)
    backups.write(folder, to, now=NOW)
    backups.copy_private_key(folder, to)
    restored, new, done = back(to)
    assert (done.contacts, done.erased, done.lost_keys) == (1, 0, 0)
    assert readable(new, restored, asked)
    assert event_chain.head(new) == event_chain.head(db)
    assert (restored / "office.key").stat().st_mode & 0o777 == 0o600


def test_who_withdrew_after_the_copy_does_not_come_back(town, db, folder, to, back, keys):
    life = lead(db, folder, offer_id=town.offer(), now=NOW)
    stays = ask(db, folder, "stays", now=NOW)
    copy = backups.write(folder, to, now=NOW).path
    backups.copy_private_key(folder, to)
    withdrawals.withdraw(db, keys, life.referral.id, now=NOW)
    shutil.copy(folder / "office.key", to)
    restored, new, done = back(copy, keys=folder / "keys.db")
    assert (done.contacts, done.erased) == (1, 1)
    assert referrals.get(new, life.referral.id).state == "withdrawn"
    assert readable(new, restored, stays)
    assert life.traces(restored) == []
    assert event_chain.breaks(new) == []


def test_the_next_backup_ends_the_older_copies_too(db, folder, to, back, keys):
    asked = ask(db, folder, "a", now=NOW)
    first = backups.write(folder, to, now=NOW).path
    [before] = keys.execute("SELECT wrapped FROM wrapped_key").fetchone()
    withdrawals.withdraw(db, keys, asked.id, now=NOW)
    backups.write(folder, to, now=NOW + timedelta(days=1))
    for path in to.iterdir():
        assert before not in path.read_bytes(), path.name
    assert back(first)[2].erased == 1


def test_what_came_after_the_copy_is_lost_and_leaves_no_key(db, folder, to, back, keys):
    copy = backups.write(folder, to, now=NOW).path
    ask(db, folder, "later", now=NOW)
    restored, _, done = back(copy, keys=folder / "keys.db")
    assert done.lost_keys == 1
    assert sealing.records(sealing.open_keys(restored)) == set()


def test_nobody_is_signed_in_after_coming_back(db, folder, to, back):
    people.welcome(db, role="pilot", name="Jonas", email="j@m.example", now=NOW)
    sessions.begin(db, 1, device="Firefox", now=NOW)
    link = invitations.invite(db, role="pilot", name="Mira", email="", now=NOW)
    backups.write(folder, to, now=NOW)
    _, new, _ = back(to)
    assert new.execute("SELECT count(*) FROM session").fetchone() == (0,)
    with pytest.raises(NotFound):
        invitations.invited(new, link, now=NOW)


def test_a_copy_made_beside_writers_is_sound(db, folder, to, back):
    stop, asked = threading.Event(), []

    def crowd(name):
        own = database.open_office(folder)
        while not stop.is_set():
            asked.append(ask(own, folder, f"{name}{len(asked)}", now=NOW).record)

    threads = [threading.Thread(target=crowd, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    try:
        made = [
            backups.write(folder, to, now=NOW + timedelta(seconds=second)) for second in range(5)
        ]
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    sizes = [copy.rows["referral"] for copy in made]
    assert sizes == sorted(sizes) and 0 < sizes[-1] <= len(asked)
    done = back(made[-1].path)[2]
    assert (done.contacts, done.erased) == (sizes[-1], 0)


def test_copies_older_than_thirty_days_go(folder, to):
    for days in (0, 1, 31):
        made = backups.write(folder, to, now=NOW + timedelta(days=days))
    assert made.dropped == 1
    assert len(list(to.glob("begegnung-*.db"))) == 2


def test_a_full_disk_leaves_the_older_copy(db, folder, to):
    ask(db, folder, "a", now=NOW)
    backups.write(folder, to, now=NOW)
    before = {path.name: path.read_bytes() for path in to.iterdir()}
    with full_disk(), pytest.raises(database.NotWritten):
        backups.write(folder, to, now=NOW + timedelta(days=1))
    assert {path.name: path.read_bytes() for path in to.iterdir()} == before


@pytest.mark.parametrize("harm", ["torn", "lost keys", "lost rows", "other events"])
def test_a_copy_that_is_not_the_office_is_not_kept(db, folder, to, monkeypatch, harm):
    for n in range(30):
        ask(db, folder, str(n), now=NOW)
    whole = database.copy_into

    def harmed(source, path):
        whole(source, path)
        if harm == "torn":
            content = bytearray(path.read_bytes())
            content[4096:8192] = bytes(4096)
            path.write_bytes(content)
            return
        copy = database.Database(database.pysqlite3.connect(path, isolation_level=None))
        names = copy.table_names()
        if harm == "lost keys" and "wrapped_key" in names:
            copy.execute("DELETE FROM wrapped_key")
        if harm == "lost rows" and "consent" in names:
            copy.execute("DELETE FROM consent")
        if harm == "other events" and "event" in names:
            copy.execute("DROP TRIGGER events_stay")
            copy.execute("UPDATE event SET chain = 'other' WHERE id = 30")
        copy.close()

    monkeypatch.setattr(database, "copy_into", harmed)
    with pytest.raises(BadBackup):
        backups.write(folder, to, now=NOW)
    assert list(to.iterdir()) == []


def test_only_what_is_sound_is_restored_and_only_where_nothing_is(db, folder, to, back):
    copy = backups.write(folder, to, now=NOW).path
    with pytest.raises(Taken):
        backups.restore(copy, folder, now=NOW)
    with pytest.raises(Taken):
        backups.write(folder, folder, now=NOW)
    (to / "keys.db").rename(to / "elsewhere.db")
    with pytest.raises(NotFound, match="no contact can be read"):
        back(copy)
    copy.write_bytes(copy.read_bytes()[:9000])
    with pytest.raises(BadBackup):
        back(copy, keys=to / "elsewhere.db")
    with pytest.raises(NotFound):
        back(folder)
    assert office_keys.private(folder)
