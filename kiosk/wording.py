"""Words, dates and numbers of a public page in the reader's language."""

from collections.abc import Callable, Iterable
from datetime import date, time
from functools import lru_cache
from pathlib import Path

import phonenumbers
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from flask import Flask, g
from markupsafe import Markup

from store.languages import LANGUAGES, Language, translations

CATALOGUES = Path(__file__).with_name("translations")

# German Sign Language, which Babel has no name for.
GSG = {
    "de": "Deutsche Gebärdensprache",
    "en": "German Sign Language",
    "tr": "Alman İşaret Dili",
    "ar": "لغة الإشارة الألمانية",
    "uk": "німецька жестова мова",
    "ru": "немецкий жестовый язык",
}


def speak(prefix: str) -> None:
    """Let this request's pages speak the language with this prefix."""
    g.language = LANGUAGES[prefix]
    g.wording = translations(CATALOGUES, prefix)


def gettext(message: str) -> str:
    """The message in the reader's language."""
    return str(g.wording.gettext(message))


def ngettext(one: str, many: str, n: int) -> str:
    """The form of the message for this number, in the reader's language."""
    return str(g.wording.ngettext(one, many, n))


def situation(name: str) -> str:
    """A life situation (see `store.offers.SITUATIONS`) as people say it of themselves."""
    _ = gettext
    return {
        "new_in_town": _("I am new in town"),
        "alone": _("I am alone a lot"),
        "single_parent": _("I raise my children alone"),
        "caring": _("I care for somebody"),
        "between_jobs": _("I am looking for work"),
        "newcomer": _("I am new in Germany"),
        "bereaved": _("I have lost somebody"),
        "everyone": _("for everybody"),
    }[name]


def day(on: date) -> str:
    """A day as one says it: Sunday, 22 November."""
    return _language().day(on)


def short_day(on: date) -> str:
    """A day as a timetable sets it: Sun, 22 Nov."""
    return _language().short_day(on)


def full_date(on: date) -> str:
    """A day with its year, for things that were checked."""
    return format_date(on, "long", locale=_language().locale)


def clock(at: time) -> Markup:
    """A time of day, left to right in every script."""
    return _clock(at, _language())


# A landing page shows a hundred times of day and distances, and few of them differ.
@lru_cache(maxsize=10_000)
def _clock(at: time, language: Language) -> Markup:
    return _isolated(language.clock(at))


def metres(distance: float) -> str:
    """A distance people can imagine: 350 m, 1.4 km."""
    if distance < 975:
        words = gettext("%(n)s m") % {"n": _number(max(50, round(distance / 50) * 50), _language())}
    else:
        words = gettext("%(n)s km") % {"n": _number(round(distance / 1000, 1), _language())}
    # A number and its unit stay together at the end of a line.
    return words.replace(" ", "\u00a0")


def money(cents: int) -> Markup:
    """A price in euros."""
    return _isolated(format_currency(cents / 100, "EUR", locale=_language().locale))


def phone(number: str) -> Markup:
    """A phone number as people in town dial it."""
    return _isolated(national(number))


def phone_link(number: str) -> str:
    """A number for a tel: link."""
    return "".join(c for c in number if c.isdigit() or c == "+")


def national(number: str) -> str:
    """A phone number as people in town dial it, as plain text."""
    if not number.startswith("+"):
        return number
    parsed = phonenumbers.parse(number)
    national = phonenumbers.PhoneNumberFormat.NATIONAL
    return phonenumbers.format_number(parsed, national)


@lru_cache(maxsize=10_000)
def _number(n: float, language: Language) -> str:
    return format_decimal(n, locale=language.locale)


def _isolated(text: str) -> Markup:
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)


def _language() -> Language:
    language = g.language
    assert isinstance(language, Language)
    return language


def language_name(tag: str) -> str:
    """What a spoken language (BCP 47) is called in the reader's language."""
    locale = _language().locale
    if tag == "gsg":
        return GSG[locale.language]
    return str(locale.languages.get(tag.replace("-", "_"), tag))


def listed(words: Iterable[str]) -> str:
    """Words one after another, with the commas of the reader's language."""
    return _listed(tuple(words), _language())


# Offers in many languages and stops of many lines are few kinds: putting commas takes its time.
@lru_cache(maxsize=10_000)
def _listed(words: tuple[str, ...], language: Language) -> str:
    return format_list(words, locale=language.locale)


FILTERS: tuple[Callable[..., object], ...] = (
    day,
    short_day,
    full_date,
    clock,
    language_name,
    listed,
    metres,
    money,
    phone,
    phone_link,
)


def teach(app: Flask) -> None:
    """Give all templates of this application the reader's words and formats."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True
    )
    app.jinja_env.filters.update({function.__name__: function for function in FILTERS})
