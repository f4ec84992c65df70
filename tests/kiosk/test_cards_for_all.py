"""The pages behind a card's code in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from store import cards, database
from store.languages import LANGUAGES
from tests.chromium import open_page
from tests.conftest import TUESDAY
from tests.kiosk.conftest import hand_over
from tests.kiosk.test_access_for_all import OPTIONS


@pytest.fixture(scope="session")
def demo_cards(demo_folder):
    """An unanswered card of the demo town, one that was answered, and one with a request."""
    db = database.open_office(demo_folder)
    fresh, nothing, used = cards.print_run(
        db, count=3, languages=("de", "tr"), holder_id=None, now=TUESDAY
    )
    cards.answer(db, nothing, "nothing", now=TUESDAY)
    hand_over(db, demo_folder, used)
    db.close()
    return {f"/c/{code}" for code in (fresh, nothing, used)} | {
        f"/c/{fresh}/call",
        f"/c/{used}/correction",
    }


@pytest.fixture
def patient_guard(demo_folder):
    """A town that lets this story open more cards than one person ever would."""
    db = database.open_office(demo_folder)
    yield lambda: db.execute("DELETE FROM allowance WHERE name = 'card'")
    db.close()


@pytest.mark.parametrize(
    ("language", "scheme"), [*((prefix, "light") for prefix in LANGUAGES), ("ar", "dark")]
)
def test_axe_finds_nothing_and_nothing_sticks_out(
    demo_server, demo_cards, patient_guard, chromium, language, scheme
):
    patient_guard()
    with open_page(chromium, width=390, scheme=scheme) as page:
        for path in sorted(demo_cards):
            assert page.goto(f"{demo_server}/{language}{path}").status == 200
            results = Axe().run(page, options=OPTIONS)
            assert results.violations_count == 0, f"{path}\n{results.generate_report()}"
            for width in (320, 390, 1280):
                page.set_viewport_size({"width": width, "height": 844})
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, f"{path} is {wide} px wide"
