"""What is counted at a place is counted for its district, campaign, kind and the town at once."""

from datetime import date, timedelta

import pytest

from store import campaigns, counting, districts, placements, scans
from store.counting import Scope, Span
from store.errors import NotFound
from store.scans import Scan, Step
from tests.conftest import TUESDAY

MONDAY, SUNDAY = date(2026, 4, 27), date(2026, 5, 3)
WEEK = Span(MONDAY, SUNDAY)
TOWN = Scope()


@pytest.fixture
def places(town):
    """A stop and a poster of one campaign, in two districts."""
    spring = campaigns.named(town.db, "Frühling", starts_on=MONDAY).id
    return [
        placements.place(
            town.db,
            name=name,
            kind=kind,
            lat=52,
            lon=8.5,
            by="Petra",
            now=TUESDAY,
            district_id=districts.named(town.db, district).id,
            campaign_id=spring,
        )
        for name, kind, district in (
            ("Jahnplatz", "stop", "Altstadt"),
            ("Aushang", "poster", "Ostaue"),
        )
    ]


def scopes(places):
    stop, poster = places
    return {
        "stop": Scope("placement", stop.id),
        "poster": Scope("placement", poster.id),
        "Altstadt": Scope("district", 1),
        "Ostaue": Scope("district", 2),
        "spring": Scope("campaign", 1),
        "stops": Scope("kind", "stop"),
        "town": TOWN,
    }


def counted(town, scope, span=WEEK):
    since = TUESDAY - timedelta(days=99)
    return counting.counts(town.db, scope, span, since=since, until=TUESDAY)


def by_scope(town, places):
    return {name: counted(town, scope).all_human() for name, scope in scopes(places).items()}


def test_every_scan_is_counted_for_all_it_belongs_to(town, places):
    stop, poster = places
    scans.record(town.db, {Scan(stop.id, "person", MONDAY, 9): 3})
    scans.record(town.db, {Scan(stop.id, "person", MONDAY, 9): 2, Step(stop.id, "call", SUNDAY): 4})
    scans.record(
        town.db, {Scan(poster.id, "typed", SUNDAY, 9): 7, Scan(poster.id, "bot", MONDAY, 1): 9}
    )
    assert by_scope(town, places) == {
        "stop": 5, "poster": 7, "Altstadt": 5, "Ostaue": 7, "spring": 12, "stops": 5, "town": 12,
    }  # fmt: skip
    everything = counted(town, TOWN)
    assert everything.by_kind() == {"person": 5, "typed": 7, "bot": 9}
    assert everything.by_weekday() == [5, 0, 0, 0, 0, 0, 7]
    assert everything.steps == {"call": 4}
    assert counted(town, TOWN, WEEK.before()).by_day == {}


def test_a_placement_takes_its_counts_to_another_district(town, places):
    stop, _ = places
    scans.record(town.db, {Scan(stop.id, "person", MONDAY, 9): 3, Step(stop.id, "way", MONDAY): 2})
    town.db.execute(
        "UPDATE placement SET district_id = 2, campaign_id = NULL WHERE id = ?", [stop.id]
    )
    assert by_scope(town, places) == {
        "stop": 3, "poster": 0, "Altstadt": 0, "Ostaue": 3, "spring": 0, "stops": 3, "town": 3,
    }  # fmt: skip
    assert counted(town, Scope("district", 2)).steps == {"way": 2}
    assert counted(town, Scope("district", 1)).steps == {}


def test_the_sums_are_those_of_the_placements_after_everything(town, places):
    for n, place in enumerate(places):
        for day in WEEK.each():
            scans.record(town.db, {Scan(place.id, "person", day, 9): n + 1})
    placements.print_(town.db, places[0].id, now=TUESDAY)
    sql = (
        "SELECT scope, day, kind, sum(n) FROM scan_day JOIN placement_scope USING (placement_id)"
        " GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    kept = "SELECT scope, day, kind, n FROM scan_sum_day WHERE n <> 0 ORDER BY 1, 2, 3"
    assert town.db.execute(sql).fetchall() == town.db.execute(kept).fetchall()


def test_as_many_days_before_begin_on_the_same_weekday_where_whole_weeks_are_looked_at():
    before = WEEK.before()
    assert (before.first, before.last, before.days) == (date(2026, 4, 20), date(2026, 4, 26), 7)


def test_places_are_found_by_a_word_or_by_their_code(town, places):
    stop, poster = places
    assert [place.id for place in counting.places(town.db, "jahn", most=5)] == [stop.id]
    typed = f"{poster.code[:3]}-{poster.code[3:]}".lower()
    assert [place.id for place in counting.places(town.db, typed, most=5)] == [poster.id]
    assert counting.places(town.db, "100%", most=5) == []
    assert len(counting.places(town.db, "a", most=1)) == 1


def test_what_is_ranked_is_told_with_the_most_first(town, places):
    scans.record(town.db, {Scan(places[1].id, "person", MONDAY, 9): 3})
    ranked = counting.ranked(town.db, "district", WEEK)
    assert [(one.name, one.n) for one in ranked] == [("Ostaue", 3), ("Altstadt", 0)]
    assert [(one.scope.of, one.n) for one in counting.ranked(town.db, "kind", WEEK)] == [
        ("poster", 3), ("stop", 0),
    ]  # fmt: skip
    assert [one.name for one in counting.ranked(town.db, "campaign", WEEK)] == ["Frühling"]


@pytest.mark.parametrize(
    "scope", [Scope("placement", 9), Scope("district", 9), Scope("campaign", 9), Scope("kind", "x")]
)
def test_what_there_is_not_is_not_found(town, scope):
    with pytest.raises(NotFound):
        counting.name(town.db, scope)
