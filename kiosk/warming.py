"""Warming up: what the first to come would have to wait for is done before anybody is let in."""

import gc
import logging

from flask import Flask

from kiosk import town, wording
from kiosk.screens import screen_document
from store import screens

log = logging.getLogger(__name__)


def warm_up(app: Flask) -> None:
    """Make what all screens share, such as words, templates and symbols, by making one's documents.

    What is there by then stays for good: looking through all of it for rubbish again and again
    would keep somebody waiting for a tenth of a second each time.
    """
    try:
        with app.test_request_context():
            _make_documents()
    except Exception as error:
        # One screen's trouble is none of those who scan; it is told in full when the screen asks.
        log.error("no document could be made in advance: %s", type(error).__name__)
    gc.collect()
    gc.freeze()


def _make_documents() -> None:
    living = (each for each in screens.everywhere(town.here().reading()) if not each.is_revoked)
    if (screen := next(living, None)) is None:
        return
    for prefix in screen.languages:
        wording.speak(prefix)
        screen_document.document(screen)
