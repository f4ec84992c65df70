"""Petra sees what was scanned and done next, what a figure means, and what fell silent."""

from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import expect

from outreach import session_cookie
from store import districts, placements, scans
from store.scans import Scan, Step
from tests import requests
from tests.cast import enrol
from tests.chromium import open_page
from tests.conftest import TUESDAY
from tests.for_all import WIDTHS, assert_everybody_can_read
from tests.serving import serving

TODAY = date(2026, 5, 5)
PAGES = (
    "/desk/counting",
    "/desk/counting?days=own&first=x",
    "/desk/counting/placement/1?days=year",
    "/desk/funnel?by=district",
)


@pytest.fixture
def poster(town):
    district_id = districts.named(town.db, "Altstadt").id
    long_ago = TUESDAY - timedelta(days=200)
    poster = placements.place(
        town.db, name="Jahnplatz", kind="poster", lat=52, lon=8.5, by="Petra", now=long_ago,
        district_id=district_id,
    )  # fmt: skip
    return placements.hang(town.db, poster.id, now=long_ago)


def count(town, poster, *, days_ago, n, kind="person", step=""):
    day = TODAY - timedelta(days=days_ago)
    what = Step(poster.id, step, day) if step else Scan(poster.id, kind, day, 12)
    scans.record(town.db, {what: n})


def test_the_last_weeks_are_told_beside_those_before(town, desk, poster, folder):
    count(town, poster, days_ago=1, n=30)
    count(town, poster, days_ago=2, n=7, kind="bot")
    count(town, poster, days_ago=28, n=10, kind="typed")
    count(town, poster, days_ago=29, n=60)
    count(town, poster, days_ago=56, n=20)
    count(town, poster, days_ago=3, n=9, step="call")
    requests.request(town.db, folder, placement_id=poster.id)
    count(town, poster, days_ago=0, n=99)
    page = desk.get("/desk/counting")
    assert "40 Aufrufe vom 7. April 2026 bis zum 4. Mai 2026." in page.text
    assert "50 % weniger als an ebenso vielen Tagen davor (80)" in page.text
    assert "Telefonnummer angetippt 9" in page.text and "Suchmaschinen" in page.text
    # Asked today, and today is not over yet.
    assert "0 Anfragen kamen von hier" in page.text
    own = desk.get("/desk/counting?days=own&first=2026-05-05&last=2026-05-05")
    assert "99 Aufrufe am 5. Mai 2026." in own.text and "1 Anfrage kamen" in own.text


def test_figures_say_what_they_mean_and_are_never_called_people(town, desk, poster):
    count(town, poster, days_ago=1, n=3)
    page = desk.get("/desk/counting")
    assert page.html.count('class="meaning"') >= 5
    assert "es sind Aufrufe, nie Personen" in page.text
    assert "Von diesen hier wären das: Mit dem Handy gescannt, 1 Tag." in page.text


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("placement/1", "Jahnplatz"),
        ("district/1", "Altstadt"),
        ("kind/poster", "Plakate"),
        ("", "Die ganze Stadt"),
    ],
)
@pytest.mark.parametrize("days", ["weeks", "months", "year"])
def test_every_part_of_the_town_has_its_page(town, desk, poster, path, heading, days):
    count(town, poster, days_ago=1, n=12)
    count(town, poster, days_ago=400, n=1)
    page = desk.get(f"/desk/counting/{path}?days={days}".replace("/?", "?"))
    assert page.status == 200 and heading in page.text and "12 Aufrufe" in page.text
    assert 'role="img"' in page.html and "<style" not in page.html and "style=" not in page.html


def test_what_is_not_there_has_no_page(desk, poster):
    for path in ("placement/9", "district/9", "campaign/9", "kind/ufo"):
        assert desk.get(f"/desk/counting/{path}").status == 404


def test_one_place_is_found_among_many(town, desk, poster):
    page = desk.get("/desk/counting?words=jahn&days=months")
    assert page.links()["Jahnplatz"] == f"/desk/counting/placement/{poster.id}?days=months"
    assert "Kein Platz hat das" in desk.get("/desk/counting?words=ufo").text


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("", ""),
        ("2026-05-03", "2026-05-01"),
        ("gestern", "2026-05-01"),
        ("2020-01-01", "2026-05-01"),
    ],
)
def test_days_that_cannot_be_are_told_and_four_weeks_shown(town, desk, poster, first, last):
    count(town, poster, days_ago=1, n=12)
    page = desk.get(f"/desk/counting?days=own&first={first}&last={last}")
    assert page.status == 422 and "12 Aufrufe" in page.text
    assert "höchstens drei Jahre auseinander" in page.text


def test_nothing_is_compared_with_days_before_counting_began(town, desk, poster):
    count(town, poster, days_ago=40, n=30)
    count(town, poster, days_ago=1, n=60)
    text = desk.get("/desk/counting").text
    assert "Hier wird erst seit dem 26. März 2026 gezählt" in text and "% mehr" not in text


def test_a_day_the_clocks_change_is_a_day(town, desk, poster):
    count(town, poster, days_ago=37, n=5)
    page = desk.get("/desk/counting?days=own&first=2026-03-29&last=2026-03-29")
    assert "5 Aufrufe am 29. März 2026." in page.text


def test_a_silent_poster_says_why_it_seems_gone(town, desk, poster):
    for days_ago in range(10, 70):
        count(town, poster, days_ago=days_ago, n=4)
    text = desk.get(f"/desk/counting/placement/{poster.id}").text
    assert (
        "Seit 9 Tagen kein Aufruf, sonst etwa 4 Aufrufe am Tag:"
        " Das geschieht seltener als einmal in 1.000.000 Fällen zufällig." in text
    )


def test_little_is_said_where_little_was_counted(town, desk, poster):
    count(town, poster, days_ago=20, n=3)
    text = desk.get(f"/desk/counting/placement/{poster.id}").text
    assert "zu wenig gezählt (Aufrufe: 3, Tage: 1)" in text


def test_everybody_can_read_every_page(town, db, folder, poster, chromium):
    now = datetime.now(UTC)
    for days_ago in range(1, 400):
        day = now.date() - timedelta(days=days_ago)
        scans.record(db, {Scan(poster.id, "person", day, 9): 4, Step(poster.id, "offer", day): 2})
    requests.request(db, folder)
    token = enrol(db, folder, role="coordinator", name="Petra Sommer", now=now).token
    with serving(folder) as address, open_page(chromium, width=320) as page:
        cookie = {"name": session_cookie.NAME, "value": token, "url": address}
        page.context.add_cookies([cookie])
        for path in PAGES:
            page.goto(address + path)
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
            assert_everybody_can_read(page)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 844})
                charts = page.locator(".chart").count()
                drawn = page.locator(".chart svg:visible")
                expect(drawn, "one of each two is shown").to_have_count(charts)
