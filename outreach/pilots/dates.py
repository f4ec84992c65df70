"""Dates two people could go to: what really takes place near somebody, what suits them first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import inf

from kiosk import near
from outreach.pilots import rules
from store import districts, occurrences, offers, schedules, wishes
from store.database import Database
from store.occurrences import Occurrence
from store.offers import Offer
from store.office import Office
from store.referrals import Referral
from store.wishes import Wish

DAYS_AHEAD = 21
MOST_SUGGESTIONS = 12


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One date; `day` is the usual day of its schedule, `metres` infinite where nobody knows."""

    offer: Offer
    schedule_id: int
    day: date
    occurrence: Occurrence
    metres: float
    is_wished: bool
    is_spoken: bool
    is_at_best_time: bool

    def rank(self) -> tuple[object, ...]:
        """What to sort by: their own wish, their language, their time, near by, soon."""
        is_far = self.metres > near.BY_BUS_M
        fits = (self.is_wished, self.is_spoken, self.is_at_best_time)
        soon = occurrences.soonest(self.occurrence, self.metres)
        return *(not fit for fit in fits), is_far, *soon


@dataclass(frozen=True, slots=True)
class Choice:
    """Dates to choose from: those of one day, or what suits best; and which days have any."""

    suggestions: tuple[Suggestion, ...]
    days: tuple[date, ...]


def choice(
    db: Database, referral: Referral, *, day: date | None, office: Office, now: datetime
) -> Choice:
    """What this person could go to in the next weeks from now (local), what suits best first.

    Without a day each offer comes once, with the date that suits best.
    """
    everything = sorted(_suggestions(db, referral, office, now), key=Suggestion.rank)
    days = tuple(sorted({suggestion.occurrence.on for suggestion in everything}))
    if day is None:
        shown = _once_each(everything)[:MOST_SUGGESTIONS]
    else:
        shown = [suggestion for suggestion in everything if suggestion.occurrence.on == day]
    return Choice(tuple(shown), days)


def _once_each(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    first: dict[int, Suggestion] = {}
    for suggestion in suggestions:
        first.setdefault(suggestion.offer.id, suggestion)
    return list(first.values())


def _suggestions(
    db: Database, referral: Referral, office: Office, now: datetime
) -> Iterable[Suggestion]:
    metres = _metres(db, referral, office)
    known = {offer.id: offer for offer in offers.by_ids(db, metres, language="de")}
    for schedule in schedules.for_offers(db, known):
        coming = near.coming([schedule], state=office.state, now=now, days_ahead=DAYS_AHEAD)
        offer = known[schedule.offer_id]
        for occurrence in coming:
            if occurrence.takes_place():
                yield Suggestion(
                    offer=offer,
                    schedule_id=schedule.id,
                    day=occurrence.moved_from or occurrence.on,
                    occurrence=occurrence,
                    metres=metres[offer.id],
                    is_wished=offer.id == referral.offer_id,
                    is_spoken=rules.speaks(offer, referral.language),
                    is_at_best_time=rules.is_at_best_time(occurrence, referral.best_time),
                )


def _metres(db: Database, referral: Referral, office: Office) -> dict[int, float]:
    """How far each offer of the town is from the middle of somebody's district."""
    middle = districts.middle(db, referral.district)
    if middle is None:
        return dict.fromkeys(wishes.fitting(db, Wish()), inf)
    lat, lon = middle
    unplaced = dict.fromkeys(offers.without_place(db, town=office.town), inf)
    wished = {} if referral.offer_id is None else {referral.offer_id: inf}
    placed = offers.distances(db, lat=lat, lon=lon, within_m=near.WHOLE_TOWN_M)
    return wished | unplaced | placed
