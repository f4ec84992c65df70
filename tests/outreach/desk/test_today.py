"""Petra's day begins with what needs her; what she does there is done for her colleagues too."""

from datetime import date, timedelta

import pytest

from store import changes, heartbeats, inspections, offers, placements, scans, screens
from store.heartbeats import Told
from store.scans import Scan
from tests.conftest import TUESDAY

TOLD = Told("1", "d0c", "2026-05-05T07:58:00+00:00", "de", "attract", 42, "p1c7", 9, "[]", 0)


@pytest.fixture
def stale(town):
    return town.offer(checked_on=date(2025, 5, 1))


@pytest.fixture
def silent(town):
    """A poster people scanned five times a day for two months, and nobody since ten days."""
    poster = town.poster()
    long_ago = TUESDAY - timedelta(days=80)
    placements.print_(town.db, poster.id, now=long_ago)
    placements.hang(town.db, poster.id, now=long_ago)
    days = [date(2026, 5, 5) - timedelta(days=ago) for ago in range(10, 70)]
    scans.record(town.db, {Scan(poster.id, "person", day, 12): 5 for day in days})
    return poster


def test_a_clear_desk_says_so(desk):
    assert "Gerade braucht Sie nichts" in desk.get("/desk").text


@pytest.mark.parametrize(
    ("address", "first", "searched"),
    [
        ("/desk", "Neues Angebot eintragen", ""),
        ("/desk/offers", "Neues Angebot eintragen", "?words=Schach"),
        ("/desk/network", "Neues Angebot eintragen", "?idle=yes"),
        ("/desk/brochures", "Neues Angebot eintragen", ""),
        ("/desk/campaigns", "Neuer Aushang", ""),
        ("/desk/screens/new", "Neuer Aushang", ""),
    ],
)
def test_a_town_that_begins_hears_what_to_do_first(desk, address, first, searched):
    page = desk.get(address)
    assert first in page.links()
    assert "Dazu gibt es kein Angebot" not in page.text and "Niemand passt" not in page.text
    if searched:
        page = desk.get(f"{address}{searched}")
        assert "Dazu gibt es kein Angebot" in page.text or "Niemand passt" in page.text


def test_an_offer_that_is_still_right_is_off_the_list_with_one_tap(desk, stale, town):
    page = desk.get("/desk")
    assert "Stimmt das noch?" in page.text and "Frühstück für alle" in page.text
    page = desk.submit(page, "Stimmt noch: Frühstück für alle")
    assert "Erledigt" in page.text and "Stimmt das noch?" not in page.text
    assert offers.details(town.db, stale).checked_on == date(2026, 5, 5)


def test_who_comes_second_is_told_who_was_faster(desk, browse, petra, stale, town):
    page = desk.get("/desk")
    desk.submit(desk.get("/desk"), "Stimmt noch: Frühstück für alle")
    page = desk.submit(page, "Stimmt noch: Frühstück für alle")
    assert page.status == 409 and "war schneller" in page.text and "Petra" in page.text
    assert len(changes.for_record(town.db, "offer", stale)) == 1


def test_a_code_that_fell_silent_says_why_that_is_odd(desk, silent, town):
    page = desk.get("/desk")
    assert "Verstummte Codes" in page.text and "Jahnplatz" in page.text
    page = desk.submit(page, "Hängt noch: Jahnplatz")
    assert "Verstummte Codes" not in page.text
    assert inspections.last(town.db, silent.id).found == "there"


def test_a_screen_nobody_hears_of_is_asked_to_restart_once(desk, town):
    bench = town.poster("Bank am Kesselbrink")
    key = screens.add(town.db, bench.id, profile="bench-15", languages=("de",), now=TUESDAY)
    screen, ago = screens.by_key(town.db, key), TUESDAY - timedelta(minutes=6)
    heartbeats.beat(town.db, screen.id, TOLD, visits=0, touches=0, day=ago.date(), now=ago)
    page, other = desk.get("/desk"), desk.get("/desk")
    page = desk.submit(page, "Neu starten: Bank am Kesselbrink")
    assert "wurde um Neustart gebeten" in page.text
    assert screens.get(town.db, screen.id).wish == "restart"
    assert desk.submit(other, "Neu starten: Bank am Kesselbrink").status == 409


def test_it_goes_on_by_itself(desk, stale):
    part = desk.client.get("/desk", headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith("<section") and "Stimmt das noch?" in part
    assert desk.get("/desk").document is not None
