"""What a screen shows: everything near it for two weeks, before any words are chosen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from kiosk import near
from store import offers, schedules, stops
from store.database import Database
from store.occurrences import Occurrence
from store.offers import Offer
from store.screens import Screen
from store.stops import NearStop
from store.venues import Venue

DAYS_AHEAD = 14

# A document must load at once: the farther ones are left to the phone pages.
MOST_OFFERS = 300

# Many lie within reach: whether they are on is looked up from the nearest on, until they suffice.
AT_ONCE = 100

# Whoever offers something this near sits at the screen's own bench or in its own house.
HERE_M = 40.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What is on around a screen in every language alike: offers in German, the nearest first.

    `dates` has those of the next two weeks by offer, and nothing for an offer one has to ask for;
    `stops` has the nearest stop of each that has one.
    """

    days: tuple[date, ...]
    offers: tuple[Offer, ...]
    metres: dict[int, float]
    dates: dict[int, list[Occurrence]]
    stops: dict[int, NearStop]


@dataclass(frozen=True, slots=True)
class Contents:
    """A plan with its offers in one language; `here` names those at the screen's own venue."""

    days: tuple[date, ...]
    offers: tuple[Offer, ...]
    metres: dict[int, float]
    dates: dict[int, list[Occurrence]]
    stops: dict[int, NearStop]
    here: tuple[int, ...]


def around(db: Database, screen: Screen, *, state: str, now: datetime) -> Plan:
    """What this screen shows from now (local) on; never nothing if the town has anything."""
    days = tuple(now.date() + timedelta(days=n) for n in range(DAYS_AHEAD + 1))
    for within_m in (screen.radius_m, near.WHOLE_TOWN_M):
        metres = _metres(db, screen, within_m)
        fitting = _fitting(db, list(metres), screen.categories)
        dates = _nearest_on(db, fitting, state=state, now=now)
        if any(dates.values()):
            break
    chosen = offers.by_ids(db, dates, language="de")
    return Plan(days, tuple(chosen), metres, dates, _stops(db, chosen))


def told(db: Database, plan: Plan, *, language: str) -> Contents:
    """The plan as it is told in one language."""
    found = offers.in_language(db, plan.offers, language=language)
    here = _here(found, plan.metres)
    return Contents(plan.days, tuple(found), plan.metres, plan.dates, plan.stops, here)


def interests(offer: Offer) -> tuple[str, ...]:
    """What an offer is about: "Essen, Begegnung" is two things, "Essen & Trinken" is one."""
    return tuple(part.strip() for part in offer.details.category.split(",") if part.strip())


def _metres(db: Database, screen: Screen, within_m: float) -> dict[int, float]:
    place = screen.placement
    return offers.distances(db, lat=place.lat, lon=place.lon, within_m=within_m)


def _fitting(db: Database, offer_ids: list[int], categories: Collection[str]) -> list[int]:
    """Those of the screen's categories; all where it has none."""
    if not categories:
        return offer_ids
    wanted = {category.casefold() for category in categories}
    return [
        offer.id
        for offer in offers.by_ids(db, offer_ids, language="de")
        if wanted & {part.casefold() for part in interests(offer)}
    ]


def _nearest_on(
    db: Database, ids: list[int], *, state: str, now: datetime
) -> dict[int, list[Occurrence]]:
    """The nearest of these offers that are on, in their order and as many as fit, with dates."""
    found: dict[int, list[Occurrence]] = {}
    for at in range(0, len(ids), AT_ONCE):
        some = ids[at : at + AT_ONCE]
        dates = _dates(db, some, state=state, now=now)
        found |= {offer_id: dates[offer_id] for offer_id in some if offer_id in dates}
        if len(found) >= MOST_OFFERS:
            break
    return dict(islice(found.items(), MOST_OFFERS))


def _dates(
    db: Database, ids: list[int], *, state: str, now: datetime
) -> dict[int, list[Occurrence]]:
    """The dates of each offer that has some or may have some; those that are over are left out."""
    known = schedules.for_offers(db, ids)
    dates: dict[int, list[Occurrence]] = {i: [] for i in near.to_be_asked(ids, known)}
    for date_ in near.coming(known, state=state, now=now, days_ahead=DAYS_AHEAD):
        dates.setdefault(date_.offer_id, []).append(date_)
    return dates


def _stops(db: Database, chosen: list[Offer]) -> dict[int, NearStop]:
    """The nearest stop of each of these offers, looked for once a house."""
    known: dict[int, NearStop | None] = {}
    found: dict[int, NearStop] = {}
    for offer in chosen:
        venue = offer.venue
        if venue.id not in known:
            known[venue.id] = _nearest_stop(db, venue)
        if stop := known[venue.id]:
            found[offer.id] = stop
    return found


def _nearest_stop(db: Database, venue: Venue) -> NearStop | None:
    if venue.lat is None or venue.lon is None:
        return None
    found = stops.near(db, lat=venue.lat, lon=venue.lon, most=1)
    return next(iter(found), None)


def _here(chosen: list[Offer], metres: dict[int, float]) -> tuple[int, ...]:
    if not chosen or metres[chosen[0].id] > HERE_M:
        return ()
    venue = chosen[0].venue.id
    return tuple(offer.id for offer in chosen if offer.venue.id == venue)
