"""The staff's words: German, from a catalogue of our own; formats are those of public pages."""

from datetime import datetime
from pathlib import Path

from flask import Flask, g
from markupsafe import Markup

from kiosk import wording
from kiosk.clock import TOWN_TIME
from store.languages import LANGUAGES, translations

CATALOGUES = Path(__file__).with_name("translations")


def speak() -> None:
    """Let this request's pages speak German with the staff's words."""
    g.language = LANGUAGES["de"]
    g.wording = translations(CATALOGUES, "de")


def moment(at: datetime) -> Markup:
    """A moment as one says it in town: Tuesday, 5 May, 10:00."""
    local = at.astimezone(TOWN_TIME)
    return Markup("{}, {}").format(wording.day(local.date()), wording.clock(local.time()))


def teach(app: Flask) -> None:
    """Give the staff's templates their own formats beside those of `kiosk.wording`."""
    app.jinja_env.filters["moment"] = moment
