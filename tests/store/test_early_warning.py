"""A district is told of when it changes more than chance would do, and not before."""

from datetime import date, timedelta

import pytest

from store import changes, districts, early_warning, placements, scans
from store.early_warning import Compared
from store.scans import Scan
from tests.askers import ask
from tests.conftest import TUESDAY

TODAY = date(2026, 5, 5)
NOW, BEFORE = TODAY - timedelta(days=10), TODAY - timedelta(days=70)


@pytest.fixture
def altstadt(db):
    return districts.named(db, "Altstadt").id


@pytest.fixture
def poster(db, altstadt):
    return placements.place(
        db, name="A", kind="poster", lat=52, lon=8, by="", now=TUESDAY, district_id=altstadt
    )


def warning(db):
    [found] = early_warning.of_districts(db, today=TODAY, state="NW")
    return found


def scanned(db, poster, *, before, now):
    scans.record(db, {Scan(poster.id, "person", BEFORE, 10): before} if before else {})
    scans.record(db, {Scan(poster.id, "person", NOW, 10): now} if now else {})


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        (0, 0, "too_small"),
        (9, 10, "too_small"),
        (60, 58, "calm"),
        (60, 20, "quiet"),
        (60, 0, "quiet"),
        # Half as many, but chance does that.
        (14, 7, "calm"),
        # Hardly chance, but not much less.
        (9_000, 8_000, "calm"),
        (60, 200, "calm"),
    ],
)
def test_quiet_is_half_at_most_and_hardly_chance(db, poster, before, now, kind):
    scanned(db, poster, before=before, now=now)
    assert warning(db).kind == kind


def test_more_who_ask_and_fewer_hours_is_the_alarm(town, db, altstadt):
    offer_id = town.offer(rule="FREQ=WEEKLY;BYDAY=TU")
    town.offer(rule="FREQ=WEEKLY;BYDAY=TH")
    ask(db, altstadt, on=BEFORE, n=6)
    ask(db, altstadt, on=NOW, n=25)
    assert warning(db).kind == "calm"
    db.execute("UPDATE schedule SET until_on = '2026-03-09' WHERE offer_id = ?", [offer_id])
    found = warning(db)
    assert (found.kind, found.signs) == ("wanted_and_missing", Compared(25, 6))
    assert found.hours < found.hours_before and found.is_alarm()


def test_an_offer_the_desk_took_back_was_open_until_then(town, db):
    offer_id = town.offer(rule="FREQ=WEEKLY;BYDAY=TU")
    then = TUESDAY - timedelta(weeks=8)
    with changes.recorded(db, "offer", offer_id, what="edited", by=None, now=then):
        db.execute("UPDATE offer SET status = 'paused' WHERE id = ?", [offer_id])
    found = warning(db)
    assert (found.hours, found.hours_before) == (0, 2)


def test_placements_that_fell_silent_are_its_evidence(db, poster):
    scanned(db, poster, before=60, now=0)
    found = warning(db)
    assert (found.fell_silent, found.scans) == (1, Compared(0, 60))
    assert found.scans.chance() < 1e-9


def test_the_worst_comes_first(db, poster):
    for name in ("Aue", "Zabel"):
        districts.named(db, name)
    scanned(db, poster, before=60, now=0)
    kinds = [one.kind for one in early_warning.of_districts(db, today=TODAY, state="NW")]
    assert kinds == ["quiet", "too_small", "too_small"]
