"""What is on along a line: under each stop what is nearest to it, in the order of the line."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import inf

from kiosk import near
from kiosk.near import Entry
from store import occurrences, offers, schedules, stops, town_box
from store.database import Database
from store.lines import Line
from store.occurrences import Occurrence
from store.office import Office
from store.stops import Stop

# Three lines tell what a stop is good for; its own page shows all of them.
MOST_AT_A_STOP = 3
# More would not fit the first answer on a slow phone, whatever the length of the line.
MOST_ENTRIES = 30
MOST_AT_AN_END = 5


@dataclass(frozen=True, slots=True)
class AtStop:
    """What is on near a stop in the next days, the soonest first, and how much is not shown.

    Without a stop it is the town's centre.
    """

    stop: Stop | None
    entries: tuple[Entry, ...]
    more: int


@dataclass(frozen=True, slots=True)
class _Group:
    """A stop with the offers to show there and the metres to each."""

    stop: Stop | None
    shown: tuple[tuple[int, float], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Along:
    """A line in one direction; `reach` is `stops`, or `ends` where its stops have nothing near."""

    course: tuple[Stop, ...]
    reach: str
    at_stops: tuple[AtStop, ...]
    true_until: datetime


def along(
    db: Database,
    line: Line,
    course: tuple[Stop, ...],
    direction: int,
    *,
    language: str,
    office: Office,
    now: datetime,
) -> Along:
    """What is on within a walk of a line's stops from now (local) for seven days.

    An offer stands under the stop it is nearest to, with its next date. Where there is none, what
    is next near the last stops and in the town's centre. `course` is that of the direction.
    """
    nearest = stops.offers_near(db, line.id, direction=direction, within_m=near.ON_FOOT_M)
    reach, dates = "stops", _next_dates(db, nearest, office, now)
    groups = _under_stops(course, nearest, dates)
    if not dates:
        reach, (groups, dates) = "ends", _at_the_ends(db, course, office, now)
    ids = [offer_id for group in groups for offer_id, _ in group.shown]
    known = {offer.id: offer for offer in offers.by_ids(db, ids, language=language)}
    at_stops = tuple(
        AtStop(
            group.stop,
            tuple(Entry(known[i], dates[i], metres) for i, metres in group.shown),
            group.more,
        )
        for group in groups
    )
    return Along(course, reach, at_stops, near.true_until(list(dates.values()), now))


def _next_dates(
    db: Database, offer_ids: Iterable[int], office: Office, now: datetime
) -> dict[int, Occurrence]:
    known = schedules.for_offers(db, offer_ids)
    return near.next_dates(known, state=office.state, now=now, days_ahead=near.DAYS_AHEAD)


def _under_stops(
    course: tuple[Stop, ...],
    nearest: dict[int, tuple[int, float]],
    dates: dict[int, Occurrence],
) -> list[_Group]:
    """The soonest under each stop, shared out: every stop has one before another has two."""
    at_stop: dict[int, list[Occurrence]] = defaultdict(list)
    for date in sorted(dates.values(), key=lambda date: _soonest(date, nearest)):
        at_stop[nearest[date.offer_id][0]].append(date)
    ranked = sorted(
        (nth, _soonest(date, nearest), date.offer_id)
        for found in at_stop.values()
        for nth, date in enumerate(found[:MOST_AT_A_STOP])
    )
    kept = {offer_id for *_, offer_id in ranked[:MOST_ENTRIES]}
    groups = []
    # A loop comes by its stop twice; once is enough to read.
    for stop in dict.fromkeys(course):
        ids = [date.offer_id for date in at_stop.get(stop.id, ())]
        shown = tuple((i, nearest[i][1]) for i in ids if i in kept)
        if shown:
            groups.append(_Group(stop, shown, len(ids) - len(shown)))
    return groups


def _soonest(
    date: Occurrence, nearest: dict[int, tuple[int, float]]
) -> tuple[object, object, float, int]:
    return occurrences.soonest(date, nearest[date.offer_id][1])


def _at_the_ends(
    db: Database, course: tuple[Stop, ...], office: Office, now: datetime
) -> tuple[list[_Group], dict[int, Occurrence]]:
    """What is nearest to the last stops and the town's centre, each offer where it is nearest."""
    ends: list[tuple[Stop | None, tuple[float, float]]] = [
        (stop, (stop.lat, stop.lon)) for stop in dict.fromkeys((course[0], course[-1]))
    ]
    centre = town_box.middle(db, town=office.town)
    ends += [(None, centre)] if centre else []
    around = [
        offers.distances(db, lat=lat, lon=lon, within_m=near.WHOLE_TOWN_M) for _, (lat, lon) in ends
    ]
    dates = _next_dates(db, {i for metres in around for i in metres}, office, now)
    groups = []
    for (stop, _), metres in zip(ends, around, strict=True):
        here = [i for i in metres if i in dates and metres[i] == min(m.get(i, inf) for m in around)]
        chosen = sorted(here[:MOST_AT_AN_END], key=lambda i: occurrences.soonest(dates[i]))
        if chosen:
            groups.append(_Group(stop, tuple((i, metres[i]) for i in chosen), 0))
    return groups, dates
