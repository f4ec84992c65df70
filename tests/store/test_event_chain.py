"""Who wrote down what is never changed unnoticed."""

from datetime import UTC, datetime

import pysqlite3
import pytest

from store import database, event_chain, events
from store.migrations import STEPS

NOW = datetime(2026, 5, 5, 8, 0, tzinfo=UTC)


@pytest.fixture
def chain(db):
    """A referral to which five things happened; the file can be changed behind our back."""
    db.execute("INSERT INTO code VALUES ('K7M2X', '')")
    db.execute(
        "INSERT INTO referral (id, record, code, channel, state, state_at, due_on, created_at,"
        " language, best_time, comes_along) VALUES (1, 'r', 'K7M2X', 'own', 'handed_off', '',"
        " '2026-05-08', '2026-05-05T08:00:00+00:00', 'de', 'any', 1)"
    )
    for what in ("handed_off", "looked", "accepted", "reached"):
        events.record(db, 1, what, by_role="coordinator", by_person=7, now=NOW)
    events.record(db, 1, "helped", by_role="pilot", text="rief an", now=NOW)
    db.execute("DROP TRIGGER events_stay")
    db.execute("DROP TRIGGER events_remain")
    return db


def test_what_was_written_down_holds(chain):
    assert event_chain.breaks(chain) == []
    assert event_chain.breaks(chain, noted=event_chain.head(chain)) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET by_person = 8 WHERE id = 2",
        "UPDATE event SET at = '2026-05-05T09:00:00+00:00' WHERE id = 3",
        "UPDATE event SET text = 'rief nicht an' WHERE id = 5",
        "DELETE FROM event WHERE id = 1",
        "DELETE FROM event WHERE id = 3",
        "UPDATE event SET id = 9 WHERE id = 4",
    ],
)
def test_every_change_is_noticed(chain, change):
    chain.execute(change)
    assert event_chain.breaks(chain)


def test_cutting_off_the_end_is_noticed_by_who_noted_the_head(chain):
    noted = event_chain.head(chain)
    chain.execute("DELETE FROM event WHERE id = 5")
    assert event_chain.breaks(chain) == []
    assert event_chain.breaks(chain, noted=noted)


def test_a_text_can_be_erased_and_nothing_else(chain, folder):
    chain.execute("UPDATE event SET text = NULL, salt = NULL")
    assert event_chain.breaks(chain) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET what = 'accepted'",
        "UPDATE event SET text = 'other', salt = '' WHERE id = 1",
        "DELETE FROM event",
    ],
)
def test_the_database_itself_refuses_to_rewrite(db, change):
    db.execute("INSERT INTO code VALUES ('K7M2X', '')")
    db.execute(
        "INSERT INTO referral (id, record, code, channel, state, state_at, due_on, created_at,"
        " language, best_time, comes_along) VALUES (1, 'r', 'K7M2X', 'own', 'handed_off', '',"
        " '2026-05-08', '', 'de', 'any', 1)"
    )
    events.record(db, 1, "looked", by_role="pilot", text="x", now=NOW)
    with pytest.raises(pysqlite3.IntegrityError, match="never"):
        db.execute(change)


def test_events_from_before_the_chain_get_their_links(tmp_path):
    db = database.open(tmp_path / "older.db")
    for step in STEPS[:4]:
        step.apply(db)
    db.execute("INSERT INTO code VALUES ('K7M2X', '')")
    db.execute(
        "INSERT INTO referral (id, record, code, channel, state, state_at, due_on, created_at,"
        " language, best_time, comes_along) VALUES (1, 'r', 'K7M2X', 'own', 'handed_off', '',"
        " '2026-05-08', '', 'de', 'any', 1)"
    )
    for what in ("handed_off", "looked"):
        db.execute(
            "INSERT INTO event (referral_id, what, by_role, at) VALUES (1, ?, 'person', ?)",
            [what, NOW.isoformat()],
        )
    STEPS[4].apply(db)
    assert [event.what for event in events.for_referral(db, 1)] == ["handed_off", "looked"]
    assert event_chain.breaks(db) == []
