"""The words and days of paper that an office makes for its own people: in German."""

from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date
from babel.support import NullTranslations
from markupsafe import Markup

from store.languages import LANGUAGES, translations

CATALOGUES = Path(__file__).with_name("translations")
LANGUAGE = LANGUAGES["de"]


def _(message: str, **values: object) -> Markup:
    """The message in German, with its values filled in and escaped."""
    return Markup(_catalogue().gettext(message)) % values  # noqa: S704  # our own catalogue


def day(on: date) -> str:
    """A day with its year: 5. Mai 2026."""
    return format_date(on, "long", locale=LANGUAGE.locale)


@cache
def _catalogue() -> NullTranslations:
    return translations(CATALOGUES, LANGUAGE.prefix)
