"""When an offer takes place, as a brochure of some weeks tells it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from kiosk import near
from kiosk.screens import screen_words
from printables.brochure.contents import Rhythm, When
from store import occurrences
from store.occurrences import Occurrence
from store.schedules import Schedule
from store.times import Times

EVERY: dict[int, Rhythm] = {1: "weekly", 2: "two_weeks", 3: "three_weeks", 4: "four_weeks"}

# With these a daily or weekly rule leaves out days that its rhythm would promise.
IN_A_MONTH = {"BYMONTHDAY", "BYSETPOS"}


def whens(
    known: Iterable[Schedule], *, state: str, now: datetime, days_ahead: int
) -> tuple[When, ...]:
    """The times of an offer from now (local) on: one for each rule, one for each single date."""
    found: list[When] = []
    first, last = now.date(), now.date() + timedelta(days=days_ahead)
    for schedule in known:
        coming = near.coming([schedule], state=state, now=now, days_ahead=days_ahead)
        usual = [one for one in coming if one.moved_from is None]
        moved = [one for one in coming if one.moved_from is not None]
        if any(one.takes_place() for one in usual):
            found.append(_regular(schedule.times, usual, first, last))
        found += [_single(one) for one in moved]
    return tuple(found)


def _regular(times: Times, dates: Sequence[Occurrence], first: date, last: date) -> When:
    rhythm = _rhythm(times.rule)
    if rhythm not in ("daily", "weekly"):
        return _day_by_day(dates, rhythm)
    begins_late, ends_early = _is_shortened(times, first, last)
    on = _days(dates)
    if ends_early and len(on) == 1:
        return _day_by_day(dates, "once")
    from_on, until_on = on[0] if begins_late else None, on[-1] if ends_early else None
    span = range((from_on or first).toordinal(), (until_on or last).toordinal() + 1)
    rests = (one.on for one in dates if not one.takes_place())
    return replace(
        _usual(dates, rhythm),
        off=tuple(day for day in rests if day.toordinal() in span),
        to_ask=tuple(one.on for one in dates if one.takes_place() and not one.is_sure()),
        from_on=from_on,
        until_on=until_on,
    )


def _day_by_day(dates: Sequence[Occurrence], rhythm: Rhythm) -> When:
    """What a rhythm does not say is told as days, the ones to ask for apart from the sure."""
    sure = tuple(one.on for one in dates if one.is_sure())
    doubtful = tuple(one.on for one in dates if one.takes_place() and not one.is_sure())
    usual = _usual(dates, rhythm)
    return replace(usual, dates=sure or doubtful, to_ask=doubtful)


def _usual(dates: Sequence[Occurrence], rhythm: Rhythm) -> When:
    weekdays = tuple(sorted({day.weekday() for day in _days(dates)}))
    hours = dates[0].starts_at, dates[0].ends_at
    return When(weekdays, *hours, rhythm, note=_unconfirmed(dates))


def _days(dates: Iterable[Occurrence]) -> list[date]:
    return [one.on for one in dates if one.takes_place()]


def _is_shortened(times: Times, first: date, last: date) -> tuple[bool, bool]:
    """Whether its first or last day leaves out days that its rhythm alone would promise."""
    promised = occurrences.days(replace(times, starts_on=first, until_on=None), first, last)
    until_on = times.until_on or last
    begins_late = any(day < times.starts_on for day in promised)
    return begins_late, any(day > until_on for day in promised)


def _single(moved: Occurrence) -> When:
    """A date that was moved stands by itself, and says which one it replaces."""
    hours = moved.starts_at, moved.ends_at
    note = screen_words.note(moved)
    return When((moved.on.weekday(),), *hours, "once", dates=(moved.on,), note=note)


def _unconfirmed(dates: Sequence[Occurrence]) -> str:
    open_ones = (screen_words.note(one) for one in dates if one.is_sure())
    return next((note for note in open_ones if note), "")


def _rhythm(rule: str | None) -> Rhythm:
    if rule is None:
        return "once"
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    every = int(parts.get("INTERVAL", "1"))
    if "BYMONTH" in parts or (parts["FREQ"] != "MONTHLY" and IN_A_MONTH & set(parts)):
        return ""
    match parts["FREQ"]:
        case "DAILY" if every == 1:
            return "weekly" if "BYDAY" in parts else "daily"
        case "WEEKLY":
            return EVERY.get(every, "")
        case "MONTHLY" if every == 1:
            return "monthly"
    return ""
