"""Words, days and times on paper, in one of the public languages."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from store.languages import LANGUAGES, Language, translations

CATALOGUES = Path(__file__).with_name("translations")


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's words for a piece."""

    language: Language
    gettext: Callable[[str], str]

    def say(self, message: str, **values: object) -> Markup:
        """The message in this language, with its values filled in and escaped."""
        return Markup(self.gettext(message)) % values  # noqa: S704  # our own catalogues


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
