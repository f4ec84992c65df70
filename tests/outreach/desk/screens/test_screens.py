"""Petra connects a bench's screen, sees that it is alive, and switches it off."""

import re
from datetime import timedelta

import pytest

from store import heartbeats, screens
from store.heartbeats import Told
from tests.conftest import TUESDAY

TOLD = Told("1", "d0c", "2026-05-05T07:58:00+00:00", "de", "attract", 42, "p1c7", 9, "[]", 0)


@pytest.fixture
def screen(town):
    bench = town.poster("Bank am Kesselbrink")
    key = screens.add(town.db, bench.id, profile="bench-15", languages=("de",), now=TUESDAY)
    return screens.by_key(town.db, key)


def tell(town, screen, *, minutes_ago):
    at = TUESDAY - timedelta(minutes=minutes_ago)
    heartbeats.beat(town.db, screen.id, TOLD, visits=0, touches=0, day=at.date(), now=at)


def test_a_placement_becomes_a_screen_and_a_device_is_connected(town, desk, browse):
    bench = town.poster("Bank am Kesselbrink")
    page = desk.submit(
        desk.get("/desk/screens/new"),
        "Bildschirm hinzufügen",
        placement=str(bench.id),
        profile="bench-15",
    )
    assert "noch kein Gerät" in page.text
    page = desk.submit(page, "Gerät verbinden")
    typed = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", page.text).group()
    answer = browse.post("/screen", {"code": typed})
    [screen] = screens.everywhere(town.db)
    assert screens.by_key(town.db, answer.headers["Location"].split("/")[2]) == screen
    assert screen.languages[0] == "de" and screen.profile.name == "bench-15"


def test_the_list_says_who_is_alive_and_who_is_silent(town, desk, screen):
    assert "noch nicht verbunden" in desk.get("/desk/screens").text
    tell(town, screen, minutes_ago=4)
    assert "lebt" in desk.get("/desk/screens").text
    tell(town, screen, minutes_ago=6)
    assert "stumm" in desk.get("/desk/screens").text


def test_one_sees_what_it_shows_and_asks_it_to_restart(town, desk, screen):
    tell(town, screen, minutes_ago=1)
    page = desk.get(f"/desk/screens/{screen.id}")
    assert "9:58" in page.text and "Ruhebild" in page.text and "42" in page.text
    desk.submit(page, "Neu starten", wish="restart")
    assert screens.get(town.db, screen.id).wish == "restart"


def test_what_it_shows_can_be_changed(town, desk, screen):
    page = desk.get(f"/desk/screens/{screen.id}")
    address, fields = page.form("Speichern")
    sent = {**fields, "usual": "tr", "radius": "800", "categories": " Musik \n\nEssen "}
    page = desk.post(address, sent | {"quiet_from": "22:00", "quiet_until": "7 Uhr"})
    assert page.status == 422 and "beide Uhrzeiten" in page.text and 'value="22:00"' in page.html
    assert desk.post(address, sent | {"quiet_from": "22:00", "quiet_until": "07:00"}).status == 303
    settled = screens.get(town.db, screen.id)
    assert settled.languages[0] == "tr" and settled.categories == ("Musik", "Essen")
    assert (settled.radius_m, settled.quiet) == (800, ("22:00", "07:00"))


@pytest.mark.parametrize("radius", ["", "99", "-5", "1e3", "30001", "٨٠٠"])
def test_a_radius_that_cannot_be_is_refused(desk, screen, radius):
    address, fields = desk.get(f"/desk/screens/{screen.id}").form("Speichern")
    page = desk.post(address, {**fields, "usual": "de", "radius": radius})
    assert page.status == 422 and "zwischen 100 und 30.000" in page.text


def test_switched_off_is_off_at_once(town, desk, screen):
    desk.submit(desk.get(f"/desk/screens/{screen.id}"), "Jetzt ausschalten")
    assert screens.get(town.db, screen.id).is_revoked
    page = desk.get(f"/desk/screens/{screen.id}")
    assert "ist ausgeschaltet" in page.text
    sent = {"wish": "restart", "form_token": page.form("Gerät verbinden")[1]["form_token"]}
    assert desk.post(f"/desk/screens/{screen.id}/wish", sent).status == 404
