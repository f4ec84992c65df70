"""What somebody in a bus sees: what is on at the stops of its line, in their order."""

from datetime import date

import pytest

from store import lines, placements, schedules, timetables
from store.languages import LANGUAGES
from store.timetables import Courses, Place, Timetable
from tests.conftest import TUESDAY

# From south to north, each a quarter of an hour's walk and more from the next.
ROAD = ("Südhof", "Bahnhof", "Markt", "Nordtor")
SOUTH, STEP = 51.99, 0.015


@pytest.fixture
def bus(town):
    """Make a bus with a code that runs these lines of the road (name → course)."""

    def bus(name="Bus 417", means="bus", **courses):
        courses = courses or {"29": [ROAD, ROAD[::-1]]}
        names = sorted({stop for both in courses.values() for course in both for stop in course})
        timetable = Timetable(
            tuple(Place(stop, SOUTH + (ROAD.index(stop)) * STEP, 8.53) for stop in names),
            tuple(
                Courses(line, means, tuple(tuple(map(names.index, course)) for course in both))
                for line, both in courses.items()
            ),
        )
        timetables.replace(town.db, timetable)
        made = placements.place(
            town.db, name=name, kind="bus", lat=52.0, lon=8.53, by="Petra", now=TUESDAY
        )
        lines.put_on(town.db, made.id, [line.id for line in lines.everywhere(town.db)])
        return made

    return bus


@pytest.fixture
def at(town):
    """An offer a few steps from a stop of the road."""

    def at(stop, title, *, metres=100, **times):
        lat = SOUTH + ROAD.index(stop) * STEP + metres / 111_195
        return town.offer(title, venue_id=town.venue(f"Haus {title}", lat=lat), **times)

    return at


def test_offers_stand_under_their_nearest_stop_in_the_order_of_the_line(bus, at, browse):
    at("Markt", "Schach")
    at("Südhof", "Frühstück", rule="FREQ=WEEKLY;BYDAY=WE")
    at("Markt", "Singen", metres=300, at="11:00", until=None)
    page = browse.follow(f"/q/{bus().code}")
    assert "Sie fahren mit der Linie 29" in page.text
    assert list(page.timetable()) == ["Südhof", "Markt"]
    assert page.timetable()["Markt"] == [
        "heute 11:00 Singen Haus Singen · 300 m, 6 Minuten zu Fuß",
        "heute 14:00 bis 16:00 Schach Haus Schach · 100 m, 2 Minuten zu Fuß",
    ]
    [line] = page.timetable()["Südhof"]
    assert line.startswith("Mi., 6. Mai 14:00 bis 16:00 Frühstück")


def test_the_way_back_has_the_stops_the_other_way_round(bus, at, browse):
    at("Südhof", "Frühstück")
    at("Nordtor", "Schach")
    page = browse.follow(f"/q/{bus().code}")
    assert "In Richtung Nordtor . Fahren Sie in Richtung Südhof ?" in page.text
    back = browse.get(page.links()["Fahren Sie in Richtung Südhof?"])
    assert list(back.timetable()) == ["Nordtor", "Südhof"]
    assert "Fahren Sie in Richtung Nordtor?" in back.links()


def test_who_says_where_they_get_off_sees_all_that_is_near_that_stop(bus, at, town, browse):
    for n in range(5):
        at("Markt", f"Abend {n}", metres=100 + n, at=f"1{n}:00")
    town.db.execute("DELETE FROM schedule WHERE offer_id = 5")
    first = browse.follow(f"/q/{bus().code}")
    assert len(first.timetable()["Markt"]) == 3
    assert first.links()["noch 1 Angebot bei Markt"] == first.links()["Markt"]
    page = browse.get(first.links()["Markt"])
    assert "Sie steigen aus an: Markt" in page.text
    assert len(page.timetable()["Heute Dienstag, 5. Mai"]) == 4
    assert len(page.timetable()["Auch hier: Zeiten bitte erfragen"]) == 1
    assert browse.get(page.links()["Alle Haltestellen der Linie 29"]).text == first.text


