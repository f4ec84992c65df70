"""An offer that pauses in the school holidays has no dates in them, once they are loaded."""

from datetime import date, datetime, time

import pytest

from kiosk import feeds, near
from store import (
    occurrences,
    offers,
    public_holidays,
    revision,
    schedules,
    school_holidays,
    visit_dates,
)
from store.school_holidays import SchoolHoliday
from store.times import Times
from store.visit_dates import Trouble
from tests.conftest import TUESDAY

WHITSUN = SchoolHoliday("Pfingstferien", date(2026, 5, 19), date(2026, 5, 26))
MAY = date(2026, 5, 1), date(2026, 5, 31)
TUESDAYS = Times(
    "FREQ=WEEKLY;BYDAY=TU", date(2026, 1, 1), None, time(14), is_paused_in_school_holidays=True
)


@pytest.fixture
def choir(town):
    offer_id = town.offer("Chor", rule=None, starts_on=date(2025, 1, 1))
    schedules.add(town.db, offer_id, TUESDAYS, status="confirmed")
    return offer_id


def in_may(db, offer_id):
    known = schedules.for_offers(db, [offer_id])
    holidays = public_holidays.between("NW", *MAY)
    return {o.on.day: o for o in occurrences.between(known, *MAY, holidays=holidays)}


def test_without_loaded_holidays_somebody_has_to_call(db, choir):
    dates = in_may(db, choir)
    assert all(date.takes_place() and date.rests_in_school_holidays for date in dates.values())


def test_in_loaded_holidays_nothing_takes_place_and_it_says_why(db, choir):
    school_holidays.load(db, [WHITSUN])
    dates = in_may(db, choir)
    assert [(day, date.is_cancelled, date.holiday) for day, date in dates.items()] == [
        (5, False, ""),
        (12, False, ""),
        (19, True, "Pfingstferien"),
        (26, True, "Pfingstferien"),
    ]


def test_between_loaded_holidays_nobody_has_to_call_and_after_them_somebody_has(db, choir):
    easter = SchoolHoliday("Osterferien", date(2026, 3, 30), date(2026, 4, 11))
    school_holidays.load(db, [easter, SchoolHoliday("Brückentag", *[date(2026, 5, 15)] * 2)])
    dates = in_may(db, choir)
    assert dates[5].is_sure() and dates[12].is_sure()
    assert dates[19].rests_in_school_holidays and dates[19].takes_place()


def test_who_does_not_pause_is_not_asked(town, db):
    school_holidays.load(db, [WHITSUN])
    assert all(date.is_sure() for date in in_may(db, town.offer()).values())


def test_a_date_moved_into_the_holidays_takes_place(db, choir):
    school_holidays.load(db, [WHITSUN])
    [schedule] = [s for s in schedules.for_offers(db, [choir]) if s.times.rule]
    schedules.move(db, schedule.id, date(2026, 5, 12), to=date(2026, 5, 20), reason="Konzert")
    assert in_may(db, choir)[20].takes_place()


def test_what_is_loaded_takes_the_place_of_what_was(db):
    school_holidays.load(db, [WHITSUN])
    summer = SchoolHoliday("Sommerferien", date(2026, 7, 20), date(2026, 9, 1))
    school_holidays.load(db, [summer, summer])
    assert school_holidays.loaded(db).all == (summer,)


def test_kept_pages_are_made_anew_after_loading(db):
    before = revision.of(db)
    school_holidays.load(db, [WHITSUN])
    assert revision.of(db) > before


def test_what_is_next_waits_until_the_holidays_are_over(db, choir):
    school_holidays.load(db, [WHITSUN])
    known, now = schedules.for_offers(db, [choir]), datetime(2026, 5, 18, 9)  # noqa: DTZ001
    found = near.next_dates(known, state="NW", now=now, days_ahead=30)
    assert found[choir].on == date(2026, 6, 2)


def test_a_calendar_leaves_the_holidays_out(db, choir):
    school_holidays.load(db, [WHITSUN])
    file = feeds.calendar(
        offers.get(db, choir, language="de"),
        schedules.for_offers(db, [choir]),
        address="",
        domain="muster.example",
        state="NW",
        now=TUESDAY,
    )
    off = [line for line in file.decode().splitlines() if line.startswith("EXDATE")]
    assert [line[-15:-7] for line in off] == ["20260519", "20260526"]


def test_two_people_who_wanted_to_go_are_told(db, choir):
    school_holidays.load(db, [WHITSUN])
    [schedule] = [s for s in schedules.for_offers(db, [choir]) if s.times.rule]
    agreed = date(2026, 5, 19), time(14)
    trouble = visit_dates.trouble(db, choir, schedule.id, agreed[0], agreed=agreed, state="NW")
    assert trouble == Trouble("cancelled", reason="Pfingstferien")
