"""`begegnung load-gtfs`: from a feed to the lines of the town, whole or not at all."""

import pytest

from outreach.exchange import gtfs, gtfs_stops
from store import lines, placements, stops
from tests.conftest import TUESDAY
from tests.feeds import STOPS, TRIPS, VISITS, Feed, written

ROAD = ("Nordtor", "Markt", "Bahnhof", "Südhof")


@pytest.fixture
def load(town, folder, tmp_path, clock, begegnung):
    """Load this feed into a town whose only venue stands at its middle."""
    town.venue()

    def run(feed, **how):
        path = feed if not isinstance(feed, Feed) else feed.write(tmp_path / "feed.zip", **how)
        return begegnung("load-gtfs", str(path), data=folder)

    return run


def courses(db, name):
    """The names of the stops of each direction of a line."""
    [line] = lines.meant(db, name)
    return [[stop.name for stop in course] for course in stops.courses(db, line.id)]


def test_a_line_has_its_stops_in_order_for_each_direction(load, db):
    feed = Feed().road(ROAD).line("29", ROAD).line("29", ROAD[::-1], direction="1")
    told = load(feed)
    assert (told.exit_code, told.stdout) == (0, "lines 1, stops 4\n")
    assert courses(db, "29") == [list(ROAD), list(ROAD[::-1])]
    assert "reading stop_times.txt: 1 of 1" in told.stderr


def test_the_usual_course_is_what_most_trips_do_on_the_days_still_to_come(load, db):
    feed = Feed().road(ROAD)
    feed.line("29", ROAD[:3], trips=3).line("29", ROAD, trips=2).line("29", ROAD[:2], trips=9)
    feed.trips[5:] = [(route, "past", *rest) for route, _, *rest in feed.trips[5:]]
    feed.more["calendar.txt"] = (
        feed.tables()["calendar.txt"] + "past" + ",1" * 7 + (",20250101,20260504\r\n")
    )
    assert load(feed).exit_code == 0
    assert courses(db, "29") == [list(ROAD[:3])]


def test_without_directions_the_way_back_is_told_by_its_order(load, db):
    feed = Feed().road(ROAD).line("29", ROAD, trips=5).line("29", ROAD[1:], trips=4)
    feed.line("29", ROAD[::-1], trips=3)
    feed.more["trips.txt"] = written(TRIPS[:3], [row[:3] for row in feed.trips])
    assert load(feed).exit_code == 0
    assert courses(db, "29") == [list(ROAD), list(ROAD[::-1])]


def test_days_may_stand_in_calendar_dates_alone(load, db):
    feed = Feed().road(ROAD).line("29", ROAD)
    feed.more["calendar_dates.txt"] = "service_id,date,exception_type\ndaily,20260505,1\n"
    assert load(feed, leave_out="calendar.txt").exit_code == 0
    assert courses(db, "29") == [list(ROAD)]


def test_only_what_halts_in_town_is_kept(load, db):
    feed = Feed().road(ROAD).road(["Paris", "Rom", "Wien"], lat=48.0)
    feed.line("ICE", ["Paris", "Markt", "Rom"]).line("8", ["Paris", "Rom", "Wien"])
    feed.line("29", ["Wien", *ROAD, "Paris"])
    assert load(feed).exit_code == 0
    assert [line.name for line in lines.everywhere(db)] == ["29"]
    assert courses(db, "29") == [list(ROAD)]


def test_platforms_of_a_name_are_one_stop_and_the_town_is_not_said_again(load, db):
    feed = Feed()
    feed.stops = [
        ("station", "Musterstadt, Markt", 52.02, 8.53, ""),
        ("a", "Steig A", 52.0201, 8.53, "station"),
        ("b", "Musterstadt, Markt", 52.0199, 8.53, ""),
        ("c", "Bahnhof", 52.01, 8.53, ""),
        ("d", "Bahnhof", 52.03, 8.53, ""),
    ]
    feed.line("29", ["a", "b", "c", "d"])
    assert load(feed).exit_code == 0
    assert courses(db, "29") == [["Markt", "Bahnhof", "Bahnhof"]]


def test_a_loop_a_stop_twice_and_120_stops_are_nothing_special(load, db):
    many = [f"Halt {n}" for n in range(120)]
    feed = Feed().road(many, lat=51.995 - 119 * 0.0045 + 0.54, lon=8.53)
    feed.stops = [(a, b, 52.0 + n * 0.0003, d, e) for n, (a, b, _, d, e) in enumerate(feed.stops)]
    feed.line("1", many).line("2", [*many[:4], many[0]]).line("3", [*many[:3], *many[1:5]])
    assert load(feed).exit_code == 0
    assert courses(db, "1") == [many]
    assert courses(db, "2") == [[*many[:4], many[0]]]
    assert courses(db, "3") == [[*many[:3], *many[1:5]]]


