"""Words, days and times on paper, in one of the public languages."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from babel.dates import format_date, format_time
from markupsafe import Markup

from store.languages import LANGUAGES, Language, translations

CATALOGUES = Path(__file__).with_name("translations")

# The order of CLDR's full dates, without the year.
DAY_PATTERNS = {
    "de": "{weekday}, d. {month}",
    "ls": "{weekday}, d. {month}",
    "tr": "d {month} {weekday}",
    "ar": "{weekday}، d {month}",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's words for a piece."""

    language: Language
    gettext: Callable[[str], str]

    def say(self, message: str, **values: object) -> Markup:
        """The message in this language, with its values filled in and escaped."""
        return Markup(self.gettext(message)) % values  # noqa: S704  # our own catalogues

    def day(self, on: date) -> str:
        """A day as a timetable sets it. Leichte Sprache knows no abbreviations."""
        prefix = self.language.prefix
        weekday, month = ("EEEE", "MMMM") if prefix == "ls" else ("EEE", "MMM")
        pattern = DAY_PATTERNS.get(prefix, "{weekday}, d {month}")
        pattern = pattern.format(weekday=weekday, month=month)
        return format_date(on, pattern, locale=self.language.locale)

    def clock(self, at: time) -> str:
        """A time of day in 24 hours. Leichte Sprache writes no leading zero and says the word."""
        if self.language.prefix == "ls":
            return f"{at.hour}:{at.minute:02d} Uhr"
        return format_time(at, "HH:mm", locale=self.language.locale)


def speak(prefix: str) -> Wording:
    """The words of the language with this prefix."""
    return Wording(LANGUAGES[prefix], translations(CATALOGUES, prefix).gettext)


def isolated(text: str) -> Markup:
    """A text that stands by itself in a line of another direction, as names and numbers do."""
    return Markup('<bdi class="{}">{}</bdi>').format(direction(text), text)


def direction(text: str) -> str:
    """Where a text begins: `rtl` if its first letter is Arabic or Hebrew, else `ltr`."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"
