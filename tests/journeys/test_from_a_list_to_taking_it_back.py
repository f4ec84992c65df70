"""Petra looks at the state's list, takes it over, and takes it back, in a real browser."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from outreach import session_cookie
from store import search
from tests.cast import enrol
from tests.chromium import open_page
from tests.outreach.exchange.lists import csv_of, row
from tests.serving import serving


@pytest.fixture
def lists(tmp_path):
    """A list, and the same a month later."""
    first, second = tmp_path / "mai.csv", tmp_path / "juni.csv"
    first.write_text(csv_of(row(), row(Angebot="Chor")), "utf-8")
    changed = row(TelefonNr="030 23125 111")
    second.write_text(csv_of(changed, row(Angebot="Chor"), row(Angebot="Tanz")), "utf-8")
    return first, second


def look_at(page, address, path):
    page.goto(f"{address}/desk/import")
    page.get_by_label("Die Liste").set_input_files(path)
    page.get_by_role("button", name="Erst einmal ansehen").click()
    page.get_by_role("heading", name="Was sich ändern würde").wait_for()


def press(page, name):
    page.get_by_role("button", name=name).click()


def test_import_preview_accept_undo(db, folder, chromium, lists):
    petra = enrol(db, folder, role="coordinator", name="Petra Sommer", now=datetime.now(UTC))
    with serving(folder) as address, open_page(chromium, width=390, javascript=False) as page:
        cookie = {"name": session_cookie.NAME, "value": petra.token, "url": address}
        page.context.add_cookies([cookie])
        look_at(page, address, lists[0])
        assert search.find(db, "Chor") == []
        press(page, "So übernehmen")
        page.get_by_text("Die Liste ist übernommen.").wait_for()
        [chor] = search.find(db, "Chor")

        look_at(page, address, lists[1])
        expect(page.locator("ins")).to_have_text(["+493023125111"])
        press(page, "So übernehmen")
        page.get_by_text("1 Angebot neu, 1 geändert").wait_for()
        page.get_by_text("Zurücknehmen", exact=True).click()
        press(page, "Liste jetzt zurücknehmen")
        page.get_by_text("Die Liste wurde zurückgenommen.").wait_for()
        assert search.find(db, "Tanz") == [] and search.find(db, "Chor") == [chor]
        look_at(page, address, lists[1])
        expect(page.locator("del")).to_have_text(["+493023125100"])
