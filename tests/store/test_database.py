import multiprocessing
import threading
from pathlib import Path

import pysqlite3
import pytest

from store import database, districts, revision
from store.database import one, transaction
from store.errors import AffectedEngine, Busy, NotFound, NotWritten

ROOT = Path(__file__).parents[2]


def test_schema_sql_is_what_the_migrations_make(db):
    written = (ROOT / "store" / "schema.sql").read_text("utf-8")
    assert written == database.schema(db), "write it anew: .venv/bin/python -m store.schema"


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2), (3, 50, 6)])
def test_an_engine_that_loses_rows_is_refused(version):
    with pytest.raises(AffectedEngine):
        database.refuse_affected_engine(version)


def test_our_engine_and_the_mended_ones_are_taken():
    for version in (pysqlite3.sqlite_version_info, (3, 51, 3), (3, 50, 7), (3, 44, 6)):
        database.refuse_affected_engine(version)


def test_the_database_keeps_its_word(db):
    settings = {"synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0}
    for name, value in settings.items():
        assert db.execute(f"PRAGMA {name}").fetchone()[0] == value
    assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_broken_transaction_leaves_nothing(db):
    with pytest.raises(ZeroDivisionError), transaction(db):
        districts.named(db, "Altstadt")
        _ = 1 / 0
    with pytest.raises(NotFound):
        one(db, "SELECT * FROM district")


def test_a_second_writer_is_told_after_a_while(db, folder):
    other = database.open_office(folder)
    with transaction(db), pytest.raises(Busy), transaction(other, wait_seconds=0.02):
        pass
    with transaction(other):
        districts.named(other, "Altstadt")


def test_opening_waits_for_whoever_has_the_whole_file_for_a_moment(folder):
    path = folder / database.FILE_NAME
    other = pysqlite3.connect(str(path), isolation_level=None, check_same_thread=False)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    leaving = threading.Timer(0.3, other.close)
    leaving.start()
    db = database.open(path, wait_ms=0)
    leaving.join()
    assert db.execute("PRAGMA busy_timeout").fetchone()[0] == 0
    db.close()


def test_a_reader_cannot_write_by_mistake(folder):
    reader = database.open_office(folder, is_reader=True)
    with pytest.raises(NotWritten):
        districts.named(reader, "Altstadt")


def test_a_full_disk_is_an_honest_error(db):
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(NotWritten), transaction(db):
        for n in range(2000):
            districts.named(db, f"Stadtteil {n}")
    db.execute("PRAGMA max_page_count = 1000000")
    districts.named(db, "Altstadt")
    assert [d.name for d in districts.everywhere(db)] == ["Altstadt"]


def add_districts(folder, name):
    db = database.open_office(folder)
    for n in range(50):
        with transaction(db, wait_seconds=30):
            districts.named(db, f"{name} {n}")


def test_many_writers_lose_nothing(folder):
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=add_districts, args=(folder, name)) for name in "abc"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(districts.everywhere(database.open_office(folder))) == 150


def test_several_may_bring_a_new_file_up_to_date_at_once(tmp_path):
    def migrate():
        database.migrate(database.open(tmp_path / "new.db"))

    threads = [threading.Thread(target=migrate) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert revision.of(database.open(tmp_path / "new.db")) == 0


def test_every_public_change_raises_the_revision_whoever_makes_it(town, folder):
    before = revision.of(town.db)
    district = districts.named(database.open_office(folder), "Nordfeld")
    assert revision.of(town.db) == before + 1
    town.db.execute("DELETE FROM district WHERE id = ?", [district.id])
    assert revision.of(town.db) == before + 2
