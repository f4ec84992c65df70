"""What is missing where: hours that are really open, against what people looked for."""

from datetime import date, time, timedelta

import pytest

from store import demand, districts, gaps, offers, placements, scans, schedules
from store.errors import NotFound
from store.groups import ALL, FOCUS, GROUPS
from store.open_hours import Slot
from store.scans import Scan, Step
from store.times import Times
from tests.askers import ask
from tests.conftest import TUESDAY

TODAY = date(2026, 5, 5)
LATELY = TODAY - timedelta(days=2)
TUE, THU, SUN = 1, 3, 6


@pytest.fixture
def altstadt(db):
    return districts.named(db, "Altstadt").id


def matrix(db, group=ALL, today=TODAY):
    return gaps.matrix(db, group=group, today=today, state="NW")


def cell(db, altstadt, weekday, part, group=ALL):
    return matrix(db, group).cells[Slot(altstadt, weekday, part)]


def scanned(town, altstadt, *, weekday, hour, n, ago=7):
    """So many scans on this weekday, some weeks ago."""
    poster = placements.place(
        town.db,
        name="Platz",
        kind="poster",
        lat=52,
        lon=8.5,
        by="",
        now=TUESDAY,
        district_id=altstadt,
    )
    day = TODAY - timedelta(days=ago)
    day += timedelta(days=weekday - day.weekday())
    scans.record(town.db, {Scan(poster.id, "person", day, hour): n})
    return poster


def test_hours_are_shared_among_the_parts_of_the_day(town, altstadt):
    town.offer(rule="FREQ=WEEKLY;BYDAY=TU", at="10:30", until="13:00")
    assert cell(town.db, altstadt, TUE, "morning").hours == 1.5
    assert cell(town.db, altstadt, TUE, "afternoon").hours == 1
    assert cell(town.db, altstadt, TUE, "evening").is_empty()
    assert cell(town.db, altstadt, THU, "morning").is_empty()


def test_an_evening_ends_at_midnight_and_who_names_no_end_stays_two_hours(town, altstadt):
    town.offer(rule="FREQ=WEEKLY;BYDAY=TU", at="23:00", until="02:00")
    town.offer(rule="FREQ=MONTHLY;BYDAY=1TH", at="18:00", until=None)
    assert cell(town.db, altstadt, TUE, "evening").hours == 1
    assert cell(town.db, altstadt, THU, "evening").hours == 0.5


def test_only_what_is_sure_counts(town, db, altstadt):
    town.offer()
    [usual] = schedules.for_offers(db, [1])
    assert cell(db, altstadt, TUE, "afternoon").hours == 2
    schedules.cancel(db, usual.id, date(2026, 5, 12), reason="krank")
    schedules.move(db, usual.id, date(2026, 5, 19), to=date(2026, 5, 21), reason="")
    assert cell(db, altstadt, TUE, "afternoon").hours == 1
    assert cell(db, altstadt, THU, "afternoon").hours == 0.5
    proposed = Times("FREQ=WEEKLY;BYDAY=SU", TODAY, starts_at=time(15), ends_at=time(17))
    schedules.add(db, 1, proposed, status="proposed")
    assert cell(db, altstadt, SUN, "afternoon").is_empty()
    db.execute("UPDATE offer SET status = 'paused'")
    assert cell(db, altstadt, TUE, "afternoon").is_empty()


def test_holidays_are_respected(town, db, altstadt):
    # Ascension Day is on Thursday, 14 May.
    town.offer(rule="FREQ=WEEKLY;BYDAY=TH")
    assert cell(db, altstadt, THU, "afternoon").hours == 1.5
    db.execute("UPDATE schedule SET is_paused_in_school_holidays = 1")
    db.execute("INSERT INTO school_holiday VALUES ('Ferien', '2026-05-18', '2026-05-22')")
    assert cell(db, altstadt, THU, "afternoon").hours == 1


@pytest.mark.parametrize(
    ("situations", "ages", "welcome"),
    [
        (["everyone"], (None, None), {"all", "28-59", "caring", "bereaved"}),
        (["caring"], (18, 65), {"all", "28-59", "caring"}),
        (["caring", "bereaved"], (60, None), {"all", "caring", "bereaved"}),
        ([], (28, 59), {"all", "28-59"}),
        ([], (28, 58), {"all"}),
        (["everyone"], (40, None), {"all", "caring", "bereaved"}),
    ],
)
def test_hours_are_open_to_those_who_are_meant(town, db, altstadt, situations, ages, welcome):
    town.offer(age_from=ages[0], age_to=ages[1])
    offers.welcome(db, 1, languages=[], situations=situations)
    open_to = {
        key
        for key in ("all", "28-59", "caring", "bereaved")
        if not cell(db, altstadt, TUE, "afternoon", GROUPS[key]).is_empty()
    }
    assert open_to == welcome


