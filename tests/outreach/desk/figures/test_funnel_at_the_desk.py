"""Petra sees how far people come, how long it takes, and for whom it is different."""

from dataclasses import replace
from datetime import timedelta

from store import districts, referrals
from tests import requests
from tests.cast import sign_in
from tests.conftest import TUESDAY


def ask(town, folder, *steps, hours=24, **wish):
    asked = requests.request(town.db, folder, **wish)
    for n, step in enumerate(steps):
        at = TUESDAY + timedelta(hours=(n + 1) * hours)
        referrals.step(town.db, asked.id, step, by_role="pilot", now=at)


def test_an_empty_funnel_says_so(desk):
    assert "gab es bisher keine Übergabe" in desk.get("/desk/funnel").text


def test_every_step_tells_how_many_and_how_long_and_what_it_means(
    town, folder, browse, petra, clock
):
    for _ in range(3):
        ask(town, folder, "accepted", "reached", hours=36)
    ask(town, folder)
    clock.shift(timedelta(days=10))
    token = sign_in(town.db, petra, device="", now=TUESDAY + timedelta(days=10))
    page = browse.as_(replace(petra, token=token)).get("/desk/funnel")
    assert "Übergeben 4" in page.text and "Zugesagt 3" in page.text
    assert "Die Hälfte innerhalb von 1,5 Tagen" in page.text
    assert "3 sind den Schritt gegangen, 1 wartet noch." in page.text
    assert "Kaplan" in page.text and page.html.count('class="meaning"') == 1 + 7


def test_parts_are_told_apart_and_what_a_report_hides_is_marked(town, folder, desk):
    altstadt = districts.named(town.db, "Altstadt").id
    for n in range(12):
        ask(town, folder, *(["accepted"] if n else []), district_id=altstadt, language="tr")
    page = desk.get("/desk/funnel?by=district")
    assert "Aufgeteilt: Stadtteil" in page.text and "Altstadt 12 12 11 *" in page.text
    assert "Türkçe" in desk.get("/desk/funnel?by=language").text
    assert "2. Quartal 2026 12" in desk.get("/desk/funnel?by=quarter").text


def test_one_part_can_be_looked_at_alone(town, folder, desk):
    ask(town, folder, "accepted", language="tr")
    ask(town, folder, language="de")
    assert "Übergeben 1 Was" in desk.get("/desk/funnel?language=tr").text
    assert "Übergeben 2 Was" in desk.get("/desk/funnel?district=-").text
    assert "keine Übergabe" in desk.get("/desk/funnel?language=tr&district=Nirgends").text
    assert desk.get("/desk/funnel?by=ufo&group=-&channel=own").status == 200
