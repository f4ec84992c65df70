from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from store import occurrences, public_holidays, schedules
from store.times import Times

MAY = date(2026, 5, 1), date(2026, 5, 31)


def in_may(db, offer_id, holidays=None):
    found = schedules.for_offers(db, [offer_id])
    return occurrences.between(found, *MAY, holidays=holidays or {})


def test_every_date_of_a_series_is_told(town):
    days = [o.on.day for o in in_may(town.db, town.offer(rule="FREQ=WEEKLY;BYDAY=TU"))]
    assert days == [5, 12, 19, 26]


def test_the_second_tuesday_of_a_month_is_one_day(town):
    assert [o.on.day for o in in_may(town.db, town.offer(rule="FREQ=MONTHLY;BYDAY=2TU"))] == [12]


def test_every_other_week_counts_from_the_week_it_began(town):
    offer_id = town.offer(rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", starts_on=date(2026, 4, 29))
    assert [o.on.day for o in in_may(town.db, offer_id)] == [13, 27]


def test_a_proposed_every_other_week_promises_no_day(town):
    offer_id = town.offer(rule="FREQ=WEEKLY;BYDAY=TU")
    every_other = Times("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", date(2026, 4, 29))
    schedules.propose_again(town.db, offer_id, [every_other])
    assert {o.on.weekday() for o in in_may(town.db, offer_id)} == {1}


def test_a_cancelled_date_stays_and_says_so(town):
    offer_id = town.offer()
    [schedule] = schedules.for_offers(town.db, [offer_id])
    schedules.cancel(town.db, schedule.id, date(2026, 5, 12), reason="Streik")
    dates = {o.on.day: o for o in in_may(town.db, offer_id)}
    assert not dates[12].takes_place() and dates[12].reason == "Streik"
    assert dates[19].takes_place()


def test_a_moved_date_stands_on_its_old_and_its_new_day(town):
    offer_id = town.offer()
    [schedule] = schedules.for_offers(town.db, [offer_id])
    to = date(2026, 5, 13)
    schedules.move(town.db, schedule.id, date(2026, 5, 12), to=to, at=time(18), reason="Saal")
    dates = {o.on.day: o for o in in_may(town.db, offer_id)}
    assert dates[12].moved_to == to and not dates[12].takes_place()
    assert dates[13].starts_at == time(18) and dates[13].moved_from == date(2026, 5, 12)


def test_a_pause_on_public_holidays_is_a_cancellation(town):
    offer_id = town.offer(rule="FREQ=WEEKLY;BYDAY=MO")
    resting = Times("FREQ=WEEKLY;BYDAY=TH", date(2026, 1, 1), is_paused_on_public_holidays=True)
    schedules.add(town.db, offer_id, resting, status="confirmed")
    dates = {o.on: o for o in in_may(town.db, offer_id, public_holidays.between("NW", *MAY))}
    ascension, whit_monday = date(2026, 5, 14), date(2026, 5, 25)
    assert dates[ascension].is_cancelled and dates[ascension].holiday == "Christi Himmelfahrt"
    assert dates[whit_monday].takes_place() and dates[whit_monday].holiday == "Pfingstmontag"


def test_a_single_date_happens_once(town):
    assert [
        o.on.day for o in in_may(town.db, town.offer(rule=None, starts_on=date(2026, 5, 9)))
    ] == [9]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=HOURLY",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=3",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;BYDAY=XX",
        "nonsense",
    ],
)
def test_rules_an_offer_cannot_have_are_refused(town, rule):
    offer_id = town.offer()
    with pytest.raises(ValueError):
        schedules.add(town.db, offer_id, Times(rule, date(2026, 1, 1)), status="confirmed")


def test_a_rule_that_never_happens_ends_all_the_same():
    never = Times("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", date(2026, 1, 1))
    assert occurrences.days(never, *MAY) == ()


@pytest.mark.parametrize(
    ("at", "until", "over_at"),
    [("14:00", "16:00", "16:00"), ("14:00", None, "16:00"), ("23:00", None, "00:00")],
)
def test_a_date_is_over_when_it_ends(town, at, until, over_at):
    offer_id = town.offer(at=at, until=until, rule=None, starts_on=date(2026, 5, 5))
    [occurrence] = in_may(town.db, offer_id)
    day = date(2026, 5, 6 if over_at == "00:00" else 5)
    end = datetime.combine(day, time.fromisoformat(over_at))
    assert occurrence.is_over(end) and not occurrence.is_over(end - timedelta(minutes=1))


weekdays = st.sets(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1)


@given(
    st.one_of(
        weekdays.map(lambda days: f"FREQ=WEEKLY;BYDAY={','.join(sorted(days))}"),
        st.tuples(st.sampled_from([1, 2, 3, 4, -1]), st.sampled_from(["MO", "WE", "SU"])).map(
            lambda nth: f"FREQ=MONTHLY;BYDAY={nth[0]}{nth[1]}"
        ),
        st.just("FREQ=DAILY"),
    ),
    st.dates(date(2024, 1, 1), date(2027, 1, 1)),
    st.dates(date(2024, 1, 1), date(2027, 1, 1)),
    st.integers(0, 60),
)
def test_reading_a_rule_from_today_finds_what_reading_it_from_its_start_does(
    rule, starts_on, from_on, length
):
    to_on = from_on + timedelta(days=length)
    whole = rrulestr(rule, dtstart=datetime.combine(starts_on, time()))
    expected = whole.between(
        datetime.combine(from_on, time()), datetime.combine(to_on, time()), inc=True
    )
    found = occurrences.days(Times(rule, starts_on), from_on, to_on)
    assert list(found) == [moment.date() for moment in expected]
