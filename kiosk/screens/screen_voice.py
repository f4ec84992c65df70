"""The voice in a screen's document: which sounds are there for what it shows.

An offer is read aloud whole or not at all: where one of its sounds is missing, it is mute. What is
missing is made beside the server (`rehearsals`) and announced after that.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from kiosk import town
from kiosk.screens import screen_words, spoken, spoken_views, voices
from kiosk.screens.screen_contents import Contents, interests
from kiosk.screens.spoken import Phrase
from kiosk.screens.voices import Voice
from kiosk.town import Town
from store.occurrences import Occurrence
from store.offers import Offer
from store.screens import Screen

Data = dict[str, object]
Names = list[str]

# Days whose sounds a device keeps for when it has no network: today and tomorrow.
DAYS_KEPT = 2


def said(screen: Screen, contents: Contents) -> Data | None:
    """The names of all sounds for this screen in the reader's language; None without a voice.

    `views` has those of fixed texts by view or topic; `dates` a pair (as today, by its day) for
    each way a date is said; `offers` by id what is said `before` and `after` the dates, and for
    each date of the document its place in `dates`; `kept` is what a device keeps.
    """
    voice = _voice(town.here())
    if not voice.is_there() or not voice.round():
        return None
    dates = _Dates(voice)
    views = _views(voice, screen, contents)
    offers = {
        offer.id: heard
        for offer in contents.offers
        if (heard := _heard(voice, dates, offer, contents))
    }
    return {
        "views": views,
        "offers": {offer_id: asdict(heard) for offer_id, heard in offers.items()},
        "dates": dates.said,
        "kept": _kept(views, offers, dates, contents),
    }


def round_of(place: Town) -> int:
    """A number that changes when there is more to be heard in this town than before."""
    return _voice(place).round()


@dataclass(frozen=True, slots=True)
class Heard:
    """An offer for the ear: what is said before its dates, after them, and where these stand."""

    before: Names
    after: Names
    dates: list[int]


class _Dates:
    """Each way a date is said, once: many offers begin at the same time."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._places: dict[tuple[object, ...], int] = {}
        self.said: list[Names] = []

    def place_of(self, on: Occurrence) -> int:
        """Where this date stands among those said; an empty list stands there for a mute one."""
        date = on.on, on.starts_at, on.ends_at, screen_words.note(on)
        if date not in self._places:
            self._places[date] = len(self.said)
            phrases = (spoken.when(on, is_today=is_today) for is_today in (True, False))
            self.said.append(_names(self._voice, phrases))
        return self._places[date]


def _heard(voice: Voice, dates: _Dates, offer: Offer, contents: Contents) -> Heard | None:
    """What is said of an offer if all of it can be."""
    before = _names(voice, [spoken.title(offer)])
    after = _names(
        voice, [spoken.way(spoken.far(contents.metres[offer.id])), *spoken.after_dates(offer)]
    )
    if not before or not after:
        return None
    return Heard(before, after, [dates.place_of(on) for on in contents.dates[offer.id]])


def _views(voice: Voice, screen: Screen, contents: Contents) -> dict[str, Names]:
    about = {name for offer in contents.offers for name in interests(offer)}
    phrases = spoken_views.views(town.here().office, screen.languages)
    phrases |= spoken_views.about(is_bench=screen.placement.kind == "bench")
    phrases |= spoken_views.interests(about)
    named = {view: _names(voice, of_view) for view, of_view in phrases.items()}
    return {view: names for view, names in named.items() if names}


def _kept(
    views: dict[str, Names], offers: dict[int, Heard], dates: _Dates, contents: Contents
) -> Names:
    """Each sound once that is needed for the views and for what is on in the next days."""
    soon = set(contents.days[:DAYS_KEPT])
    kept = [name for names in views.values() for name in names]
    for offer_id, heard in offers.items():
        if any(on.on in soon for on in contents.dates[offer_id]):
            kept += [*heard.before, *heard.after]
            kept += [name for place in heard.dates for name in dates.said[place]]
    return list(dict.fromkeys(kept))


def _voice(place: Town) -> Voice:
    return voices.of(place.folder, place.office.voice_command)


def _names(voice: Voice, phrases: Iterable[Phrase]) -> Names:
    """The names of these sounds, or none if one is not there."""
    names = [voice.name_of(phrase) for phrase in phrases if phrase.text]
    return names if all(map(voice.has, names)) else []