def test_every_stop_can_be_chosen_also_where_nothing_is_near(bus, at, browse):
    at("Markt", "Schach")
    page = browse.follow(f"/q/{bus().code}")
    assert [link for link in page.links() if link in ROAD] == list(ROAD)
    assert browse.get(page.links()["Nordtor"]).status == 200


def test_who_rides_one_of_several_lines_says_first_which(bus, at, browse):
    at("Markt", "Schach")
    made = bus(**{"29": [ROAD], "3": [ROAD[:2], ROAD[1::-1]]})
    page = browse.follow(f"/q/{made.code}")
    assert "Mit welcher Linie fahren Sie?" in page.text
    lead = browse.get(page.links()["Linie 29 Südhof – Nordtor"])
    assert "Schach" in lead.text and "Fahren Sie in Richtung" not in lead.text
    assert browse.get(lead.links()["Ich fahre mit einer anderen Linie"]).text == page.text


def test_who_said_which_line_and_way_comes_back_to_it_from_a_stop(bus, at, browse):
    at("Markt", "Schach")
    there_and_back = [ROAD[:3], ROAD[2::-1]]
    made = bus(**{"29": there_and_back, "3": there_and_back, "1": [ROAD[:2]]})
    lead = browse.get(browse.follow(f"/q/{made.code}").links()["Linie 3 Südhof – Markt"])
    back = browse.get(lead.links()["Fahren Sie in Richtung Südhof?"])
    assert list(lead.timetable()) == list(back.timetable()) == ["Markt"] and lead.text != back.text
    for line in (lead, back):
        stop = browse.get(line.links()["Markt"])
        assert "Sie steigen aus an: Markt" in stop.text and "Schach" in stop.text
        assert browse.get(stop.links()["Alle Haltestellen der Linie 3"]).text == line.text
    # What was given out before leads to the first of the lines that halt there.
    _, _, stop_id = back.links()["Markt"].rpartition("/")
    older = browse.follow(f"/de/near/bus-417-{made.id}/stop/{stop_id}")
    assert browse.get(older.links()["Alle Haltestellen der Linie 3"]).text == lead.text


def test_a_loop_shows_its_stop_once(bus, at, browse):
    at("Südhof", "Frühstück")
    page = browse.follow(f"/q/{bus(**{'1': [(*ROAD, ROAD[0])]}).code}")
    assert list(page.timetable()) == ["Südhof"]
    assert page.html.count(">Südhof<") == 2  # where one gets off, and above the breakfast


def test_where_nothing_is_near_the_last_stops_and_the_centre_are_shown(bus, town, browse):
    far = {"at": "09:00", "until": None, "rule": "FREQ=WEEKLY;BYDAY=TH"}
    town.offer("Weit im Süden", venue_id=town.venue("Hof", lat=SOUTH - 0.02), **far)
    town.offer("Weit im Norden", venue_id=town.venue("Tor", lat=SOUTH + 3 * STEP + 0.02), **far)
    for n in range(3):
        lon = 8.55 + n / 1000
        address = town.venue(f"Zentrum {n}", lat=52.01, lon=lon)
        town.db.execute("UPDATE venue SET lon = ? WHERE id = ?", [lon, address])
        town.offer(f"Mitte {n}", venue_id=address, **far)
    page = browse.follow(f"/q/{bus().code}")
    assert "an den Endhaltestellen und in der Stadtmitte" in page.text
    assert list(page.timetable()) == ["Südhof", "Nordtor", "In der Stadtmitte"]
    assert [line[:22] for line in page.timetable()["Nordtor"]] == ["Do., 7. Mai 09:00 Weit"]
    assert len(page.timetable()["In der Stadtmitte"]) == 3


def test_where_nothing_is_on_at_all_there_are_words_and_a_number(bus, browse):
    page = browse.follow(f"/q/{bus().code}")
    assert page.timetable() == {} and "Rufen Sie uns an" in page.text
    assert "tel:03023125100" in page.links().values()


