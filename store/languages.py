"""The public languages: one table from address prefix to everything a page needs to know."""

from dataclasses import dataclass
from datetime import date, time
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations


@dataclass(frozen=True, slots=True)
class Language:
    """A language the public reads: its address prefix, BCP 47 tag, CLDR locale and direction."""

    prefix: str
    tag: str
    locale: Locale
    direction: str
    endonym: str
    day_pattern: str

    def day(self, on: date) -> str:
        """A day as one says it: Sunday, 22 November."""
        return self._day(on, "EEEE", "MMMM")

    def short_day(self, on: date) -> str:
        """A day as a timetable sets it: Sun, 22 Nov. Leichte Sprache knows no abbreviations."""
        return self.day(on) if self.prefix == "ls" else self._day(on, "EEE", "MMM")

    def clock(self, at: time) -> str:
        """A time of day in 24 hours. Leichte Sprache writes no leading zero and says the word."""
        if self.prefix == "ls":
            return f"{at.hour}:{at.minute:02d}\u00a0Uhr"
        return _clock(at, self.locale)

    def _day(self, on: date, weekday: str, month: str) -> str:
        pattern = self.day_pattern.format(weekday=weekday, month=month)
        return _formatted(on, pattern, self.locale)


# A page says the same few days a hundred times.
@lru_cache(maxsize=1_000)
def _formatted(on: date, pattern: str, locale: Locale) -> str:
    return format_date(on, pattern, locale=locale)


# A screen's document says some hundred times of day, and few of them differ.
@lru_cache(maxsize=10_000)
def _clock(at: time, locale: Locale) -> str:
    return format_time(at, "HH:mm", locale=locale)


def _language(
    prefix: str,
    tag: str,
    locale: str,
    endonym: str,
    # CLDR's full date without the year, which it has no pattern for.
    day_pattern: str = "{weekday}, d {month}",
) -> Language:
    direction = "rtl" if tag == "ar" else "ltr"
    return Language(prefix, tag, Locale.parse(locale), direction, endonym, day_pattern)


# Arabic months follow ar_SY (كانون الثاني), as most Arabic readers in Germany know them.
LANGUAGES: dict[str, Language] = {
    language.prefix: language
    for language in (
        _language("de", "de", "de_DE", "Deutsch", "{weekday}, d. {month}"),
        _language("ls", "de-simple", "de_DE", "Leichte Sprache", "{weekday}, d. {month}"),
        _language("en", "en", "en_GB", "English"),
        _language("tr", "tr", "tr_TR", "Türkçe", "d {month} {weekday}"),
        _language("ar", "ar", "ar_SY", "العربية", "{weekday}، d {month}"),
        _language("uk", "uk", "uk_UA", "Українська"),
        _language("ru", "ru", "ru_RU", "Русский"),
    )
}


def fallbacks(prefix: str) -> list[str]:
    """The order in which a text is looked for: the reader's language, Leichte Sprache, German."""
    return list(dict.fromkeys([prefix, "ls", "de"]))


@cache
def translations(folder: Path, prefix: str, *more: Path) -> NullTranslations:
    """The gettext catalogue `folder/<prefix>.po`, with those of `more` folders in it.

    Compiled in memory so that none goes stale. English is the language of the message ids, so it
    needs no catalogue.
    """
    if prefix == "en":
        return NullTranslations()
    merged = _compiled(folder / f"{prefix}.po", LANGUAGES[prefix])
    for other in more:
        merged.merge(_compiled(other / f"{prefix}.po", LANGUAGES[prefix]))
    return merged


def _compiled(path: Path, language: Language) -> Translations:
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language.locale)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)
