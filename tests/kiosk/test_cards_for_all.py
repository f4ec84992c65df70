"""The pages behind a card's code in a real browser."""

import pytest

from store import cards, database
from store.languages import LANGUAGES
from tests.chromium import open_page
from tests.conftest import TUESDAY
from tests.for_all import assert_everybody_can_read
from tests.kiosk.conftest import hand_over


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_can_read_every_page(demo_server, demo_cards, patient_guard, chromium, language):
    patient_guard()
    with open_page(chromium, width=320) as page:
        for path in sorted(demo_cards):
            assert page.goto(f"{demo_server}/{language}{path}").status == 200
            assert_everybody_can_read(page, by_night=language == "ar")
