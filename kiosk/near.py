"""What is on near a point: on foot if there is anything, else by bus, else in the whole town."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from math import ceil, inf

from store import occurrences, offers, public_holidays, schedules
from store.database import Database
from store.occurrences import Occurrence
from store.offers import Offer
from store.office import Office
from store.schedules import Schedule

DAYS_AHEAD = 7

# Streets are about 1.3 times as long as the line through the air; 4 km/h is an unhurried walk.
DETOUR = 1.3
METRES_A_MINUTE = 4_000 / 60

# 20 minutes on foot, as the crow flies; by bus what a town's line reaches in about 20 minutes.
ON_FOOT_M = 20 * METRES_A_MINUTE / DETOUR
BY_BUS_M = 5_000.0
WHOLE_TOWN_M = 15_000.0
FARTHER_M = 300_000.0
REACHES = (
    ("on_foot", ON_FOOT_M),
    ("by_bus", BY_BUS_M),
    ("town", WHOLE_TOWN_M),
    ("farther", FARTHER_M),
)

# More would not fit the first answer on a slow phone; the nearest offers come first.
MOST_DATES = 60
MOST_WITHOUT_DATES = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timetable: an offer on one day; `metres` is infinite while not placed."""

    offer: Offer
    occurrence: Occurrence
    metres: float

    def minutes_on_foot(self) -> int | None:
        """Unhurried minutes on foot, rounded up; None where it is too far to walk."""
        return minutes_on_foot(self.metres)


@dataclass(frozen=True, slots=True)
class Day:
    """The lines of one day."""

    on: date
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What is on around a point: how far we had to look (`reach`), day by day, and the undated."""

    reach: str
    days: tuple[Day, ...]
    without_dates: tuple[tuple[Offer, float], ...]
    true_until: datetime


def minutes_on_foot(metres: float) -> int | None:
    """Unhurried minutes on foot for a distance through the air; None beyond half an hour."""
    minutes = metres * DETOUR / METRES_A_MINUTE
    return max(1, ceil(minutes)) if minutes <= 30 else None


def around(
    db: Database, *, lat: float, lon: float, language: str, office: Office, now: datetime
) -> Around:
    """What is on near a point from now (local) for seven days, never nothing if the town has any.

    `reach` is `on_foot`, `by_bus`, `town`, `farther` (a state list names other towns too), or
    `nothing` when no offer has a date in these days.
    """
    for reach, within_m in REACHES:
        metres = offers.distances(db, lat=lat, lon=lon, within_m=within_m)
        if reach in {"town", "farther"}:
            town = office.town if reach == "town" else None
            metres |= dict.fromkeys(offers.without_place(db, town=town), inf)
        known = schedules.for_offers(db, metres)
        dates = coming(known, state=office.state, now=now, days_ahead=DAYS_AHEAD)
        if any(date.takes_place() for date in dates):
            break
    else:
        reach = "nothing"
    undated = to_be_asked(metres, known) - {date.offer_id for date in dates}
    return _around(db, reach, metres, dates, undated, language=language, now=now)


def coming(
    known: Iterable[Schedule], *, state: str, now: datetime, days_ahead: int
) -> list[Occurrence]:
    """Every date of these schedules that is not over, from today for so many days more."""
    first, last = now.date(), now.date() + timedelta(days=days_ahead)
    holidays = public_holidays.between(state, first, last)
    dates = occurrences.between(known, first, last, holidays=holidays)
    return [date for date in dates if not date.is_over(now)]


def next_dates(
    known: Iterable[Schedule], *, state: str, now: datetime, days_ahead: int
) -> dict[int, Occurrence]:
    """For each offer of these schedules the next date that takes place, from today so far ahead."""
    first, last = now.date(), now.date() + timedelta(days=days_ahead)
    holidays = public_holidays.between(state, first, last)
    return occurrences.next_of_each(known, first, last, holidays=holidays, now=now)


def to_be_asked(offer_ids: Iterable[int], known: Sequence[Schedule]) -> set[int]:
    """Those of these offers that may happen on days nobody told us, with all they told us known.

    An offer whose days we know and that has none to come is over, or not yet on.
    """
    vague = {schedule.offer_id for schedule in known if not schedule.has_known_days()}
    told = {schedule.offer_id for schedule in known} - vague
    return set(offer_ids) - told


def by_day(entries: Iterable[Entry]) -> tuple[Day, ...]:
    """The lines as a timetable, day after day."""
    return tuple(
        Day(on, tuple(lines)) for on, lines in groupby(entries, key=lambda e: e.occurrence.on)
    )


def _around(
    db: Database,
    reach: str,
    metres: dict[int, float],
    dates: list[Occurrence],
    undated: set[int],
    *,
    language: str,
    now: datetime,
) -> Around:
    shown = _nearest(dates, metres)
    asked_for = [i for i in metres if i in undated][:MOST_WITHOUT_DATES]
    ids = [*{date.offer_id for date in shown}, *asked_for]
    known = {offer.id: offer for offer in offers.by_ids(db, ids, language=language)}
    return Around(
        reach=reach,
        days=by_day(Entry(known[d.offer_id], d, metres[d.offer_id]) for d in shown),
        without_dates=tuple((known[i], metres[i]) for i in asked_for),
        true_until=true_until(dates, now),
    )


def _nearest(dates: list[Occurrence], metres: dict[int, float]) -> list[Occurrence]:
    """At most MOST_DATES of these, all dates of an offer or none: those of the nearest offers."""
    by_offer: dict[int, list[Occurrence]] = {}
    for occurrence in dates:
        by_offer.setdefault(occurrence.offer_id, []).append(occurrence)
    kept: list[Occurrence] = []
    for offer_id in metres:
        if len(kept) + len(by_offer.get(offer_id, ())) > MOST_DATES and kept:
            break
        kept.extend(by_offer.get(offer_id, ()))
    return sorted(kept, key=lambda date: occurrences.soonest(date, metres[date.offer_id]))


def true_until(dates: list[Occurrence], now: datetime) -> datetime:
    """The local moment from which a page with these dates is no longer true: midnight at last."""
    midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time())
    return min([midnight, *(date.end() for date in dates if date.on == now.date())])
