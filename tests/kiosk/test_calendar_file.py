"""An offer in somebody's own calendar: every date it has, and none it has not."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from store import schedules
from store.times import Times

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def calendar(browse):
    """The events of an offer's calendar file."""

    def fetch(offer_id, lang="de"):
        answer = browse.get(f"/{lang}/offers/{offer_id}.ics")
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert f"begegnung-{offer_id}.ics" in answer.headers["Content-Disposition"]
        read = Calendar.from_ical(answer.html)
        assert [str(zone["TZID"]) for zone in read.walk("VTIMEZONE")] in (["Europe/Berlin"], [])
        assert all(
            line_length <= 75 for line_length in map(len, answer.html.encode().split(b"\r\n"))
        )
        return read.walk("VEVENT")

    return fetch


def berlin(day, hour=14):
    return datetime(2026, 5, day, hour, tzinfo=BERLIN)


def change(town, offer_id):
    [schedule] = schedules.for_offers(town.db, [offer_id])
    return schedule.id


def test_a_series_is_one_event_that_repeats_in_local_time(town, calendar):
    [event] = calendar(town.offer("Frühstück"))
    assert (event.start, event.end) == (berlin(5), berlin(5, 16))
    assert event["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=TU"
    assert event["STATUS"] == "CONFIRMED"


def test_it_says_what_where_and_how_to_look_again(town, calendar):
    offer_id = town.offer("Frühstück, Käse; und mehr")
    [event] = calendar(offer_id, lang="tr")
    assert event["SUMMARY"] == "Frühstück, Käse; und mehr"
    assert event["LOCATION"] == "Lukashaus, Am Markt 1, Musterstadt"
    assert event["URL"] == f"https://muster.example/tr/offers/{offer_id}"
    assert event["GEO"].latitude == 52.02
    assert event["UID"].endswith("@muster.example")
    assert event["DTSTAMP"].dt == datetime(2026, 5, 5, 8, tzinfo=UTC)


def test_a_cancelled_date_is_taken_out(town, calendar):
    offer_id = town.offer()
    schedules.cancel(town.db, change(town, offer_id), date(2026, 5, 12), reason="")
    [event] = calendar(offer_id)
    assert event["EXDATE"].dts[0].dt == berlin(12)


def test_a_moved_date_is_taken_out_there_and_put_in_here(town, calendar):
    offer_id = town.offer()
    schedule = change(town, offer_id)
    schedules.move(town.db, schedule, date(2026, 5, 12), to=date(2026, 5, 13), reason="")
    schedules.move(
        town.db, schedule, date(2026, 5, 19), to=date(2026, 5, 20), at=time(18), reason=""
    )
    series, same_time, later = calendar(offer_id)
    assert [left_out.dts[0].dt for left_out in series["EXDATE"]] == [berlin(12), berlin(19)]
    assert (same_time.start, same_time.end) == (berlin(13), berlin(13, 16))
    assert later.start == berlin(20, 18) and "DTEND" not in later
    assert len({series["UID"], same_time["UID"], later["UID"]}) == 3


def test_public_holidays_without_a_meeting_are_taken_out(town, calendar):
    offer_id = town.offer()
    resting = Times("FREQ=WEEKLY;BYDAY=TH", date(2026, 1, 1), is_paused_on_public_holidays=True)
    town.db.execute("DELETE FROM schedule")
    schedules.add(town.db, offer_id, resting, status="confirmed")
    [event] = calendar(offer_id)
    left_out = [moment.dts[0].dt for moment in event["EXDATE"]]
    ascension_day, corpus_christi = date(2026, 5, 14), date(2026, 6, 4)
    assert left_out[:2] == [ascension_day, corpus_christi]


def test_a_single_date_is_one_event_wherever_it_went(town, calendar):
    offer_id = town.offer(rule=None, starts_on=date(2026, 5, 9))
    [event] = calendar(offer_id)
    assert event.start == berlin(9) and "RRULE" not in event
    schedules.move(
        town.db, change(town, offer_id), date(2026, 5, 9), to=date(2026, 5, 10), reason=""
    )
    [event] = calendar(offer_id)
    assert event.start == berlin(10)
    schedules.cancel(town.db, change(town, offer_id), date(2026, 5, 9), reason="")
    assert calendar(offer_id) == []


def add(town, **told):
    offer_id = town.offer()
    town.db.execute("DELETE FROM schedule")
    status = told.pop("status", "confirmed")
    schedules.add(town.db, offer_id, Times(starts_on=date(2026, 1, 1), **told), status=status)
    return offer_id


def test_a_series_that_ends_says_when(town, calendar):
    weekly, end = "FREQ=WEEKLY;BYDAY=TU", date(2026, 7, 1)
    [timed] = calendar(add(town, rule=weekly, until_on=end, starts_at=time(14)))
    assert timed["RRULE"]["UNTIL"] == [datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC)]
    [all_day] = calendar(add(town, rule=weekly, until_on=end))
    assert all_day["RRULE"]["UNTIL"] == [end] and all_day.start == date(2026, 5, 5)


def test_a_dance_past_midnight_ends_the_next_day(town, calendar):
    [event] = calendar(
        add(town, rule="FREQ=WEEKLY;BYDAY=SA", starts_at=time(21), ends_at=time(1, 30))
    )
    assert event.end - event.start == timedelta(hours=4, minutes=30)


def test_a_rare_date_is_found_however_far_ahead(town, calendar):
    [event] = calendar(add(town, rule="FREQ=WEEKLY;BYDAY=SU;BYMONTH=12", starts_at=time(15)))
    assert event.start == datetime(2026, 12, 6, 15, tzinfo=BERLIN)


def test_every_other_week_is_counted_from_its_first(town, calendar):
    [event] = calendar(add(town, rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", starts_at=time(15)))
    # The week of Thursday, 1 January is the first, that of 12 January the next.
    assert event.start == datetime(2026, 1, 13, 15, tzinfo=BERLIN)


def test_a_proposed_time_is_tentative_and_a_vague_one_is_left_out(town, calendar):
    weekly = add(town, rule="FREQ=WEEKLY;BYDAY=TU", starts_at=time(15), status="proposed")
    [event] = calendar(weekly)
    assert event["STATUS"] == "TENTATIVE"
    vague = add(town, rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", status="proposed")
    assert calendar(vague) == []
