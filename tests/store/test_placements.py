from datetime import UTC, datetime, timedelta

import pytest

from store import placement_targets, placements
from store.errors import Locked, NotFound, WrongStep
from store.placement_targets import to_filter, to_offer

NOW = datetime(2026, 5, 5, 8, 0, tzinfo=UTC)


def test_a_draft_can_be_corrected_and_a_printed_one_cannot(town):
    poster = town.poster("Jahnplaz")
    named = {"name": "Jahnplatz", "kind": "stop", "lat": 52.0, "lon": 8.5}
    assert placements.correct(town.db, poster.id, **named).name == "Jahnplatz"
    placements.print_(town.db, poster.id, now=NOW)
    with pytest.raises(Locked):
        placements.correct(town.db, poster.id, **named)


def test_printing_twice_changes_nothing(town):
    poster = town.poster()
    placements.print_(town.db, poster.id, now=NOW)
    placements.hang(town.db, poster.id, now=NOW)
    assert placements.print_(town.db, poster.id, now=NOW).state == "placed"


def test_a_retired_poster_is_not_hung_again(town):
    poster = town.poster()
    placements.retire(town.db, poster.id, now=NOW)
    with pytest.raises(WrongStep):
        placements.hang(town.db, poster.id, now=NOW)


def test_a_lost_poster_may_be_found_again(town):
    poster = town.poster()
    placements.hang(town.db, poster.id, now=NOW)
    assert not placements.lose(town.db, poster.id, now=NOW).is_live()
    assert placements.hang(town.db, poster.id, now=NOW).is_live()


def test_merged_ones_answer_through_the_last_of_the_chain(town):
    old, middle, new = (town.poster(name) for name in ("alt", "mittel", "neu"))
    placements.merge(town.db, old.id, into=middle.id, now=NOW)
    placements.merge(town.db, middle.id, into=new.id, now=NOW)
    merged = placements.by_code(town.db, old.code)
    assert placements.standing_for(town.db, merged).id == new.id


def test_merging_never_closes_a_circle(town):
    one, other = town.poster("eins"), town.poster("zwei")
    placements.merge(town.db, one.id, into=other.id, now=NOW)
    for merged, into in ((other, one), (other, other)):
        with pytest.raises(WrongStep):
            placements.merge(town.db, merged.id, into=into.id, now=NOW)


def test_one_can_ask_where_a_code_led_on_a_day(town):
    poster, breakfast = town.poster(), town.offer()
    changes = [(to_offer(breakfast), 1), (to_filter("free=yes"), 2)]
    for target, days in changes:
        later = NOW + timedelta(days=days)
        placement_targets.point(
            town.db, poster.id, target=target, by="Petra", why="a try", now=later
        )
    asked = [
        placement_targets.on(town.db, poster.id, NOW + timedelta(hours=h)) for h in (1, 25, 49)
    ]
    assert [target.kind for target in asked] == ["around", "offer", "filter"]
    with pytest.raises(NotFound):
        placement_targets.on(town.db, poster.id, NOW - timedelta(days=1))
    assert placement_targets.current(town.db, poster.id) == to_filter("free=yes")
