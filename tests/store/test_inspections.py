"""Somebody goes from poster to poster and notes what hangs, what is gone and what is covered."""

from datetime import timedelta

import pytest

from store import inspections, placement_lists, placements
from store.errors import WrongStep
from store.placement_lists import Filter
from tests.conftest import TUESDAY

LATER = TUESDAY + timedelta(hours=1)


def hung(town, name="Jahnplatz", lat=52.021):
    poster = town.poster(name, lat=lat)
    return placements.hang(town.db, poster.id, now=TUESDAY)


def note(town, placement, found, now=LATER):
    inspections.note(town.db, placement.id, found=found, by=None, now=now)
    return placement_lists.of(town.db, placement.id).condition


@pytest.mark.parametrize(
    ("found", "condition"),
    [("there", "checked"), ("gone", "lost"), ("pasted_over", "pasted_over")],
)
def test_what_was_found_becomes_its_condition(town, found, condition):
    assert note(town, hung(town), found) == condition
    assert placement_lists.by_condition(town.db, Filter()) == {condition: 1}


def test_one_that_is_pasted_over_hangs_until_somebody_frees_it(town):
    poster = hung(town)
    note(town, poster, "pasted_over")
    assert placements.get(town.db, poster.id).is_live()
    assert note(town, poster, "there") == "checked"


def test_nobody_sees_hanging_what_was_never_hung(town):
    poster = town.poster()
    with pytest.raises(WrongStep):
        note(town, poster, "there")
    assert inspections.last(town.db, poster.id) is None


def test_the_nearest_comes_first_and_who_was_seen_today_no_more(town):
    near, far, seen = (hung(town, name, 52 + n / 1000) for n, name in enumerate(("A", "B", "C")))
    town.poster("never hung", lat=52)
    note(town, seen, "there")
    here = {"lat": 52.0, "lon": 8.53, "most": 10}
    found = inspections.nearest(town.db, **here, before=TUESDAY)
    assert list(found) == [near.id, far.id] and found[far.id] == pytest.approx(111, abs=1)
    assert inspections.count_left(town.db, before=TUESDAY) == 2
    tomorrow = TUESDAY + timedelta(days=1)
    assert len(inspections.nearest(town.db, **here, before=tomorrow)) == 3
    assert [one.name for one in inspections.since(town.db, TUESDAY)] == ["C"]