def test_a_sub_folder_a_bom_line_breaks_in_quotes_and_blanks_are_understood(load, db):
    feed = Feed().road(ROAD).line("29", ROAD)
    feed.more["stops.txt"] = "\ufeff" + written(
        STOPS, [("Markt", "Am\nalten  Markt", 52.0045, 8.53, ""), *feed.stops[2:], feed.stops[0]]
    ).replace("stop_id,", " stop_id ,")
    assert load(feed, folder="gtfs 2026/").exit_code == 0
    assert courses(db, "29") == [["Nordtor", "Am alten Markt", "Bahnhof", "Südhof"]]


def test_a_stop_the_feed_forgot_is_left_out_of_the_course_and_named(load, db):
    feed = Feed().road(ROAD).line("29", ROAD, trips=3).line("30", ROAD[:2])
    feed.line("N1", ["Nordtor", "Bahnhof", *"ABCD"])
    feed.stops = [stop for stop in feed.stops if stop[0] != "Markt"]
    told = load(feed)
    assert (told.exit_code, told.stdout) == (
        0,
        "lines 2, stops 3\n"
        "left out 8 times: stop_times.txt: a halt at a stop that stops.txt misses"
        " (“Markt”, “A”, “B” and others)\n",
    )
    assert courses(db, "29") == [["Nordtor", "Bahnhof", "Südhof"]]
    assert courses(db, "N1") == [["Nordtor", "Bahnhof"]]


def test_a_stop_missing_elsewhere_in_the_country_is_nobodys_trouble_here(load):
    feed = Feed().road(ROAD).line("29", ROAD).road(["Paris", "Rom"], lat=48.0)
    assert load(feed.line("8", ["Paris", "Nirgends", "Rom"])).stdout == "lines 1, stops 4\n"


def test_each_faulty_row_is_left_out_and_the_rest_of_the_feed_is_read(load, db):
    feed = Feed().road(ROAD).line("29", ROAD).line("", ROAD, route="blank").line("AST", ROAD)
    feed.line("Flug", ROAD, kind="1100").line("31", ROAD, days="never").line("32", ROAD)
    feed.routes = [route for route in feed.routes if route[1] != "32"]
    feed.visits += [("trip-0", "", "", "Markt", "x"), ("trip-99", "", "", "Markt", 1)]
    feed.stops.append(("Ort", "Ort", "52,0", "8,5", ""))
    feed.more["calendar_dates.txt"] = "service_id,date,exception_type\ndaily,gestern,2\n"
    assert load(feed).stdout.splitlines() == [
        "lines 2, stops 4",
        "left out 1 time: stops.txt: a stop at no place on earth (“Ort: 52,0, 8,5”)",
        "left out 1 time: stop_times.txt: a halt without a number in the order (“x”)",
        "left out 1 time: stop_times.txt: a trip that trips.txt misses (“trip-99”)",
        "left out 1 time: routes.txt: a line without a name (“blank”)",
        "left out 1 time: routes.txt: a line of no known kind (“Flug”)",
        "left out 1 time: trips.txt: trips of a line that routes.txt misses (“route-32”)",
        "left out 1 time: calendar_dates.txt: what is no day (“gestern”)",
        "left out 1 time: trips.txt: trips on days that no calendar tells (“never”)",
    ]
    assert [line.name for line in lines.everywhere(db)] == ["29", "AST"]
    assert courses(db, "29") == [list(ROAD)]


def good():
    return Feed().road(ROAD).line("29", ROAD)


