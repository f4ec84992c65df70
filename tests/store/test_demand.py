from datetime import date, timedelta

from store import demand
from store.database import rows

TODAY = date(2026, 5, 5)
KEY = b"k" * 32


def missed(db, words, *, days_ago=0):
    demand.note_empty_search(
        db,
        words=words,
        district="Altstadt",
        situation="",
        language="",
        on=TODAY - timedelta(days=days_ago),
        key=KEY,
    )


def test_words_are_written_down_only_after_three_different_days(db):
    for days_ago in (9, 9, 9, 4):
        missed(db, "Rollstuhl Tanz", days_ago=days_ago)
    assert demand.wished_words(db) == {}
    missed(db, "tanz, rollstuhl!")
    assert demand.wished_words(db) == {"rollstuhl tanz": 5}


def test_before_that_the_words_cannot_be_read_anywhere(db, folder):
    missed(db, "Vorname Nachname")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for file in folder.iterdir():
        assert b"nachname" not in file.read_bytes().lower()


def test_rare_words_are_forgotten_and_wishes_are_kept(db):
    missed(db, "selten", days_ago=91)
    for days_ago in (99, 98, 97):
        missed(db, "Boule", days_ago=days_ago)
    missed(db, "")
    assert [row["words"] for row in rows(db, "SELECT words FROM searched_words")] == ["boule"]


def test_an_empty_filter_is_counted_by_day_and_district(db):
    missed(db, "")
    missed(db, "")
    [row] = rows(db, "SELECT * FROM empty_search_day")
    assert (row["day"], row["district"], row["n"]) == ("2026-05-05", "Altstadt", 2)
    assert rows(db, "SELECT * FROM searched_words") == []


def test_the_key_is_made_once_and_only_for_its_owner(folder):
    first = demand.key(folder)
    assert demand.key(folder) == first and len(first) == 32
    assert (folder / "searched-words.key").stat().st_mode & 0o777 == 0o600
