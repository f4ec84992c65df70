"""A poster goes silent; Petra sees it, goes there, and a new one is printed, in a real browser."""

from datetime import UTC, datetime, timedelta

import pytest
import zxingcpp
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from outreach import session_cookie
from store import placements, scans
from store.scans import Scan
from tests.cast import enrol
from tests.chromium import open_page
from tests.serving import serving

NOW = datetime.now(UTC)


@pytest.fixture
def silent(town):
    """A poster that was scanned five times a day for two months, and is torn off since ten days."""
    poster = town.poster()
    placements.print_(town.db, poster.id, now=NOW - timedelta(days=80))
    placements.hang(town.db, poster.id, now=NOW - timedelta(days=80))
    days = [NOW.date() - timedelta(days=ago) for ago in range(10, 70)]
    scans.record(town.db, {Scan(poster.id, "person", day, 12): 5 for day in days})
    return poster


def test_silent_inspected_lost_and_printed_anew(town, folder, silent, chromium, tmp_path):
    petra = enrol(town.db, folder, role="coordinator", name="Petra Sommer", now=NOW)
    with serving(folder) as address, open_page(chromium, width=390) as page:
        cookie = {"name": session_cookie.NAME, "value": petra.token, "url": address}
        page.context.add_cookies([cookie])
        page.goto(f"{address}/desk")
        alarm = page.get_by_role("listitem").filter(has_text="Jahnplatz")
        expect(alarm).to_contain_text("sonst etwa 5 Aufrufe am Tag")

        page.goto(f"{address}/desk/placements/round")
        page.get_by_label("Code des Aushangs").fill(silent.code)
        page.get_by_role("button", name="Hier anfangen").click()
        page.get_by_role("button", name="ist weg").click()
        page.get_by_role("link", name="Ersatz drucken").click()
        page.get_by_role("button", name="Ersatz anlegen").click()
        page.get_by_role("button", name="Datei zum Drucken").click()
        with page.expect_download(timeout=300_000) as download:
            page.get_by_role("button", name="Datei herunterladen").click(timeout=300_000)
        download.value.save_as(tmp_path / "poster.pdf")

        page.goto(f"{address}/desk")
        expect(page.get_by_text("Gerade braucht Sie nichts")).to_be_visible()
        # What hung there is gone; who still has its code finds the way all the same.
        page.goto(f"{address}/q/{silent.code}")
        expect(page.get_by_text("Jahnplatz").first).to_be_visible()

    lost = placements.get(town.db, silent.id)
    anew = placements.get(town.db, lost.merged_into)
    assert (lost.state, anew.name, anew.state) == ("merged", "Jahnplatz", "printed")
    with PdfDocument(tmp_path / "poster.pdf") as printed:
        [code] = zxingcpp.read_barcodes(printed[0].render(scale=150 / 72).to_pil())
    assert code.text == f"https://MUSTER.EXAMPLE/Q/{anew.code}"
