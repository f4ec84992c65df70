"""Rehearsals: everything a town's screens may say aloud is made into sound before anybody asks.

That takes a tenth of a second a sentence, so a keeper does it beside the server, a few seconds at a
time. What is on soonest comes first.
"""

import logging
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import chain
from pathlib import Path
from time import monotonic

from flask import Flask

from kiosk import clock, near, wording
from kiosk.screens import screen_contents, spoken, spoken_views, voices
from kiosk.screens.spoken import Far, Phrase
from kiosk.screens.voices import CannotSpeak, Voice
from store import database, offers, office, revision, schedules, screens
from store.database import Database
from store.occurrences import Occurrence
from store.office import Office
from store.screens import Screen

log = logging.getLogger(__name__)

# One day more than documents hold: those made at midnight find all of theirs.
DAYS_AHEAD = screen_contents.DAYS_AHEAD + 1

# One text may be more than a voice can bear; several after another mean that it is broken.
MOST_FAILURES = 3


def rehearse(data: Path, *, seconds: float) -> bool:
    """Make sounds that are still missing for this office's screens; returns whether all are there.

    Stops after so many seconds. Does next to nothing where nothing has changed, and nothing on a
    machine without a voice. Raises CannotSpeak where the voice fails again and again.
    """
    of_town = office.read(data)
    voice = voices.of(data, of_town.voice_command)
    if not voice.is_there():
        return True
    with closing(database.open_office(data, is_reader=True)) as db:
        showing = [screen for screen in screens.everywhere(db) if not screen.is_revoked]
        mark = _mark(db, showing, of_town, clock.local_now())
        if not showing or mark == voice.round_for():
            return True
        wanted = {
            voice.name_of(phrase): phrase
            for phrase in _wanted(db, showing, of_town, now=clock.local_now())
            if phrase.text
        }
    missing = [phrase for name, phrase in wanted.items() if not voice.has(name)]
    if not _say_all(voice, missing, until=monotonic() + seconds):
        return False
    voice.use(wanted)
    voice.close_round(mark)
    return True


def _mark(db: Database, showing: list[Screen], of_town: Office, now: datetime) -> str:
    """Says of two rounds whether they would say the same."""
    spoken_by = [(s.id, s.languages, s.radius_m, s.categories, s.placement.id) for s in showing]
    settings = repr((revision.of(db), now.date(), of_town, spoken_by))
    return sha256(settings.encode()).hexdigest()


def _say_all(voice: Voice, phrases: list[Phrase], *, until: float) -> bool:
    """Say as many as time allows; returns whether it was enough for all."""
    failures = 0
    for phrase in phrases:
        if monotonic() > until:
            return False
        try:
            voice.say(phrase)
            failures = 0
        except CannotSpeak as error:
            failures += 1
            log.warning("a text stays mute: %s", error)
            if failures == MOST_FAILURES:
                raise
    return True


def _wanted(
    db: Database, showing: list[Screen], of_town: Office, *, now: datetime
) -> Iterator[Phrase]:
    """Every phrase a screen may say within the next two weeks, the most urgent first."""
    languages = dict.fromkeys(prefix for screen in showing for prefix in screen.languages)
    around = _near(db, showing, state=of_town.state, now=now)
    for prefix in languages:
        with _speaking(prefix):
            yield from _of_everybody(of_town, tuple(languages))
            yield from map(spoken.way, around.ways)
            yield from _of_dates(around.dates)
            yield from _of_offers(db, around.offer_ids(), language=prefix)


@dataclass(frozen=True, slots=True)
class _Around:
    """What is on around all screens of a town together."""

    dates: list[Occurrence]
    asked_for: set[int]
    ways: set[Far]

    def offer_ids(self) -> list[int]:
        """Every offer once, the soonest first."""
        return list(dict.fromkeys([*(date.offer_id for date in self.dates), *self.asked_for]))


def _near(db: Database, showing: list[Screen], *, state: str, now: datetime) -> _Around:
    """What is around each screen; the whole town for one around which there are no dates."""
    metres = {screen.id: _metres(db, screen, screen.radius_m) for screen in showing}
    around = _on(db, metres.values(), state=state, now=now)
    dated = {date.offer_id for date in around.dates}
    lonely = [screen for screen in showing if dated.isdisjoint(metres[screen.id])]
    if not lonely:
        return around
    metres |= {screen.id: _metres(db, screen, near.WHOLE_TOWN_M) for screen in lonely}
    return _on(db, metres.values(), state=state, now=now)


def _on(
    db: Database, metres: Collection[dict[int, float]], *, state: str, now: datetime
) -> _Around:
    offer_ids = {offer_id for by_offer in metres for offer_id in by_offer}
    known = schedules.for_offers(db, offer_ids)
    dates = near.coming(known, state=state, now=now, days_ahead=DAYS_AHEAD)
    ways = {spoken.far(distance) for by_offer in metres for distance in by_offer.values()}
    return _Around(dates, near.to_be_asked(offer_ids, known), ways)


def _metres(db: Database, screen: Screen, within_m: float) -> dict[int, float]:
    place = screen.placement
    return offers.distances(db, lat=place.lat, lon=place.lon, within_m=within_m)


def _of_everybody(of_town: Office, languages: tuple[str, ...]) -> Iterator[Phrase]:
    abouts = [spoken_views.about(is_bench=is_bench) for is_bench in (True, False)]
    for said in (spoken_views.views(of_town, languages), *abouts):
        yield from chain.from_iterable(said.values())


def _of_dates(dates: list[Occurrence]) -> Iterator[Phrase]:
    for date in dates:
        yield spoken.when(date, is_today=True)
        yield spoken.when(date, is_today=False)


def _of_offers(db: Database, offer_ids: list[int], *, language: str) -> Iterator[Phrase]:
    for offer in offers.by_ids(db, offer_ids, language=language):
        yield spoken.title(offer)
        yield from spoken.after_dates(offer)
        for phrases in spoken_views.interests(screen_contents.interests(offer)).values():
            yield from phrases


@contextmanager
def _speaking(prefix: str) -> Iterator[None]:
    """Words in this language, outside any request."""
    with Flask(__name__).app_context():
        wording.speak(prefix)
        yield
