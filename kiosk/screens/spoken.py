"""What is said aloud: an offer, its dates and a screen's own words as sentences for the ear.

A voice speaks one language, so a text is made of phrases: an Arabic page lets the German voice say
a German title. Phrases are the same on every screen; which day is "today" is decided by the device
that plays them. The words are those of the request's language (`wording.speak`).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from flask import g

from kiosk import near, wording
from kiosk.screens import screen_words
from kiosk.screens.screen_contents import HERE_M
from store.languages import translations
from store.occurrences import Occurrence
from store.offers import Offer
from store.venues import Venue

# Marks for the eye, and what engines take for their own orders.
UNSEEN = re.compile("[\u200e\u200f\u2066-\u2069\u00ad]")
ORDERS = re.compile(r"[\[\]<>{}|\\*_#]")
ENDS = (".", "!", "?", "؟", ":", "…")
LONGEST = 5_000

GERMAN = ("de", "ls")
# Voices read "7. Mai" as "sieben Mai".
ORDINALS = """
ersten zweiten dritten vierten fünften sechsten siebten achten neunten zehnten elften zwölften
dreizehnten vierzehnten fünfzehnten sechzehnten siebzehnten achtzehnten neunzehnten zwanzigsten
einundzwanzigsten zweiundzwanzigsten dreiundzwanzigsten vierundzwanzigsten fünfundzwanzigsten
sechsundzwanzigsten siebenundzwanzigsten achtundzwanzigsten neunundzwanzigsten dreißigsten
einunddreißigsten
""".split()

# Here, so many minutes on foot, or so many kilometres.
Far = tuple[Literal["here", "on_foot", "farther"], int]

_ = wording.gettext


@dataclass(frozen=True, slots=True)
class Phrase:
    """One or more sentences in one language (a prefix of `languages.LANGUAGES`)."""

    language: str
    text: str


def phrase(text: str, *, language: str = "") -> Phrase:
    """A text made fit for a voice; in the reader's language unless another one is named."""
    heard = " ".join(ORDERS.sub(" ", UNSEEN.sub("", text)).split())[:LONGEST]
    ended = heard if heard.endswith(ENDS) or not heard else f"{heard}."
    return Phrase(_voice(language or g.language.prefix), ended)


def title(offer: Offer) -> Phrase:
    """What an offer is called."""
    return phrase(offer.text.title, language=offer.text.language)


def after_dates(offer: Offer) -> list[Phrase]:
    """What is said of an offer on every screen alike, once its dates and the way are said."""
    return [place(offer.venue), threshold(offer), told(offer)]


def when(on: Occurrence, *, is_today: bool) -> Phrase:
    """A date as one says it: "Heute von 14 Uhr bis 16 Uhr." and what is different this time."""
    note = screen_words.note(on)
    return phrase(f"{_when(on, is_today=is_today)} {note}")


def far(metres: float) -> Far:
    """How far it is, as coarsely as it is said."""
    if metres <= HERE_M:
        return "here", 0
    minutes = near.minutes_on_foot(metres)
    return ("on_foot", minutes) if minutes else ("farther", round(metres / 1_000))


def way(how_far: Far) -> Phrase:
    """How one gets there, leading to the address."""
    kind, n = how_far
    if kind == "here":
        return phrase(_("It is right here. The address:"))
    words = _minutes(n) if kind == "on_foot" else _kilometres(n)
    return phrase(words % {"num": n})


def place(venue: Venue) -> Phrase:
    """Where it is; names are German."""
    where = ", ".join(part for part in (venue.name, venue.street, venue.district) if part)
    return phrase(where, language="de")


def threshold(offer: Offer) -> Phrase:
    """What one asks before going: the cost, signing up, steps, and whether others come alone."""
    known = (
        _cost(offer),
        _fact(offer.details.no_sign_up, _("You need not sign up."), _("Please sign up first.")),
        _fact(offer.venue.step_free, _("There are no steps."), _("There are steps.")),
        _fact(offer.details.come_alone, _("Many come alone."), ""),
    )
    return phrase(" ".join(part for part in known if part))


def told(offer: Offer) -> Phrase:
    """The offer's own words: what it is, and how the first visit goes."""
    text = offer.text
    heading = translations(wording.CATALOGUES, text.language).gettext("Your first visit")
    first = f"{heading}: {text.first_visit}" if text.first_visit else ""
    return phrase(f"{_sentence(text.description)} {first}", language=text.language)


def number(digits: str) -> str:
    """A phone number digit by digit, with a pause between its groups."""
    groups = re.split(r"\D+", digits.strip())
    return ", ".join(" ".join(group) for group in groups if group)


def sentences(texts: Iterable[str]) -> Phrase:
    """Several texts, each as a sentence of its own."""
    return phrase(" ".join(_sentence(text) for text in texts))


def _voice(language: str) -> str:
    """Who reads Leichte Sprache hears German slowly, also where it is not plain."""
    is_slow = g.language.prefix == "ls" and language in GERMAN
    return "ls" if is_slow else language


def _sentence(text: str) -> str:
    bare = text.strip()
    return bare if bare.endswith(ENDS) or not bare else f"{bare}."


def _when(on: Occurrence, *, is_today: bool) -> str:
    gaps = {"day": _day(on.on), "time": _time(on)}
    if not gaps["time"]:
        known = _("Today.") if is_today else _("On %(day)s.") % gaps
        return f"{known} {_('Please ask for the time.')}"
    return _("Today %(time)s.") % gaps if is_today else _("On %(day)s, %(time)s.") % gaps


def _time(on: Occurrence) -> str:
    if on.starts_at is None:
        return ""
    if on.ends_at is None:
        return _("at %(start)s") % {"start": _hour(on.starts_at)}
    gaps = {"start": _hour(on.starts_at), "end": _hour(on.ends_at)}
    return _("from %(start)s to %(end)s") % gaps


def _hour(at: time) -> str:
    """A time of day in words: nobody says "fourteen hundred" on a bench."""
    if g.language.prefix == "en":
        minutes = f" {at.minute:02d}" if at.minute else ""
        return f"{at.hour % 12 or 12}{minutes} {'PM' if at.hour >= 12 else 'AM'}"
    gaps = {"hour": at.hour, "minutes": at.minute}
    return (_("%(hour)s o'clock %(minutes)s") if at.minute else _("%(hour)s o'clock")) % gaps


def _day(on: date) -> str:
    """A day as it is read out: Donnerstag, dem siebten Mai."""
    if g.language.prefix not in GERMAN:
        return wording.day(on)
    return wording.day(on).replace(f", {on.day}.", f", dem {ORDINALS[on.day - 1]}")


def _minutes(n: int) -> str:
    return wording.ngettext(
        "It is about %(num)s minute on foot from here. The address:",
        "It is about %(num)s minutes on foot from here. The address:",
        n,
    )


def _kilometres(n: int) -> str:
    return wording.ngettext(
        "It is about %(num)s kilometre from here. The address:",
        "It is about %(num)s kilometres from here. The address:",
        n,
    )


def _cost(offer: Offer) -> str:
    if offer.details.free == "yes":
        return _("It costs nothing.")
    if not offer.details.cost_cents:
        return _fact(offer.details.free, "", _("It costs something."))
    euros, cents = divmod(offer.details.cost_cents, 100)
    gaps = {"euros": euros, "cents": cents}
    words = _("It costs %(euros)s euros %(cents)s.") if cents else _("It costs %(euros)s euros.")
    return words % gaps


def _fact(known: str, yes: str, no: str) -> str:
    return {"yes": yes, "no": no}.get(known, "")
