"""Dates of visits: what has become of a day on which two people wanted to meet."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from sqlite_utils import Database

from store import occurrences, offers, public_holidays, schedules
from store.occurrences import Occurrence
from store.schedules import Schedule

Agreed = tuple[date, time | None]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why two people cannot meet as they agreed; with `moved` comes the day and the time."""

    kind: Literal["cancelled", "moved", "gone"]
    to_on: date | None = None
    to_starts_at: time | None = None
    reason: str = ""


def standing(
    db: Database, offer_id: int, schedule_id: int, day: date, *, state: str
) -> Occurrence | None:
    """What stands today for the usual day of a schedule: there, or where it was moved to.

    None if the offer is no longer published or has no such day any more.
    """
    for schedule in _published(db, offer_id):
        if schedule.id == schedule_id:
            return _of(schedule, day, state)
    return None


def trouble(
    db: Database, offer_id: int, schedule_id: int, day: date, *, agreed: Agreed, state: str
) -> Trouble | None:
    """What is wrong with a date two people agreed on, if anything is."""
    found = standing(db, offer_id, schedule_id, day, state=state)
    if found is None:
        # Whoever enters an offer anew changes its schedules' ids, not what happens on that day.
        known = _published(db, offer_id)
        return None if _is_in(known, agreed, state) else Trouble("gone")
    if found.is_cancelled:
        return Trouble("cancelled", reason=found.reason or found.holiday)
    if (found.on, found.starts_at) != agreed:
        return Trouble("moved", found.on, found.starts_at, found.reason)
    return None


def _published(db: Database, offer_id: int) -> list[Schedule]:
    is_published = bool(offers.by_ids(db, [offer_id], language="de"))
    return schedules.for_offers(db, [offer_id]) if is_published else []


def _of(schedule: Schedule, day: date, state: str) -> Occurrence | None:
    moved_to = [change.to_day for change in schedule.changes if change.day == day]
    on, moved_from = (moved_to[0], day) if moved_to and moved_to[0] else (day, None)
    found = _on(schedule, on, state)
    return next((there for there in found if there.moved_from == moved_from), None)


def _is_in(known: list[Schedule], agreed: Agreed, state: str) -> bool:
    return any(
        there.takes_place() and (there.on, there.starts_at) == agreed
        for schedule in known
        for there in _on(schedule, agreed[0], state)
    )


def _on(schedule: Schedule, day: date, state: str) -> list[Occurrence]:
    holidays = public_holidays.between(state, day, day)
    return occurrences.between([schedule], day, day, holidays=holidays)
