"""Before the server lets anybody in, it does what the first would have to wait for."""

import gc

import pytest

from kiosk import town, warming
from kiosk.screens import screen_document
from outreach.app import create_app
from store import screens
from tests.conftest import TUESDAY


@pytest.fixture
def start(folder, clock):
    """The application as the server starts it."""

    def start():
        app = create_app(folder)
        warming.warm_up(app)
        return app

    yield start
    gc.unfreeze()


@pytest.fixture
def switch_on(town):
    def switch_on(name, languages=("de", "ar")):
        place = town.poster(name)
        screens.add(town.db, place.id, profile="bench-15", languages=languages, now=TUESDAY)

    return switch_on


def is_made(app):
    """By screen and language whether its document is there already."""
    with app.test_request_context():
        return {
            (screen.placement.name, lang): screen_document.kept_hash(screen, lang) is not None
            for screen in screens.everywhere(town.here().reading())
            for lang in screen.languages
        }


def test_of_one_screen_all_documents_are_there_and_the_others_can_wait(switch_on, start):
    switch_on("Bank")
    switch_on("Stele", ("de",))
    assert is_made(start()) == {("Bank", "de"): True, ("Bank", "ar"): True, ("Stele", "de"): False}


def test_a_screen_nobody_can_make_a_document_for_keeps_nobody_out(switch_on, start, caplog):
    switch_on("Bank", ("xx",))
    assert start().test_client().get("/de/").status_code == 200
    assert "no document could be made in advance" in caplog.text
