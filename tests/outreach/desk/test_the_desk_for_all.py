"""The desk's start and its screens on the demo town's day, for everybody's eyes and hands."""

import shutil
from datetime import UTC, datetime

import pytest

from outreach import session_cookie
from store import database
from tests.cast import enrol
from tests.chromium import open_page
from tests.for_all import assert_everybody_can_read
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


def test_everybody_can_read_every_page(served, chromium):
    address, token = served
    with open_page(chromium, width=320) as page:
        cookie = {"name": session_cookie.NAME, "value": token, "url": address}
        page.context.add_cookies([cookie])
        for path in PAGES:
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            assert_everybody_can_read(page)
