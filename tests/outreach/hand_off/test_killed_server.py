"""The server is killed again and again while a phone sends: nothing lost, nothing twice."""

import itertools
import json
import random
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date
from http.client import HTTPException
from threading import Event, Thread

import pytest

from store import devices, event_chain, events, office_keys, people, referrals, sealing
from store.database import rows
from tests.conftest import TUESDAY
from tests.entries import TOLD, Body, card_given, with_consent
from tests.serving import serving, serving_until_killed
from tests.until import PATIENCE_SECONDS

ROUNDS = 50
# So many kills must have fallen between commit and answer; there are more rounds until they have.
FEWEST_UNHEARD = 5
MOST_MS_TO_A_KILL = 12


class Queue:
    """What waits on a phone: an entry leaves it only against a receipt for its own id."""

    def __init__(self, bodies: Iterator[Body]) -> None:
        self.receipts: dict[str, str] = {}
        self._bodies = bodies
        self._waiting: list[Body] = []

    def send_until(self, over: Event, address: str, token: str) -> None:
        """Bring one after the other to the server, until it is gone or it is enough."""
        while not over.is_set() or self._waiting:
            self._waiting = self._waiting or [next(self._bodies)]
            try:
                self._bring(self._waiting[0], address, token)
            except urllib.error.HTTPError:
                raise
            except (OSError, HTTPException):
                return

    def _bring(self, body: Body, address: str, token: str) -> None:
        headers = {"Authorization": f"Bearer {token}", "Origin": address}
        request = urllib.request.Request(
            f"{address}/hand-off/entries", json.dumps(body).encode(), headers
        )
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            told = json.loads(answer.read())
        assert told["id"] == body["id"]
        self.receipts[body["id"]] = told["receipt"]
        self._waiting.clear()


@pytest.fixture
def bodies(folder):
    office_key = office_keys.public(folder)
    return (
        make()
        for make in itertools.cycle(
            [
                lambda: card_given(at=TUESDAY),
                lambda: with_consent(office_key, at=TUESDAY),
            ]
        )
    )


@pytest.fixture
def token(db, amira):
    """Gives a new phone of Amira's, so that none sends too much; the server has a real clock."""
    people.train(db, amira.person.id, until_on=date.max)
    return lambda: devices.begin(db, amira.person.id, name="", now=TUESDAY)


def wait_for_commits(db, number):
    """Return on the spot when so many more entries are kept."""
    enough = db.table("receipt").count + number
    until = time.monotonic() + PATIENCE_SECONDS
    while db.execute("SELECT count(*) FROM receipt").fetchone()[0] < enough:
        assert time.monotonic() < until, "nothing is kept any more"


def receipts(db):
    return {row["entry"]: row["receipt"] for row in rows(db, "SELECT entry, receipt FROM receipt")}


def assert_whole(db, folder, number):
    """Each entry is there once, with all that follows from it."""
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert db.table("hand_off").count == db.table("receipt").count == number
    assert db.execute("SELECT sum(n) FROM hand_off_day").fetchone()[0] == number
    with_consent = rows(db, "SELECT referral_id AS id FROM hand_off WHERE kind = 'consent'")
    waiting = referrals.due(db)
    assert {row["id"] for row in with_consent} == {asked.id for asked in waiting}
    assert len(with_consent) == len(waiting) == db.table("consent").count
    keys, private = sealing.open_keys(folder), office_keys.private(folder)
    for asked in waiting:
        assert sealing.read(keys, private, asked.record, asked.box) == TOLD
        assert [event.what for event in events.for_referral(db, asked.id)] == ["handed_off"]
    assert event_chain.breaks(db) == []


def test_fifty_kills_lose_nothing_and_double_nothing(folder, db, bodies, token):
    chance, queue, unheard = random.Random(3), Queue(bodies), 0
    for nth in itertools.count(1):
        over = Event()
        with serving_until_killed(folder) as address:
            phone = Thread(target=queue.send_until, args=(over, address, token()))
            phone.start()
            # Every other time in the very moment between commit and answer, else somewhere.
            wait_for_commits(db, chance.randint(1, 4))
            if nth % 2:
                time.sleep(chance.random() * MOST_MS_TO_A_KILL / 1000)
        phone.join()
        unheard += len(receipts(db)) - len(queue.receipts)
        if nth >= ROUNDS and unheard >= FEWEST_UNHEARD:
            break
    with serving(folder) as address:
        over.set()
        queue.send_until(over, address, token())
    assert receipts(db) == queue.receipts
    assert_whole(db, folder, len(queue.receipts))
