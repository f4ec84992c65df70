"""Finding one of many placements, and gathering them on a plan."""

import pytest

from store import campaigns, districts, placement_lists, placements
from store.placement_lists import Box, Filter
from tests.conftest import TUESDAY

TOWN = Box(51.9, 8.4, 52.1, 8.6)


@pytest.fixture
def three(town):
    """A bench in the old town, a poster of a campaign, and a stop that was taken down."""
    old_town = districts.named(town.db, "Altstadt").id
    spring = campaigns.named(town.db, "Frühling", starts_on=TUESDAY.date()).id
    bench = town.poster("Bank am Übergang", lat=52.0)
    placements.file_under(town.db, bench.id, district_id=old_town, campaign_id=None)
    poster = town.poster("Bäckerei 100%", lat=52.0001)
    placements.file_under(town.db, poster.id, district_id=None, campaign_id=spring)
    stop = placements.retire(town.db, town.poster("Jahnplatz", lat=52.05).id, now=TUESDAY)
    return {"bench": bench, "poster": poster, "stop": stop, "district": old_town, "spring": spring}


def names(town, **asked):
    found = placement_lists.lines(town.db, Filter(**asked), first=0, most=50)
    assert len(found) == placement_lists.count(town.db, Filter(**asked))
    return [line.name for line in found]


def test_what_is_over_is_shown_to_who_asks_for_it(town, three):
    assert names(town) == ["Bank am Übergang", "Bäckerei 100%"]
    assert names(town, condition="retired") == ["Jahnplatz"]


def test_one_finds_by_name_code_district_and_campaign(town, three):
    assert names(town, words="übergang") == ["Bank am Übergang"]
    assert names(town, words="0%") == ["Bäckerei 100%"]
    assert names(town, words="%_%") == []
    code = three["poster"].code
    assert names(town, words=f"{code[:3]}-{code[3:]}".lower()) == ["Bäckerei 100%"]
    assert names(town, district_id=three["district"]) == ["Bank am Übergang"]
    assert names(town, campaign_id=three["spring"], kind="bench") == []


def test_neighbours_are_gathered_and_others_stand_alone(town, three):
    coarse = placement_lists.gathered(town.db, Filter(), box=TOWN, height=0.01, width=0.01)
    [bunch] = coarse
    assert (bunch.total(), bunch.conditions) == (2, {"drafted": 2})
    assert bunch.lat == pytest.approx(52.00005)
    fine = placement_lists.gathered(town.db, Filter(), box=TOWN, height=5e-5, width=5e-5)
    assert {one.name for one in fine} == {"Bank am Übergang", "Bäckerei 100%"}


def test_one_in_another_country_does_not_make_the_town_a_dot(town, three):
    for n in range(20):
        town.poster(f"Litfaßsäule {n}", lat=52.0 + n / 1000)
    town.poster("vertauscht", lat=8.53, lon=52.0)
    found = placement_lists.extent(town.db, Filter())
    assert found is None or found.north - found.south < 1
