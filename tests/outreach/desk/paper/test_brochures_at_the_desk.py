"""Petra makes the booklet of a district, and its calendar, with a click."""

import pytest

from outreach.press import KEPT_FOR
from tests.printables import reading
from tests.until import until

HOME = "/desk/brochures"
CHOSEN = {"district": "Altstadt", "language": "de", "purpose": "print"}


@pytest.fixture
def desk(browse, petra):
    return browse.as_(petra)


def fetched(desk, page):
    """The file a waiting page leads to, once it is ready."""
    assert "wird gemacht" in page.text and page.headers["Refresh"] == "2"
    address = page.links()["Es kommt nichts? Hier abholen"]

    def pdf():
        answer = desk.client.get(address)
        is_made = answer.mimetype == "application/pdf"
        assert is_made or b"wird gemacht" in answer.data
        return answer if is_made else None

    return until(pdf)


def test_a_booklet_is_chosen_waited_for_and_fetched_once(desk, town):
    town.offer("Spielerunde")
    page = desk.submit(desk.get(HOME), "Heft machen", **CHOSEN | {"purpose": "screen"})
    address = page.links()["Es kommt nichts? Hier abholen"]
    answer = fetched(desk, page)
    assert "booklet-screen.pdf" in answer.headers["Content-Disposition"]
    assert "Was ist los in Altstadt" in reading.text(answer.data)
    assert "schon abgeholt" in desk.get(address).text


def test_what_no_font_has_is_told_before_the_file_is_fetched(desk, town):
    town.offer("Hoffest 🎉")
    page = desk.submit(desk.get(HOME), "Heft machen", **CHOSEN | {"purpose": "screen"})
    address = page.links()["Es kommt nichts? Hier abholen"]

    def told():
        answer = desk.get(address)
        return None if "wird gemacht" in answer.text else answer

    page = until(told)
    assert "„Hoffest 🎉“ ohne 🎉" in page.text
    answer = desk.client.get(page.links()["Datei so abholen"])
    assert "Hoffest" in reading.text(answer.data, page=3)


def test_a_profile_that_is_none_is_told(desk, town, folder):
    town.offer()
    (folder / "press.icc").write_text("Kein Profil")
    address, fields = desk.get(HOME).form("Heft machen")
    page = desk.post(address, fields | CHOSEN)
    assert page.status == 422 and "press.icc" in page.text


def test_a_calendar_is_made_in_the_chosen_language(desk, town):
    town.offer("Spielerunde")
    chosen = CHOSEN | {"language": "tr", "month": "2026-06", "size": "A3"}
    answer = fetched(desk, desk.submit(desk.get(HOME), "Kalender machen", **chosen))
    assert "Haziran 2026" in reading.text(answer.data)
    assert reading.boxes_mm(answer.data)["/TrimBox"] == [10, 10, 307, 430]


def test_there_is_something_to_choose_from(desk, town):
    town.venue()
    chosen = desk.get(HOME).html
    for option in ("Altstadt", "tr", "2026-05", "2026-10", "A2"):
        assert f'<option value="{option}"' in chosen
    assert 'value="tr" selected' in desk.get(f"{HOME}?language=tr").html


def test_a_file_nobody_fetches_is_forgotten(desk, town, clock):
    town.offer()
    page = desk.submit(desk.get(HOME), "Heft machen", **CHOSEN)
    clock.shift(KEPT_FOR)
    assert "schon abgeholt" in desk.get(page.links()["Es kommt nichts? Hier abholen"]).text


def test_a_district_without_offers_is_told_before_anything_is_made(desk, town):
    town.venue()
    address, fields = desk.get(HOME).form("Heft machen")
    page = desk.post(address, fields | CHOSEN)
    assert page.status == 422 and "noch kein Angebot" in page.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"district": "Heepen"},
        {"language": "fr"},
        {"purpose": "telex"},
        {"month": "Mai"},
        {"size": "A9"},
    ],
)
def test_what_there_is_not_is_not_found(desk, town, wrong):
    town.offer()
    address, fields = desk.get(HOME).form("Kalender machen")
    chosen = CHOSEN | {"month": "2026-05", "size": "A3"}
    assert desk.post(address, fields | chosen | wrong).status == 404


def test_it_is_reached_from_the_desk_and_for_the_desk_alone(browse, desk, jonas):
    assert HOME in desk.get("/desk").links().values()
    for address in (HOME, f"{HOME}/booklet", f"{HOME}/calendar"):
        assert browse.get(address).status == 303
        assert browse.as_(jonas).get(address).status == 403