def test_an_address_of_an_older_timetable_leads_to_the_line_of_today(bus, at, browse):
    at("Markt", "Schach")
    made = bus(**{"29": [ROAD]})
    near = f"/de/near/bus-417-{made.id}"
    gone = ("line/1/1", "line/99999999999999999999/0", "stop/99999999", "line/1/0/stop/99999999")
    for old in (*gone, "line/1/1/stop/1", "line/2/0/stop/1"):
        answer = browse.get(f"{near}/{old}")
        assert (answer.status, answer.headers["Location"]) == (302, near), old
    for older in ("stop/1", "line/1/0/stop/1"):
        renamed = browse.get(f"/de/near/zwerg-{made.id}/{older}?x=zwerg")
        assert renamed.headers["Location"] == f"{near}/line/1/0/stop/1"
    for wrong in ("nichts/stop/1", f"bus-417-{made.id}/stop/{10**30}"):
        assert browse.get(f"/de/near/{wrong}").status == 404


def test_a_bus_without_a_line_and_a_poster_show_what_is_around_them(bus, town, at, browse):
    at("Markt", "Schach")
    made, poster = bus(), town.poster()
    lines.put_on(town.db, poster.id, [1])
    assert "Sie sind hier: Jahnplatz" in browse.follow(f"/q/{poster.code}").text
    lines.put_on(town.db, made.id, [])
    assert "Sie sind hier: Bus 417" in browse.follow(f"/q/{made.code}").text


def test_the_page_is_kept_until_something_changes(bus, at, town, browse, clock):
    at("Markt", "Schach", at="10:00", until="11:00")
    made = bus()
    assert "heute 10:00" in browse.follow(f"/q/{made.code}").text
    clock.shift(60 * 60)
    assert "Di., 12. Mai 10:00" in browse.follow(f"/q/{made.code}").text
    [schedule] = schedules.for_offers(town.db, [1])
    schedules.cancel(town.db, schedule.id, date(2026, 5, 12), reason="Streik")
    assert "Schach" not in browse.follow(f"/q/{made.code}").text


def test_what_is_chosen_in_a_bus_is_counted_for_the_bus_and_knows_no_walk_from_it(
    bus, at, town, browse
):
    at("Markt", "Schach")
    made = bus()
    offer = browse.get(browse.follow(f"/q/{made.code}").links()["Schach"])
    assert town.steps(made)["offer"] == 1
    assert "Von Bus 417" not in offer.text


def test_an_offer_names_the_nearest_stops_and_their_lines(bus, at, town, browse):
    chess = at("Markt", "Schach")
    far = town.offer("Wandern", venue_id=town.venue("Wald", lat=52.2))
    unplaced = town.offer("Singen", venue_id=town.venue("Irgendwo"))
    town.db.execute("UPDATE venue SET lat = NULL, lon = NULL, located = 'not_yet' WHERE id = 3")
    bus(**{"29": [ROAD], "3": [ROAD[:3]]})
    page = browse.get(f"/de/offers/{chess}")
    assert "Haltestelle Markt (Linien 3 und 29): 100 m, 2 Minuten zu Fuß" in page.text
    for other in (far, unplaced):
        assert "Haltestelle" not in browse.get(f"/de/offers/{other}").text


def test_a_line_of_120_stops_among_many_offers_is_light_in_every_language(town, browse):
    places = tuple(
        Place(f"Haltestelle an der {n}. Straße", 51.9 + n / 400, 8.53) for n in range(120)
    )
    courses = (tuple(range(120)), tuple(range(119, -1, -1)))
    timetables.replace(town.db, Timetable(places, (Courses("120", "tram", courses),)))
    for n in range(200):
        venue = town.venue(f"Haus der {n} Nachbarn", lat=51.9 + n / 700)
        told = {"free": "yes", "no_sign_up": "yes"}
        town.offer(f"Treffen Nummer {n} im Garten", venue_id=venue, **told)
    made = placements.place(
        town.db, name="Tram", kind="bus", lat=52.0, lon=8.5, by="Petra", now=TUESDAY
    )
    lines.put_on(town.db, made.id, [1])
    for language in LANGUAGES:
        page = browse.get(f"/{language}/near/tram-{made.id}", Accept_Encoding="gzip")
        assert int(page.headers["Content-Length"]) <= 12_000, language
    assert sum(map(len, page.timetable().values())) == 30
