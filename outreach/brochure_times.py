"""When an offer takes place, as a brochure of some weeks tells it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from kiosk import near, screen_words
from printables.brochure.contents import Rhythm, When
from store.occurrences import Occurrence
from store.schedules import Schedule

EVERY: dict[int, Rhythm] = {1: "weekly", 2: "two_weeks", 3: "three_weeks", 4: "four_weeks"}


def whens(
    known: Iterable[Schedule], *, state: str, now: datetime, days_ahead: int
) -> tuple[When, ...]:
    """The times of an offer from now (local) on: one for each rule, one for each single date."""
    found: list[When] = []
    for schedule in known:
        coming = near.coming([schedule], state=state, now=now, days_ahead=days_ahead)
        usual = [date for date in coming if date.moved_from is None]
        moved = [date for date in coming if date.moved_from is not None]
        if any(date.takes_place() for date in usual):
            found.append(_regular(schedule, usual))
        found += [_single(date) for date in moved]
    return tuple(found)


def _regular(schedule: Schedule, dates: Sequence[Occurrence]) -> When:
    rhythm, first = _rhythm(schedule.times.rule), dates[0]
    sure = tuple(date.on for date in dates if date.is_sure())
    doubtful = tuple(date.on for date in dates if date.takes_place() and not date.is_sure())
    is_told = rhythm in ("daily", "weekly")
    return When(
        weekdays=tuple(sorted({date.on.weekday() for date in dates if date.takes_place()})),
        starts_at=first.starts_at,
        ends_at=first.ends_at,
        rhythm=rhythm,
        dates=() if is_told else (sure or doubtful),
        off=tuple(date.on for date in dates if not date.takes_place()) if is_told else (),
        to_ask=doubtful if is_told or sure else (),
        note=_unconfirmed(dates),
    )


def _single(date: Occurrence) -> When:
    """A date that was moved stands by itself, and says which one it replaces."""
    hours = date.starts_at, date.ends_at
    note = screen_words.note(date)
    return When((date.on.weekday(),), *hours, "once", dates=(date.on,), note=note)


def _unconfirmed(dates: Sequence[Occurrence]) -> str:
    open_ones = (screen_words.note(date) for date in dates if date.is_sure())
    return next((note for note in open_ones if note), "")


def _rhythm(rule: str | None) -> Rhythm:
    if rule is None:
        return "once"
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    every = int(parts.get("INTERVAL", "1"))
    match parts["FREQ"]:
        case "DAILY":
            return "daily" if every == 1 else ""
        case "WEEKLY":
            return EVERY.get(every, "")
    return "monthly" if every == 1 and "BYMONTH" not in parts else ""
