"""Words, days and times on paper, in one of the public languages."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from markupsafe import Markup

from store.languages import LANGUAGES, Language, translations

# What a name in a text of another direction stands between.
ISOLATED = re.compile("\u2068([^\u2069]*)\u2069")
# Marks for the direction alone, which no font draws.
UNSEEN = re.compile("[\u200e\u200f]")
LETTERS = re.compile(r"[^\W\d_]{2}")

CATALOGUES = Path(__file__).with_name("translations")


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's words for a piece."""

    language: Language
    gettext: Callable[[str], str]

    def say(self, message: str, **values: object) -> Markup:
        """The message in this language, with its values filled in and escaped."""
        return Markup(self.gettext(message)) % values  # noqa: S704  # our own catalogues

    def hours(self, starts_at: time, ends_at: time | None) -> str:
        """From when to when, as a timetable sets it: 14:00–16:00."""
        start = self.language.clock(starts_at)
        if ends_at is None:
            return start
        _ = self.say
        return str(_("%(start)s–%(end)s", start=start, end=self.language.clock(ends_at)))


def speak(prefix: str) -> Wording:
    """The words of the language with this prefix."""
    return Wording(LANGUAGES[prefix], translations(CATALOGUES, prefix).gettext)


def plain(words: Markup) -> str:
    """A message with its values as text that is no HTML."""
    return words.unescape()


def isolated(text: str, tag: str = "") -> Markup:
    """A text that stands by itself in a line of another direction, as names and numbers do.

    With the tag of its language, where that is not the reader's: a voice changes with it.
    """
    words = Markup('<span lang="{}">{}</span>').format(tag, text) if tag else text
    return Markup('<bdi class="{}">{}</bdi>').format(direction(text), words)


def boxed(text: str, tag: str = "") -> Markup:
    """A text whose names stand between Unicode's isolates, which WeasyPrint does not know.

    `tag` is the language of the names; numbers between isolates are the reader's.
    """
    parts = ISOLATED.split(UNSEEN.sub("", text))
    return Markup().join(
        isolated(part, tag if LETTERS.search(part) else "") if n % 2 else part
        for n, part in enumerate(parts)
    )


def direction(text: str) -> str:
    """Where a text begins: `rtl` if its first letter is Arabic or Hebrew, else `ltr`."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"
