"""A poster that was torn off is told of with its reasons; one that is only quiet is left alone."""

from datetime import date, timedelta

import pytest

from store import database, placements, scans, silence
from store.scans import Scan
from tests.conftest import TUESDAY

TODAY = date(2026, 5, 5)
LONG_AGO = TUESDAY - timedelta(days=200)


@pytest.fixture
def poster(town):
    return hung(town, "Jahnplatz")


def hung(town, name, *, at=LONG_AGO):
    poster = placements.place(
        town.db, name=name, kind="poster", lat=52, lon=8.5, by="Petra", now=at
    )
    return placements.hang(town.db, poster.id, now=at)


def scanned(town, poster, a_day, *, days=60, until=1, kind="person"):
    """So many scans on each of these days, the last one `until` days ago; a list is by weekday."""
    week = a_day if isinstance(a_day, list) else [a_day] * 7
    span = [TODAY - timedelta(days=until + n) for n in range(days)]
    counted = {Scan(poster.id, kind, day, 12): week[day.weekday()] for day in span}
    scans.record(town.db, {scan: n for scan, n in counted.items() if n})


def told(town, today=TODAY):
    return [one.name for one in silence.silent(town.db, today)]


def test_a_poster_that_fell_silent_is_told_of_with_its_reasons(town, poster):
    scanned(town, poster, 4, until=10)
    [one] = silence.silent(town.db, TODAY)
    assert (one.name, one.code, one.days, one.usual) == ("Jahnplatz", poster.code, 9, 4.0)
    assert (one.last_on, one.known_days, one.scans) == (date(2026, 4, 25), 56, 224)
    assert one.is_beyond_chance() and one.once_in() == 1_000_000


@pytest.mark.parametrize(("a_day", "until"), [(4, 1), (4, 2), (1, 5), ([1, 0, 0, 0, 0, 0, 0], 16)])
def test_a_silence_that_may_be_chance_is_not_told(town, poster, a_day, until):
    scanned(town, poster, a_day, until=until)
    assert told(town) == []
    assert silence.find(town.db, poster.id, TODAY).chance > 1 / 1000


def test_a_school_is_not_silent_at_the_weekend(town, poster):
    scanned(town, poster, [9, 9, 9, 9, 9, 0, 0], days=70, until=4)
    monday = date(2026, 5, 4)
    assert told(town, monday) == []
    assert silence.find(town.db, poster.id, monday).days == 2
    assert told(town, monday + timedelta(days=3)) == ["Jahnplatz"]


@pytest.mark.parametrize(("a_day", "days"), [(9, 13), ([1, 1, 0, 0, 0, 0, 0], 60)])
def test_too_small_numbers_say_nothing(town, poster, a_day, days):
    scanned(town, poster, a_day, days=days, until=40)
    assert told(town) == []
    one = silence.find(town.db, poster.id, TODAY)
    assert (one.is_known_enough(), one.chance) == (False, 1.0)


def test_machines_are_no_sign_of_life_and_no_custom(town, poster):
    scanned(town, poster, 4, until=10)
    scanned(town, poster, 9, kind="bot")
    scanned(town, hung(town, "Park"), 9, until=10, kind="preview")
    assert told(town) == ["Jahnplatz"]


def test_one_scan_today_ends_the_silence(town, poster):
    scanned(town, poster, 4, until=10)
    scanned(town, poster, 1, days=1, until=0)
    assert told(town) == []


@pytest.mark.parametrize("end", [placements.lose, placements.retire])
def test_what_does_not_hang_is_not_missed(town, poster, end):
    scanned(town, poster, 4, until=10)
    end(town.db, poster.id, now=TUESDAY)
    assert told(town) == [] and silence.find(town.db, poster.id, TODAY) is None


def test_who_was_seen_hanging_is_silent_from_then_on_only(town, poster):
    scanned(town, poster, 4, until=20)
    placements.check(town.db, poster.id, now=TUESDAY - timedelta(days=2))
    assert told(town) == []
    assert told(town, TODAY + timedelta(days=9)) == ["Jahnplatz"]


def test_where_the_whole_town_is_quiet_nobody_is_torn_off(town, poster):
    scanned(town, poster, 4, until=10)
    others = [hung(town, name) for name in ("Park", "Bad", "Markt")]
    for other in others:
        scanned(town, other, 4, until=10)
    assert told(town) == []
    for other in others:
        scanned(town, other, 4, days=9)
    assert told(town) == ["Jahnplatz"]


def test_nobody_was_ever_there_so_nobody_is_missed(town, poster):
    assert told(town) == [] and silence.find(town.db, poster.id, TODAY) is None


def test_the_demo_town_misses_the_poster_that_was_torn_off_and_no_other(demo_folder):
    db = database.open_office(demo_folder, is_reader=True)
    [[today]] = db.execute("SELECT date(max(day), '+1 day') FROM last_scan").fetchall()
    [one] = silence.silent(db, date.fromisoformat(today))
    assert one.days == 9 and one.usual > 2 and one.chance < 1 / 1000
    db.close()
