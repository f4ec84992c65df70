"""When something of ours is broken: an honest page with the number, and never "unknown code"."""

import time

import pytest

from store import database
from store.database import transaction


def break_file(folder):
    for part in ("", "-wal"):
        path = folder / f"{database.FILE_NAME}{part}"
        if path.exists():
            path.write_bytes(b"\xff" * path.stat().st_size)


def drop_tables(folder):
    db = database.open_office(folder)
    for table in ("placement_target", "placement", "offer_words"):
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute(f"DROP TABLE {table}")
    db.close()


def remove_file(folder):
    (folder / database.FILE_NAME).unlink()


@pytest.mark.parametrize("breaking", [break_file, drop_tables, remove_file])
def test_a_broken_database_is_a_fault_and_not_a_wrong_code(town, browse, breaking, caplog):
    poster = town.poster()
    town.db.close()
    breaking(town.folder)
    scan = browse.get(f"/q/{poster.code}")
    assert (scan.status, scan.headers["Retry-After"]) == (503, "10")
    assert scan.headers["Cache-Control"] == "no-store"

    page = browse.get(f"/de/near/jahnplatz-{poster.id}")
    assert (page.status, page.headers["Retry-After"]) == (503, "10")
    assert "030 23125 100" in page.text and "112" in page.text
    assert poster.code not in caplog.text


def test_the_papers_stay_readable_without_a_database(browse, folder, caplog):
    remove_file(folder)
    assert browse.get("/de/urgent").status == 200
    assert browse.get("/healthz").status == 200


def test_a_counter_that_cannot_count_keeps_nobody_from_the_page(town, browse, caplog):
    poster = town.poster()
    town.db.execute("DROP TABLE scan_day")
    assert browse.get(f"/q/{poster.code}").status == 302
    assert "a count could not be written" in caplog.text


def test_somebody_who_writes_for_long_holds_up_no_page(town, browse, folder):
    poster, other = town.poster(), database.open_office(folder)
    browse.get("/q/ZZZZZ")
    with transaction(other):
        started = time.perf_counter()
        assert browse.get(f"/q/{poster.code}").status == 302
        assert browse.get("/q/ZZZZZ").status == 404
        assert browse.get("/de/offers?q=Einhorn").status == 200
        # Whoever waits for a lock does so for five seconds, each time.
        assert time.perf_counter() - started < 5
