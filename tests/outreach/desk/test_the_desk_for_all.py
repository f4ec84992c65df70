"""The desk's pages on the demo town's day, for everybody's eyes and hands; none is left out."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from outreach import session_cookie
from store import database
from tests.cast import enrol
from tests.chromium import open_page
from tests.for_all import assert_everybody_can_read
from tests.serving import serving

ROOT = Path(__file__).parents[3]

# Each page with the addresses to look at here, or the story that looks at it.
PAGES = {
    "desk.start": ["/desk"],
    "desk_brochures.index": ["/desk/brochures"],
    "desk_campaigns.index": ["/desk/campaigns"],
    "desk_campaigns.show": ["/desk/campaigns/1"],
    "desk_counting.campaign": ["/desk/counting/campaign/1"],
    "desk_counting.district": ["/desk/counting/district/1"],
    "desk_counting.of_kind": ["/desk/counting/kind/poster"],
    "desk_hand_offs.index": ["/desk/hand-offs"],
    "desk_lines.index": ["/desk/lines"],
    "desk_lines.show": ["/desk/lines/1"],
    "desk_referrals.index": ["/desk/referrals"],
    "desk_referrals.show": ["/desk/referrals/1"],
    "desk_screen_previews.show": ["/desk/screens/1/preview/ar"],
    "desk_screens.index": ["/desk/screens"],
    "desk_screens.new": ["/desk/screens/new"],
    "desk_screens.show": ["/desk/screens/1"],
    "desk_share.show": ["/desk/share", "/desk/share?offer=1"],
}
ELSEWHERE = {
    "tests/journeys/test_the_report_of_a_quarter.py": {
        "desk_gaps.index",
        "desk_gaps.reached",
        "desk_gaps.show",
        "desk_gaps.warnings",
        "desk_population.show",
        "desk_reports.index",
        "desk_reports.show",
    },
    "tests/outreach/desk/figures/test_counting_at_the_desk.py": {
        "desk_counting.placement",
        "desk_counting.town",
        "desk_funnel.show",
    },
    "tests/outreach/desk/network/test_network_for_all.py": {
        "desk_holidays.show",
        "desk_import.preview",
        "desk_import.start",
        "desk_meetings.index",
        "desk_meetings.new",
        "desk_meetings.show",
        "desk_network.index",
        "desk_network.show",
        "desk_translations.choose",
        "desk_translations.index",
        "desk_translations.show",
    },
    "tests/outreach/desk/offers/test_offers_in_a_browser.py": {
        "desk_history.show",
        "desk_offer_dates.show",
        "desk_offer_times.new",
        "desk_offer_times.show",
        "desk_offer_translations.show",
        "desk_offers.change",
        "desk_offers.index",
        "desk_offers.new",
        "desk_offers.show",
        "desk_organizations.show",
        "desk_venues.show",
    },
    "tests/outreach/desk/paper/test_paper_for_all.py": {
        "desk_brochures.collect",
        "desk_campaign_prints.show",
        "desk_campaigns.collect",
        "desk_certificates.collect",
        "desk_installer_sheets.collect",
        "desk_placement_prints.show",
        "desk_share.collect",
        "desk_slips.collect",
        "desk_staff_cards.collect",
    },
    "tests/outreach/desk/placements/test_placements_in_a_browser.py": {
        "desk_inspections.end",
        "desk_inspections.show",
        "desk_placement_lists.new",
        "desk_placement_plan.show",
        "desk_placements.edit",
        "desk_placements.index",
        "desk_placements.new",
        "desk_placements.show",
    },
    "tests/outreach/desk/proposals/test_proposals_in_a_browser.py": {
        "desk_proposal_offers.show",
        "desk_proposals.index",
        "desk_proposals.show",
    },
    "tests/outreach/test_access_for_all.py": {
        "desk_invitations.new",
        "desk_people.index",
        "desk_people.show",
        "desk_staff_cards.new",
    },
}
NO_PAGES = {
    "desk_offers.suggest",
    "desk_placement_photos.show",
    "desk_reports.collect",
    "desk_reports.export",
    "desk_scripts.show",
    # A screen's own document: tests/kiosk/screens/test_screen_sizes.py.
    "desk_screen_previews.document",
}


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


@pytest.fixture
def desk(served, chromium):
    """Petra's window at the desk, and the address of the server."""
    address, token = served
    with open_page(chromium, width=320) as page:
        cookie = {"name": session_cookie.NAME, "value": token, "url": address}
        page.context.add_cookies([cookie])
        yield page, address


def test_no_page_of_the_desk_is_left_out(browse):
    rules = browse.client.application.url_map.iter_rules()
    asked_for = {rule.endpoint for rule in rules if "GET" in rule.methods}
    at_the_desk = {one for one in asked_for if one.partition(".")[0].startswith("desk")}
    assert (PAGES.keys() | NO_PAGES).union(*ELSEWHERE.values()) == at_the_desk
    for name in ELSEWHERE:
        assert "assert_everybody_can_read(" in (ROOT / name).read_text("utf-8"), name


def test_everybody_can_read_every_page(desk):
    page, address = desk
    for path in (path for paths in PAGES.values() for path in paths):
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert_everybody_can_read(page)
