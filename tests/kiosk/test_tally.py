"""Counting waits for nobody and loses nothing while the database is locked or full."""

import threading
import time
from datetime import date, timedelta

import pytest

from kiosk import tally
from kiosk.tally import Tally
from store import database
from store.database import transaction
from store.scans import Scan, Step
from tests.full_disk import full_disk

TODAY = date(2026, 5, 5)


@pytest.fixture
def poster(town):
    return town.poster()


@pytest.fixture
def counting(folder, monkeypatch):
    monkeypatch.setattr(tally, "RETRY_SECONDS", 0.01)
    return Tally(folder)


def count(counting, poster, times=1):
    for _ in range(times):
        counting.count(Scan(poster.id, "person", TODAY, 10))


def wait_for_retries():
    """Until no retry is planned any more, that is until everything is written."""
    while timers := [t for t in threading.enumerate() if isinstance(t, threading.Timer)]:
        timers[0].join()


def test_a_locked_database_does_not_hold_up_a_scan_and_the_count_comes_later(
    town, browse, folder, poster
):
    other = database.open_office(folder)
    with transaction(other):
        started = time.perf_counter()
        for _ in range(3):
            assert browse.get(f"/q/{poster.code}").status == 302
        # Whoever waits for a lock does so for five seconds, each time.
        assert time.perf_counter() - started < 5
        assert town.scans(poster) == {}
    browse.get(f"/q/{poster.code}")
    assert town.scans(poster) == {"person": 4}


def test_what_waits_is_written_by_itself_as_soon_as_it_can_be(town, folder, counting, poster):
    other = database.open_office(folder)
    with transaction(other):
        count(counting, poster, times=2)
        counting.count(Step(poster.id, "call", TODAY))
    wait_for_retries()
    assert town.scans(poster) == {"person": 2}
    assert town.steps(poster) == {"call": 1}


def test_what_waits_is_written_before_the_process_ends(town, folder, poster):
    counting, other = Tally(folder), database.open_office(folder)
    with transaction(other):
        count(counting, poster)
        ending = threading.Thread(target=counting.settle, kwargs={"wait_seconds": 5})
        ending.start()
    ending.join()
    assert town.scans(poster) == {"person": 1}


def test_what_waited_through_a_long_import_is_written_in_parts_to_the_last(
    town, folder, counting, poster
):
    other = database.open_office(folder)
    with transaction(other):
        for days in range(500):
            counting.count(Scan(poster.id, "person", TODAY - timedelta(days=days), 10))
    wait_for_retries()
    assert town.scans(poster) == {"person": 500}


def test_a_full_disk_loses_no_count_and_closes_no_page(town, browse, poster):
    town.offer("Frühstück")
    with full_disk():
        assert "Frühstück" in browse.follow(f"/q/{poster.code}").text
        assert browse.get("/de/offers?q=Einhorn").status == 200
        assert "030 23125 100" in browse.get("/q/ZZZZZ").text
        assert town.scans(poster) == {}
    browse.get(f"/q/{poster.code}")
    assert town.scans(poster) == {"person": 2}


def test_a_crowd_from_many_sides_shares_writes_and_every_scan_counts_once(town, counting, poster):
    threads = [threading.Thread(target=count, args=[counting, poster, 75]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wait_for_retries()
    assert town.scans(poster) == {"person": 300}
