"""Whoever goes is found in no file any more: by withdrawing, by time, and after a fault."""

import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from store import database, erasure, event_chain, referrals, retention, sealing, withdrawals
from store.database import transaction
from tests.until import until
from tests.whole_life import ask, lead, mail, readable

NOW = datetime(2026, 5, 5, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=91)

# Another process, which reads until its input ends.
READER = """
import sys
from pathlib import Path
from store import database, sealing
folder = Path(sys.argv[1])
office, keys = database.open_office(folder), sealing.open_keys(folder)
for db, table in ((office, "event"), (keys, "wrapped_key")):
    db.execute("BEGIN")
    db.execute(f"SELECT * FROM {table}").fetchall()
print("reading", flush=True)
sys.stdin.read()
"""

# Another process, which erases as the server does.
ERASER = """
import sys
from datetime import datetime
from pathlib import Path
from store import database, retention, sealing, withdrawals
folder, verb, now = Path(sys.argv[1]), sys.argv[2], datetime.fromisoformat(sys.argv[3])
db, keys = database.open_office(folder), sealing.open_keys(folder)
if verb == "withdraw":
    withdrawals.withdraw(db, keys, 1, now=now)
else:
    retention.forget(db, keys, now=now)
"""


@pytest.fixture
def keys(folder):
    return sealing.open_keys(folder)


@pytest.fixture
def life(town):
    """A whole life, which can be found where it is."""
    life = lead(town.db, town.folder, offer_id=town.offer(), now=NOW)
    found = " ".join(life.traces(town.folder))
    assert "Tochter" in found and "QQ7ZZ" in found and all(repr(s) in found for s in life.sealed)
    assert "Rosa" not in found and "23125 777" not in found
    return life


@contextmanager
def process(script, *words):
    """Somebody else at work, who is gone after the block at the latest."""
    command = [sys.executable, "-c", script, *map(str, words)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as other:
        yield other
        other.kill()


def left_in(db, referral):
    """How many rows of each kind still tell of this request."""
    tables = "referral event consent hand_off visit contact_attempt".split()
    sql = "SELECT count(*) FROM {} WHERE {} = ?"
    counted = {
        table: db.execute(
            sql.format(table, "id" if table == "referral" else "referral_id"), [referral.id]
        ).fetchone()[0]
        for table in tables
    }
    mails = db.execute("SELECT count(*) FROM mail WHERE path LIKE '%/referrals/%'").fetchone()[0]
    return counted | {"mail": mails}


def test_withdrawing_leaves_nothing(db, folder, keys, life):
    head = event_chain.head(db)
    withdrawals.withdraw(db, keys, life.referral.id, now=NOW)
    assert life.traces(folder) == []
    assert left_in(db, life.referral) == {
        "referral": 1,
        "event": 6,
        "consent": 1,
        "hand_off": 1,
        "visit": 0,
        "contact_attempt": 0,
        "mail": 0,
    }
    assert event_chain.breaks(db, noted=head) == []


def test_time_leaves_what_counts_and_nothing_that_names(db, folder, keys, life):
    for state in ("accompanied", "came_back"):
        referrals.step(db, life.referral.id, state, by_role="pilot", now=NOW)
    assert life.traces(folder)
    retention.forget(db, keys, now=LATER)
    assert life.traces(folder) == []
    assert left_in(db, life.referral) | {"event": 0} == {
        "referral": 1,
        "event": 0,
        "consent": 1,
        "hand_off": 1,
        "visit": 1,
        "contact_attempt": 0,
        "mail": 0,
    }


def test_mails_about_others_stay(db, keys, life):
    for path in ("/pilot/referrals/11", "/desk/referrals/2", "/desk"):
        mail(db, life.jonas, path, now=NOW)
    withdrawals.withdraw(db, keys, life.referral.id, now=NOW)
    assert [row[0] for row in db.execute("SELECT path FROM mail ORDER BY path")] == [
        "/desk",
        "/desk/referrals/2",
        "/pilot/referrals/11",
    ]


def test_somebody_who_reads_older_pages_holds_up_nobody_and_nothing_for_long(
    db, folder, keys, life
):
    with process(READER, folder) as reader:
        assert reader.stdout.readline() == "reading\n"
        begun = time.monotonic()
        withdrawals.withdraw(db, keys, life.referral.id, now=NOW)
        # Half a second for each of the two files; an ordinary lock is waited for five seconds.
        assert time.monotonic() - begun < 5
        assert not readable(db, folder, life.referral)
        assert life.traces(folder), "the reader still sees them, so they are somewhere"
        assert not erasure.clear_pages(db, keys)
    assert erasure.clear_pages(db, keys)
    assert life.traces(folder) == []


def test_killed_between_key_and_row_the_night_finishes_it(db, folder, keys, life):
    with transaction(db), process(ERASER, folder, "withdraw", NOW.isoformat()):
        until(lambda: not sealing.records(keys))
    assert referrals.get(db, life.referral.id).box
    assert retention.forget(db, keys, now=NOW).interrupted == (life.referral.id,)
    assert referrals.get(db, life.referral.id).state == "withdrawn"
    assert life.traces(folder) == []


def test_killed_between_row_and_key_the_next_night_finishes_it(db, folder, keys, life):
    referrals.step(db, life.referral.id, "passed_on", by_role="coordinator", now=NOW)
    other = database.open_office(folder)
    with transaction(keys), process(ERASER, folder, "forget", LATER.isoformat()):
        until(lambda: referrals.get(other, life.referral.id).box is None)
    assert sealing.records(keys) == {life.referral.record}
    due = retention.forget(db, keys, now=LATER + timedelta(hours=1))
    assert due.stray_keys == (life.referral.record,)
    assert referrals.get(db, life.referral.id).state == "passed_on"
    assert life.traces(folder) == []


def test_who_stays_can_be_read_as_before(db, folder, keys, life):
    stays = ask(db, folder, "stays", now=NOW)
    withdrawals.withdraw(db, keys, life.referral.id, now=NOW)
    retention.forget(db, keys, now=LATER)
    assert readable(db, folder, stays)
