"""Petra puts buses on their lines, and hangs a notice at every stop of one at a click."""

import pytest

from store import batches, changes, lines, placements, stops, timetables
from store.timetables import Courses, Place, Timetable
from tests.conftest import TUESDAY

ROAD = ("Südhof", "Bahnhof", "Markt", "Nordtor")


@pytest.fixture
def road(town):
    """A bus 29 and a tram 1 along the road, a bus 1 up to its second stop."""
    there = tuple(range(len(ROAD)))
    places = tuple(Place(name, 52.0 + n * 0.01, 8.53) for n, name in enumerate(ROAD))
    courses = [
        ("29", "bus", (there, there[::-1])),
        ("1", "tram", (there,)),
        ("1", "bus", ((0, 1),)),
    ]
    timetables.replace(town.db, Timetable(places, tuple(Courses(*one) for one in courses)))
    return {line.label(): line for line in lines.everywhere(town.db)}


def stop_notice(town, name, lat):
    return placements.place(
        town.db, name=name, kind="stop", lat=lat, lon=8.53, by="Petra", now=TUESDAY
    )


def page_of(desk, line):
    return desk.get(f"/desk/lines/{line.id}")


def test_without_a_timetable_the_desk_says_how_one_comes_in(desk):
    assert "begegnung load-gtfs" in desk.get("/desk/lines").text


def test_the_list_has_every_line_with_its_stops(desk, road):
    page = desk.get("/desk/lines")
    assert "Straßenbahn 1 4 Haltestellen in der Stadt" in page.text
    assert page.text.index("Bus 1") < page.text.index("Bus 29")
    assert "Südhof – Nordtor" in desk.get(page.links()["Bus 29"]).text


def test_each_stop_without_a_notice_gets_one_at_a_click(desk, road, town, petra):
    there = stop_notice(town, "Haltestelle am Markt", 52.0204)
    gone = stop_notice(town, "Nordtor", 52.03)
    placements.retire(town.db, gone.id, now=TUESDAY)
    page = page_of(desk, road["bus 29"])
    page = desk.submit(page, "Aushänge für 3 Haltestellen entwerfen", campaign="Frühling")
    assert "3 Aushänge sind entworfen" in page.text and "noch ohne Aushang" not in page.text
    made = [p for p in placements.everywhere(town.db) if p.id not in (there.id, gone.id)]
    assert {(p.name, p.kind, p.state, p.campaign) for p in made} == {
        (name, "stop", "drafted", "Frühling") for name in ("Südhof", "Bahnhof", "Nordtor")
    }
    assert len({p.code for p in made}) == 3
    [change] = changes.for_record(town.db, "placement", made[0].id)
    assert (change.what, change.by) == ("created", petra.person.name)
    assert stops.without_notice(town.db, road["bus 29"].id) == []


def test_a_notice_counts_for_the_part_of_town_it_hangs_in(desk, road, town):
    town.venue("Lukashaus", lat=52.0005)
    desk.submit(page_of(desk, road["bus 29"]), "Aushänge für 4 Haltestellen entwerfen")
    made = {placement.name: placement.district for placement in placements.everywhere(town.db)}
    assert made == {"Südhof": "Altstadt", "Bahnhof": "", "Markt": "", "Nordtor": ""}


def test_asking_twice_drafts_nothing_twice(desk, road, town):
    first = page_of(desk, road["bus 29"])
    for _ in range(2):
        page = desk.submit(first, "Aushänge für 4 Haltestellen entwerfen")
    assert "Jede Haltestelle hat schon ihren Aushang" in page.text
    assert len(placements.everywhere(town.db)) == 4


def test_drafts_are_taken_back_at_once_and_what_was_worked_on_stays(desk, road, town):
    page = page_of(desk, road["bus 29"])
    page = desk.submit(page, "Aushänge für 4 Haltestellen entwerfen")
    hung = placements.everywhere(town.db)[0]
    placements.print_(town.db, hung.id, now=TUESDAY)
    done = desk.submit(page, "Diese Entwürfe zurücknehmen")
    assert "1 Aushang bleibt" in done.text
    assert [p.id for p in placements.everywhere(town.db)] == [hung.id]
    address, fields = page.form("Diese Entwürfe zurücknehmen")
    assert desk.post(address, fields).status == 409
    other = address.replace(f"/lines/{road['bus 29'].id}/", f"/lines/{road['tram 1'].id}/")
    assert desk.post(other, fields).status == 409


def test_a_new_bus_names_its_lines_and_needs_no_place(desk, road, town):
    form = desk.get("/desk/placements/new")
    typed = {"name": "Bus 417", "kind": "bus", "where": "", "lines": "29, Tram 1"}
    desk.submit(form, "Speichern", **typed)
    [bus] = placements.everywhere(town.db)
    assert lines.for_placement(town.db, bus.id) == [road["tram 1"], road["bus 29"]]
    assert (bus.lat, bus.lon) == (52.015, 8.53)
    assert "Bus 417" in page_of(desk, road["bus 29"]).text
    assert "Linien" in desk.get(f"/desk/history/placement/{bus.id}").text


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [("30", "kennen wir nicht"), ("29, 1", "Zwei Linien heißen so"), ("", "wo er hängt")],
)
def test_a_line_that_cannot_be_meant_is_explained(desk, road, town, typed, complaint):
    address, fields = desk.get("/desk/placements/new").form("Speichern")
    page = desk.post(address, fields | {"name": "Bus", "kind": "bus", "lines": typed})
    assert page.status == 422 and complaint in page.text and f'value="{typed}"' in page.html
    assert placements.everywhere(town.db) == []


def test_a_printed_bus_may_change_its_lines_and_that_is_undone_like_all_else(desk, road, town):
    bus = placements.place(
        town.db, name="Bus", kind="bus", lat=52.0, lon=8.5, by="Petra", now=TUESDAY
    )
    placements.print_(town.db, bus.id, now=TUESDAY)
    form = desk.get(f"/desk/placements/{bus.id}/edit")
    desk.submit(form, "Speichern", lines="29")
    assert lines.for_placement(town.db, bus.id) == [road["bus 29"]]
    form = desk.get(f"/desk/placements/{bus.id}/edit")
    assert 'value="29"' in form.html
    desk.submit(form, "Speichern", lines="bus 1")
    assert lines.for_placement(town.db, bus.id) == [road["bus 1"]]
    last = changes.for_record(town.db, "placement", bus.id)[0]
    changes.undo(town.db, last.id, by=None, now=TUESDAY)
    assert lines.for_placement(town.db, bus.id) == [road["bus 29"]]


def test_a_replacement_runs_the_same_lines(road, town):
    bus = placements.place(
        town.db, name="Bus", kind="bus", lat=52.0, lon=8.5, by="Petra", now=TUESDAY
    )
    lines.put_on(town.db, bus.id, [road["bus 29"].id])
    new = placements.follow(town.db, bus.id, by="Petra", now=TUESDAY)
    assert lines.for_placement(town.db, new.id) == [road["bus 29"]]


def test_the_batch_of_one_line_is_none_of_another(desk, road, town):
    desk.submit(page_of(desk, road["bus 1"]), "Aushänge für 2 Haltestellen entwerfen")
    page = page_of(desk, road["bus 29"])
    assert "Diese Entwürfe zurücknehmen" not in page.text
    assert "Aushänge für 2 Haltestellen entwerfen" in page.html
    assert batches.last(town.db, f"stops of line {road['bus 1'].id}") is not None
