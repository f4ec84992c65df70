"""The report's words, days and numbers."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date
from babel.support import NullTranslations

from printables.charts import number
from store.languages import LANGUAGES, translations

CATALOGUES = Path(__file__).with_name("translations")
LANGUAGE = LANGUAGES["de"]

Shown = str | int | float | None


def _(message: str, **values: object) -> str:
    """The message in German, with its values filled in."""
    return str(_catalogue().gettext(message)) % values if values else _catalogue().gettext(message)


def day(on: date) -> str:
    """A day with its year: 5. Mai 2026."""
    return format_date(on, "long", locale=LANGUAGE.locale)


def short_date(on: date) -> str:
    """A day as a table writes it: 05.05.2026."""
    return format_date(on, "dd.MM.yyyy", locale=LANGUAGE.locale)


def hidden() -> str:
    """What stands where a number must not be told."""
    return _("hidden")


def cell(value: Shown) -> str:
    """What stands in a table of the report: a text, a number, or that it is hidden."""
    if value is None:
        return hidden()
    return value if isinstance(value, str) else number(value)


def weekdays(width: str = "wide") -> Sequence[str]:
    """The days of the week from Monday on; `width` is wide or abbreviated."""
    names = LANGUAGE.locale.days["format"][width]
    return [names[weekday].rstrip(".") for weekday in range(7)]


def group_name(key: str) -> str:
    """A group of people (see `store.groups`)."""
    return {
        "all": _("all people"),
        "28-59": _("people from 28 to 59"),
        "new_in_town": _("people new in town"),
        "alone": _("people who are alone a lot"),
        "single_parent": _("single parents"),
        "caring": _("people who care for somebody"),
        "between_jobs": _("people looking for work"),
        "newcomer": _("people new in Germany"),
        "bereaved": _("people in mourning"),
    }[key]


def part_name(part: str) -> str:
    """A part of the day."""
    return {
        "morning": _("in the morning"),
        "afternoon": _("in the afternoon"),
        "evening": _("in the evening"),
    }[part]


@cache
def _catalogue() -> NullTranslations:
    return translations(CATALOGUES, LANGUAGE.prefix)
