"""The desk's start and its screens on the demo town's day, for everybody's eyes and hands."""

import shutil
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe

from outreach import session_cookie
from store import database
from tests.cast import enrol
from tests.chromium import open_page
from tests.kiosk.test_access_for_all import OPTIONS
from tests.serving import serving

PAGES = (
    "/desk",
    "/desk/referrals",
    "/desk/referrals/1",
    "/desk/hand-offs",
    "/desk/screens",
    "/desk/screens/new",
    "/desk/screens/1",
    "/desk/screens/1/preview/ar",
)


@pytest.fixture
def served(demo_folder, tmp_path):
    """A copy of the demo town with Petra in it: its address and her token."""
    folder = tmp_path / "town"
    shutil.copytree(demo_folder, folder)
    db = database.open_office(folder)
    petra = enrol(db, folder, role="coordinator", name="Petra Berg", now=datetime.now(UTC))
    db.close()
    with serving(folder) as address:
        yield address, petra.token


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_sticks_out(served, chromium, scheme):
    address, token = served
    with open_page(chromium, width=320, scheme=scheme) as page:
        cookie = {"name": session_cookie.NAME, "value": token, "url": address}
        page.context.add_cookies([cookie])
        for path in PAGES:
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            results = Axe().run(page, options=OPTIONS)
            assert results.violations_count == 0, f"{path}\n{results.generate_report()}"
            for width in (1280, 390, 320):
                page.set_viewport_size({"width": width, "height": 844})
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, f"{path} is {wide} px wide"
