"""The next date of each offer, as the list of offers shows it."""

from datetime import date, datetime, time

from store import occurrences, schedules
from store.times import Times

MAY = date(2026, 5, 1), date(2026, 5, 31)
BEGUN = datetime.combine(MAY[0], time.min)
TUESDAY = date(2026, 5, 5)


def next_day(db, offer_id, *, now=BEGUN):
    known = schedules.for_offers(db, [offer_id])
    dates = occurrences.next_of_each(known, *MAY, holidays={}, now=now)
    return dates[offer_id].on.day if offer_id in dates else None


def test_what_is_over_or_cancelled_is_not_the_next_date(town):
    offer_id = town.offer(rule="FREQ=WEEKLY;BYDAY=TU", at="14:00", until="16:00")
    assert next_day(town.db, offer_id) == 5
    assert next_day(town.db, offer_id, now=datetime.combine(TUESDAY, time(15, 59))) == 5
    assert next_day(town.db, offer_id, now=datetime.combine(TUESDAY, time(16))) == 12
    [schedule] = schedules.for_offers(town.db, [offer_id])
    schedules.cancel(town.db, schedule.id, TUESDAY, reason="Streik")
    assert next_day(town.db, offer_id) == 12


def test_a_date_moved_to_an_earlier_day_comes_first(town):
    offer_id = town.offer(rule="FREQ=WEEKLY;BYDAY=TU")
    [schedule] = schedules.for_offers(town.db, [offer_id])
    schedules.move(town.db, schedule.id, date(2026, 5, 12), to=date(2026, 5, 4), reason="Saal")
    assert next_day(town.db, offer_id) == 4


def test_of_two_schedules_the_sooner_one_counts(town):
    offer_id = town.offer(rule="FREQ=WEEKLY;BYDAY=TU")
    once = Times(None, date(2026, 5, 3), starts_at=time(11))
    schedules.add(town.db, offer_id, once, status="confirmed")
    assert next_day(town.db, offer_id) == 3


def test_an_offer_without_a_date_in_these_days_is_left_out(town):
    offer_id = town.offer(rule=None, starts_on=date(2026, 4, 30))
    assert next_day(town.db, offer_id) is None