def test_scans_of_the_last_weeks_are_shared_out_by_the_weekly_pattern(town, altstadt):
    scanned(town, altstadt, weekday=SUN, hour=19, n=24)
    scanned(town, altstadt, weekday=SUN, hour=11, n=8)
    # Long ago: it tells the time, and no more.
    scanned(town, altstadt, weekday=SUN, hour=19, n=64, ago=100)
    evening = cell(town.db, altstadt, SUN, "evening")
    assert evening.scans == pytest.approx(32 / 8 * 88 / 96)
    assert cell(town.db, altstadt, SUN, "morning").scans == pytest.approx(32 / 8 * 8 / 96)


def test_a_machine_looks_for_no_company(town, db, altstadt):
    poster = scanned(town, altstadt, weekday=SUN, hour=19, n=1)
    scans.record(db, {Scan(poster.id, "bot", TODAY - timedelta(days=3), 19): 500})
    assert matrix(db).needs[altstadt].scans == 1


def test_requests_count_for_the_time_they_name(db, altstadt):
    for best_time in ("evening", "evening", "weekend", "any", "morning"):
        ask(db, altstadt, on=LATELY, best_time=best_time)
    ask(db, altstadt, on=TODAY - timedelta(days=70), best_time="evening")
    counted = matrix(db)
    assert counted.needs[altstadt].requests == 5
    assert counted.cells[Slot(altstadt, TUE, "evening")].asked == 2
    assert counted.cells[Slot(altstadt, SUN, "evening")].asked == 3
    assert counted.cells[Slot(altstadt, SUN, "afternoon")].asked == 1
    assert counted.cells[Slot(altstadt, TUE, "afternoon")].asked == 0


def test_what_knows_no_time_counts_for_the_district(town, db, folder, altstadt):
    poster = scanned(town, altstadt, weekday=SUN, hour=19, n=1)
    scans.record(db, {Step(poster.id, "come_along", TODAY - timedelta(days=2)): 3})
    key = demand.key(folder)
    for district, situation in (("Altstadt", "caring"), ("Altstadt", ""), ("", "caring")):
        for on in (TODAY, LATELY):
            said = {"words": "", "district": district, "situation": situation, "language": "de"}
            demand.note_empty_search(db, on=on, key=key, **said)
    ask(db, altstadt, on=LATELY, state="no_offer")
    of_all, of_carers = matrix(db), matrix(db, GROUPS["caring"])
    needs = of_all.needs[altstadt]
    # Today is not over, so it is not counted.
    assert (needs.come_along, needs.empty_searches, needs.no_offer) == (3, 2, 1)
    assert (of_carers.needs[altstadt].empty_searches, of_carers.searches) == (1, 1)


def test_the_emptiest_wish_comes_first(town, db, altstadt):
    town.offer(rule="FREQ=WEEKLY;BYDAY=SU", at="18:00", until="20:00")
    scanned(town, altstadt, weekday=SUN, hour=19, n=400)
    scanned(town, altstadt, weekday=THU, hour=10, n=80)
    scanned(town, altstadt, weekday=TUE, hour=10, n=1)
    ask(db, altstadt, on=LATELY, best_time="afternoon")
    found = [(one.slot.weekday, one.slot.part) for one in matrix(db).missing()]
    assert found[:7] == [(weekday, "afternoon") for weekday in range(7)]
    # On Sunday evening there is something; one scan in eight weeks is no wish.
    assert found[7:] == [(THU, "morning")]


def test_an_empty_town_has_no_gaps_and_an_offer_without_a_district_is_told(town, db):
    assert matrix(db).cells == {}
    town.offer()
    db.execute("UPDATE venue SET district_id = NULL")
    assert matrix(db).without_district == 1


def test_a_cell_shows_what_it_is_made_from(town, db, altstadt):
    town.offer("Kaffee", at="14:00", until="16:00", age_from=60)
    town.offer("Spiele", at="15:00", until="16:00")
    slot = Slot(altstadt, TUE, "afternoon")
    found = gaps.evidence(db, slot, group=FOCUS, today=TODAY, state="NW")
    assert [(one.title, one.hours, one.is_open_to_group) for one in found.offers] == [
        ("Spiele", 1, True),
        ("Kaffee", 2, False),
    ]
    assert (found.cell.hours, found.cell.offers) == (1, 1)
    assert found.cell == matrix(db, FOCUS).cells[slot]
    with pytest.raises(NotFound):
        gaps.evidence(db, Slot(99, 1, "morning"), group=ALL, today=TODAY, state="NW")