BAD = {
    "neither calendar.txt nor calendar_dates.txt": (good(), {"leave_out": "calendar.txt"}),
    "no stops.txt": (good(), {"leave_out": "stops.txt"}),
    "no trips.txt": (good(), {"leave_out": "trips.txt"}),
    "no column stop_id": (Feed(more={"stops.txt": "a,b\n1,2\n"}), {}),
    "wants to write to “../../etc/stops.txt”": (good(), {"folder": "../../etc/"}),
    "wants to write to “/etc/stops.txt”": (good(), {"folder": "/etc/"}),
    "not written in UTF-8": (Feed(more={"stops.txt": written(STOPS, []).encode() + b"\xff"}), {}),
    "left out 1 time: stops.txt: a stop at no place on earth (“a: 52,0, 8,5”)": (
        Feed(stops=[("a", "A", "52,0", "8,5", "")]),
        {},
    ),
    "left out 1 time: stop_times.txt: a halt without a number in the order (“x”)": (
        Feed(
            stops=good().stops,
            more={"stop_times.txt": written(VISITS, [("t", "", "", "Markt", "x")])},
        ),
        {},
    ),
    "Not one stop of this feed lies in Musterstadt": (Feed().road(ROAD, lat=48.1), {}),
    "runs in Musterstadt from today on": (
        Feed(more={"calendar.txt": good().tables()["calendar.txt"].replace("2026", "2019")})
        .road(ROAD)
        .line("29", ROAD),
        {},
    ),
    "a line of more than 100000 characters": (Feed(more={"stops.txt": "x" * 200_000}), {}),
    "field larger than field limit": (
        Feed(more={"stops.txt": written(STOPS, []) + 'a,"' + "Halt\n" * 40_000}),
        {},
    ),
    "would become": (Feed(more={"stops.txt": written(STOPS, []) + "\n" * 30_000_000}), {}),
}


@pytest.mark.parametrize("sentence", BAD)
def test_a_bad_feed_is_explained_and_what_was_loaded_before_stays(load, db, sentence):
    load(Feed().road(ROAD).line("7", ROAD))
    before = courses(db, "7")
    feed, how = BAD[sentence]
    told = load(feed, **how)
    assert told.exit_code == 1 and sentence in told.stderr
    assert [line.name for line in lines.everywhere(db)] == ["7"] and courses(db, "7") == before


def test_what_is_no_zip_and_what_lies_about_its_size_is_refused(load, db, tmp_path):
    no_zip = tmp_path / "no.zip"
    no_zip.write_text("stop_id,stop_name")
    assert "is no zip file" in load(no_zip).stderr
    assert "No such file" in load(tmp_path / "nowhere.zip").stderr
    whole = good().write(tmp_path / "whole.zip").read_bytes()
    # The size stands in the directory at the end; a smaller one would hide what follows.
    size = len(good().tables()["stops.txt"].encode())
    at = whole.index(size.to_bytes(4, "little"), whole.index(b"PK\x01\x02"))
    lying = tmp_path / "lying.zip"
    lying.write_bytes(whole[:at] + (size - 20).to_bytes(4, "little") + whole[at + 4 :])
    assert "a broken one (Bad CRC-32" in load(lying).stderr
    (tmp_path / "half.zip").write_bytes(whole[: len(whole) // 2])
    assert "a broken one" in load(tmp_path / "half.zip").stderr
    assert lines.everywhere(db) == []


def test_a_new_timetable_replaces_the_former_and_keeps_what_paper_names(load, db, town):
    feed = Feed().road(ROAD).line("29", ROAD).line("30", ROAD[:2]).line("31", ROAD[1:])
    load(feed)
    bus = placements.place(db, name="Bus 7", kind="bus", lat=52.0, lon=8.5, by="Petra", now=TUESDAY)
    [line29], [line30] = lines.meant(db, "29"), lines.meant(db, "30")
    [line31] = lines.meant(db, "31")
    lines.put_on(db, bus.id, [line29.id, line30.id])
    market = stops.courses(db, line29.id)[0][1]
    told = load(Feed().road(ROAD[:3]).line("29", ROAD[:3]).line("40", ROAD[1:3]))
    assert "kept because a placement names it: 30" in told.stdout
    assert [line.name for line in lines.everywhere(db)] == ["29", "30", "40"]
    assert lines.for_placement(db, bus.id) == [line29, line30]
    assert stops.courses(db, line29.id)[0][1] == market
    assert line31 not in lines.everywhere(db)
    assert courses(db, "30") == [list(ROAD[:2])]


def test_what_would_only_fill_memory_is_refused(load, db, monkeypatch):
    monkeypatch.setattr(gtfs_stops, "MOST_STOPS", 3)
    told = load(good().road([f"Fern {n}" for n in range(4)], lat=48.0))
    assert "stops.txt tells of more than 3;" in told.stderr
    monkeypatch.setattr(gtfs, "MOST_TRIPS", 1)
    told = load(good().line("30", ROAD))
    assert "stop_times.txt tells of more than 1;" in told.stderr
    assert lines.everywhere(db) == []


def test_a_town_nobody_has_placed_yet_is_asked_for_first(folder, tmp_path, begegnung):
    told = begegnung("load-gtfs", str(good().write(tmp_path / "feed.zip")), data=folder)
    assert told.exit_code == 1 and "place some venues first" in told.stderr
