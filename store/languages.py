"""The public languages: one table from address prefix to everything a page needs to know."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
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


def _language(prefix: str, tag: str, locale: str, endonym: str) -> Language:
    direction = "rtl" if tag == "ar" else "ltr"
    return Language(prefix, tag, Locale.parse(locale), direction, endonym)


# Arabic months follow ar_SY (كانون الثاني), as most Arabic readers in Germany know them.
LANGUAGES: dict[str, Language] = {
    language.prefix: language
    for language in (
        _language("de", "de", "de_DE", "Deutsch"),
        _language("ls", "de-simple", "de_DE", "Leichte Sprache"),
        _language("en", "en", "en_GB", "English"),
        _language("tr", "tr", "tr_TR", "Türkçe"),
        _language("ar", "ar", "ar_SY", "العربية"),
        _language("uk", "uk", "uk_UA", "Українська"),
        _language("ru", "ru", "ru_RU", "Русский"),
    )
}


def fallbacks(prefix: str) -> list[str]:
    """The order in which a text is looked for: the reader's language, Leichte Sprache, German."""
    return list(dict.fromkeys([prefix, "ls", "de"]))


@cache
def translations(folder: Path, prefix: str) -> NullTranslations:
    """The gettext catalogue `folder/<prefix>.po`, compiled in memory so that none goes stale.

    English is the language of the message ids, so it needs no catalogue.
    """
    if prefix == "en":
        return NullTranslations()
    language = LANGUAGES[prefix]
    with (folder / f"{prefix}.po").open("rb") as source:
        catalogue = read_po(source, locale=language.locale)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)
