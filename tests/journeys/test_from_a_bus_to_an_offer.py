"""A timetable is loaded, a strip put on a window, its code scanned, and what was chosen counted."""

import json
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.chromium import open_page
from tests.feeds import Feed
from tests.journeys.test_from_a_poster_to_the_offers import read_code, run
from tests.printables.reading import text
from tests.serving import serving

ROAD = ("Südhof", "Bahnhof", "Markt", "Nordtor")


def test_from_a_bus_to_an_offer(tmp_path, folder, town, chromium):
    venue = town.venue("Lukashaus", lat=52.01)
    town.offer("Schach am Fenster", venue_id=venue, rule="FREQ=DAILY", at="00:01", until="23:59")
    feed = Feed().road(ROAD).line("29", ROAD).line("29", ROAD[::-1], direction="1")
    feed.more["calendar.txt"] = feed.tables()["calendar.txt"].replace("2026", "2099", 2)
    feed.more["calendar.txt"] = feed.more["calendar.txt"].replace("20990101", "20200101")
    run(folder, "load-gtfs", str(feed.write(tmp_path / "feed.zip")))
    told = run(folder, "place", "--name", "Bus 417", "--kind", "bus", "--line", "29")
    code = told.splitlines()[-1]

    strip = tmp_path / "strip.pdf"
    asked = ("--piece", "side-window", "--languages", "de,tr", "--for", "print")
    run(folder, "print-placement", code, *asked, "--out", str(strip))
    assert "Demnächst an Ihrer Linie" in text(strip.read_bytes())
    assert "Lukashaus · Haltestelle Markt" in text(strip.read_bytes())
    with serving(folder) as address, open_page(chromium, width=390, javascript=False) as phone:
        phone.goto(address + urlsplit(read_code(strip.read_bytes())).path)
        main = phone.locator("main")
        expect(main).to_contain_text("Sie fahren mit der Linie 29")
        phone.get_by_text("Ich steige aus an").click()
        phone.get_by_role("link", name="Markt").first.click()
        expect(main).to_contain_text("Sie steigen aus an: Markt")
        phone.get_by_role("link", name="Schach am Fenster").first.click()
        expect(main).to_contain_text("Haltestelle Markt (Linie 29)")

    [placement] = json.loads(run(folder, "codes", "--json"))
    assert placement["scans"] == {kind: int(kind == "person") for kind in placement["scans"]}
    assert placement["steps"]["offer"] == 1
