"""The placements' pages in a real browser: for everybody, at any size, with and without script."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from outreach import session_cookie
from store import inspections, placement_photos, placements
from tests.cast import enrol
from tests.chromium import open_page
from tests.for_all import assert_everybody_can_read
from tests.serving import serving

PLAN = "/desk/placements/plan"


@pytest.fixture
def petra(db, folder):
    """Petra, who coordinates today and not in our story's May."""
    now = datetime.now(UTC)
    return enrol(db, folder, role="coordinator", name="Petra Sommer", now=now)


@pytest.fixture
def street(town):
    """Three posters that hang and one that was only drafted."""
    found = [town.poster(name, lat=52.02 + n / 1000) for n, name in enumerate("ABCD")]
    for one in found[:3]:
        placements.hang(town.db, one.id, now=datetime.now(UTC))
    return found


@pytest.fixture
def served(folder, street):
    with serving(folder) as address:
        yield address


def enter(page, petra, address, path):
    cookie = {"name": session_cookie.NAME, "value": petra.token, "url": address}
    page.context.add_cookies([cookie])
    page.goto(address + path)


def test_everybody_can_read_every_page(town, petra, street, served, chromium):
    inspections.note(town.db, street[0].id, found="gone", by=None, now=datetime.now(UTC))
    placement = f"/desk/placements/{street[0].id}"
    paths = [
        "/desk/placements",
        "/desk/placements?state=lost",
        "/desk/placements/new",
        "/desk/placements/many",
        PLAN,
        f"{placement}?on=2026-05-05&after=lost",
        f"/desk/placements/{street[3].id}/edit",
        "/desk/placements/round",
        f"/desk/placements/round?at={street[1].id}",
        "/desk/placements/round/end",
    ]
    for path in paths:
        with open_page(chromium, width=320) as page:
            enter(page, petra, served, path)
            for summary in page.locator("main summary").all():
                summary.click()
            assert_everybody_can_read(page)


def test_gone_on_the_round_becomes_a_replacement_that_is_printed(
    town, petra, street, served, chromium
):
    with open_page(chromium, width=390, javascript=False) as page:
        enter(page, petra, served, "/desk/placements/round")
        page.get_by_label("Code des Aushangs").fill(street[0].code)
        page.get_by_role("button", name="Hier anfangen").click()
        page.get_by_role("button", name="ist weg").click()
        for _ in street[1:3]:
            page.get_by_role("button", name="hängt noch").click()
        page.get_by_role("link", name="Ersatz drucken").click()
        page.get_by_role("button", name="Ersatz anlegen").click()
        expect(page.get_by_role("status")).to_contain_text("Das ist der Ersatz")
        page.get_by_role("button", name="Datei zum Drucken").click()
        with page.expect_download(timeout=300_000) as download:
            page.get_by_role("button", name="Datei herunterladen").click(timeout=300_000)
        assert download.value.suggested_filename.endswith("-print.pdf")
    new = placements.get(town.db, placements.get(town.db, street[0].id).merged_into)
    assert (new.name, new.state) == ("A", "printed")


def test_where_the_phone_stands_begins_the_round(petra, street, served, chromium):
    with open_page(chromium, width=390) as page:
        page.context.grant_permissions(["geolocation"])
        page.context.set_geolocation({"latitude": 52.0221, "longitude": 8.53})
        enter(page, petra, served, "/desk/placements/round")
        page.get_by_role("button", name="Da anfangen, wo ich stehe").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("C")
        expect(page).not_to_have_url(re.compile("52.02"))


def test_a_phone_that_does_not_say_where_it_is_leaves_the_other_way(petra, served, chromium):
    with open_page(chromium, width=390) as page:
        enter(page, petra, served, "/desk/placements/round")
        page.get_by_role("button", name="Da anfangen, wo ich stehe").click()
        expect(page.get_by_text("Ihr Telefon sagt nicht, wo es ist.")).to_be_visible()
        expect(page.get_by_role("button", name="Hier anfangen")).to_be_visible()


def test_the_plan_follows_wheel_mouse_and_keyboard(town, petra, street, served, chromium):
    town.poster("Weit weg", lat=52.1)
    with open_page(chromium, width=1280, height=1200) as page:
        enter(page, petra, served, PLAN)
        expect(page.locator("#plan a .mark")).to_have_count(2)
        page.locator("svg.plan").hover()
        with page.expect_response(lambda answer: "wide=" in answer.url):
            page.mouse.wheel(0, -120)
        expect(page).to_have_url(re.compile("wide="))
        before = page.url
        with page.expect_response(lambda answer: "wide=" in answer.url):
            page.mouse.down()
            page.mouse.move(300, 500, steps=4)
            page.mouse.up()
        expect(page).not_to_have_url(before)
        expect(page).to_have_url(re.compile("/desk/placements/plan"))
        page.get_by_role("link", name="Ganze Stadt").click()
        expect(page).to_have_url(re.compile("/plan$"))
        page.get_by_role("link", name=re.compile("4 Aushänge")).focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("wide="))
        page.get_by_role("link", name="Näher heran").focus()
        with page.expect_response(lambda answer: "wide=" in answer.url):
            page.keyboard.press("Enter")
        expect(page.locator("#closer")).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_photo_of_forty_megabytes_is_told_and_not_kept(
    town, petra, street, served, chromium, tmp_path, javascript
):
    photo = tmp_path / "riesig.jpg"
    photo.write_bytes(bytes(40_000_000))
    with open_page(chromium, width=390, javascript=javascript) as page:
        enter(page, petra, served, f"/desk/placements/{street[0].id}")
        page.get_by_text("Foto hinzufügen").click()
        page.get_by_label("Foto der Stelle").set_input_files(photo)
        page.get_by_role("button", name="Foto speichern").click()
        told = page.get_by_role("alert")
        expect(told).to_contain_text("Das Foto ist größer als 15 MB.")
    assert placement_photos.find(town.db, street[0].id) is None
