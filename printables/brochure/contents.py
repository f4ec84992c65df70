"""What a district brochure says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Literal
from urllib.parse import quote_plus, unquote

from store.palette import Palette

# What comes back on days that differ from month to month is `monthly`.
Rhythm = Literal["once", "daily", "weekly", "two_weeks", "three_weeks", "four_weeks", "monthly", ""]

QUOTED = re.compile("(?:%[0-9A-Fa-f]{2})+")


@dataclass(frozen=True, slots=True)
class Said:
    """A text with its language (a prefix of `languages.LANGUAGES`)."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class When:
    """When an offer takes place: `weekdays` (0 is Monday), hours (None is to be asked), rhythm.

    `dates` are told one by one and empty where the rhythm says them; `off` and `to_ask` are days
    of it on which it rests, or may rest. `from_on` and `until_on` are its first and last day where
    it does not run through the whole brochure. `note` is a sentence in the reader's language.
    """

    weekdays: tuple[int, ...]
    starts_at: time | None
    ends_at: time | None
    rhythm: Rhythm
    dates: tuple[date, ...] = ()
    off: tuple[date, ...] = ()
    to_ask: tuple[date, ...] = ()
    from_on: date | None = None
    until_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Interest:
    """What an offer is about, and the language that is said in."""

    language: str
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is; `way` names the nearest stops in a sentence each."""

    id: int
    name: str
    address: str
    way: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One offer; one without `whens` has to be asked for. `url` is its page for ever.

    `facts`, `spoken` and `call` are in the reader's language, `first_visit` in the text's own.
    """

    id: int
    title: Said
    url: str
    whens: tuple[When, ...]
    place: Place
    interests: tuple[Interest, ...] = ()
    facts: tuple[str, ...] = ()
    spoken: str = ""
    call: str = ""
    first_visit: str = ""


@dataclass(frozen=True, slots=True)
class Urgent:
    """Whom to call at once: a heading, a sentence, and name, number and note of each."""

    heading: str
    lead: str
    lines: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Brochure:
    """Values of one brochure: which district, in which language, of which days, for which file.

    `url` is the list of the district; `legal_notice`, `phone_hours`, `sponsor` and `notice` are
    the office's own German lines; `icc` is the profile of the press it is for.
    """

    district: str
    language: str
    url: str
    office: str
    phone: str
    first_on: date
    last_on: date
    made_on: date
    entries: tuple[Entry, ...]
    urgent: Urgent
    palette: Palette
    phone_hours: str = ""
    sponsor: str = ""
    notice: str = ""
    legal_notice: str = ""
    is_large: bool = False
    for_print: bool = True
    icc: bytes | None = None

    def urls(self) -> Iterator[str]:
        """Every address that stands in it as a code."""
        yield self.url
        for entry in self.entries:
            yield entry.url

    def texts(self) -> Iterator[str]:
        """What the office and the organisations have written in it."""
        yield from (self.district, self.office, self.sponsor, self.notice, self.legal_notice)
        for entry in self.entries:
            yield from (entry.title.text, entry.first_visit, entry.place.name, entry.place.address)
            yield from (interest.name for interest in entry.interests)


def readable(url: str) -> str:
    """An address as people read and type it, without its scheme.

    Of what is quoted, letters stand as they are and a space (of a query) as a plus; all other
    signs stay quoted, for typed as they are they would cut the address short.
    """
    return QUOTED.sub(lambda found: _typed(unquote(found[0])), url.partition("://")[2])


def _typed(text: str) -> str:
    return "".join(sign if sign.isalnum() else quote_plus(sign) for sign in text)
