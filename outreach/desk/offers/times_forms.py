"""When an offer happens, as somebody typed it, and what we make of that."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from outreach.desk.offers import coming_dates
from outreach.exchange import times_meant
from outreach.exchange.free_text_times import ProposedTime
from outreach.exchange.times_in_words import in_words
from store.times import Times

LONGEST_PROSE = 500
# A date outside is a slip of the hand.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
INTERVAL = "INTERVAL="
MOST_WEEKS = 8


@dataclass(frozen=True, slots=True)
class TimesForm:
    """The typed times; dates as the browser sends them (2026-05-05), empty without one."""

    prose: str = ""
    meant: str = ""
    starts_on: str = ""
    until_on: str = ""
    first: str = ""
    rests_on_public_holidays: bool = False
    rests_in_school_holidays: bool = False

    @classmethod
    def of(cls, times: Times, *, is_sure: bool) -> "TimesForm":
        """What is known so far; a rule that is only proposed has no beginning to keep."""
        is_dated = times.rule is not None and is_sure
        return cls(
            prose=in_words(times),
            starts_on=times.starts_on.isoformat() if is_dated else "",
            until_on=times.until_on.isoformat() if times.until_on else "",
            rests_on_public_holidays=times.is_paused_on_public_holidays,
            rests_in_school_holidays=times.is_paused_in_school_holidays,
        )

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> "TimesForm":
        """Read the form."""
        typed = {name: form.get(name, "").strip() for name in ("starts_on", "until_on", "first")}
        return cls(
            prose=" ".join(form.get("times", "").split())[:LONGEST_PROSE],
            meant=" ".join(form.get("meant", "").split())[:LONGEST_PROSE],
            rests_on_public_holidays=form.get("rests_on_public_holidays") == "yes",
            rests_in_school_holidays=form.get("rests_in_school_holidays") == "yes",
            **typed,
        )


@dataclass(frozen=True, slots=True)
class Understood:
    """What the typed times come to; nothing may be saved while there are `problems` (by field).

    `choices` are sentences to choose from; `firsts` are the days to choose from where something
    takes place every other week, the next one of each week that may be meant.
    """

    times: tuple[Times, ...] = ()
    problems: dict[str, str] = field(default_factory=dict)
    choices: tuple[str, ...] = ()
    firsts: tuple[date, ...] = ()


def understand(
    form: TimesForm, *, today: date, state: str, before: Times | None = None
) -> Understood:
    """Read the times; `before` is what stands there already and stays if it is typed unchanged."""
    starts_on, until_on = _day(form.starts_on), _day(form.until_on)
    problems = {
        name: "no_day"
        for name, typed, read in (
            ("starts_on", form.starts_on, starts_on),
            ("until_on", form.until_on, until_on),
        )
        if typed and read is None
    }
    meant = _meant(form, today, before)
    if meant.doubt:
        problems["times"] = meant.doubt
        return Understood(problems=problems, choices=meant.choices)
    firsts = () if starts_on else _firsts(meant.times, form, today=today, state=state)
    first = _day(form.first)
    if firsts and first not in firsts:
        problems["first"] = "which_first"
    if problems:
        return Understood(problems=problems, firsts=firsts)
    begin = starts_on or (first if firsts and first else today)
    times = tuple(_times(proposed, form, begin, until_on) for proposed in meant.times)
    is_new = before is None
    return Understood(times, _never(times, today=today, state=state, is_new=is_new), firsts=firsts)


def _meant(form: TimesForm, today: date, before: Times | None) -> times_meant.Meant:
    if before is not None and form.prose == in_words(before):
        return times_meant.Meant((_unchanged(before),))
    found = times_meant.meant(form.prose, today=today)
    if form.meant and form.meant in found.choices:
        return times_meant.meant(form.meant, today=today)
    return found


def _unchanged(times: Times) -> ProposedTime:
    on = None if times.rule else times.starts_on
    # Whether it rests in the holidays is what the tick says, which may just have been taken away.
    return ProposedTime(
        times.rule,
        on,
        times.starts_at,
        times.ends_at,
        times.words,
        is_paused_in_school_holidays=False,
    )


def _firsts(
    found: tuple[ProposedTime, ...], form: TimesForm, *, today: date, state: str
) -> tuple[date, ...]:
    """The next date in each of the weeks in which "every other week" may begin, soonest first."""
    spaced = [each for each in found if each.rule and INTERVAL in each.rule]
    if not spaced:
        return ()
    interval = max(int(str(each.rule).split(INTERVAL)[1].split(";")[0]) for each in spaced)
    monday = today - timedelta(days=today.weekday())
    begins = [max(monday + timedelta(weeks=n), today) for n in range(min(interval, MOST_WEEKS))]
    days = {
        coming_dates.first(
            [_times(each, form, begin, None) for each in spaced], from_on=begin, state=state
        )
        for begin in begins
    }
    return tuple(sorted(day for day in days if day))


def _times(proposed: ProposedTime, form: TimesForm, first: date, until_on: date | None) -> Times:
    is_dated = proposed.rule is None and proposed.on is not None
    times = Times(
        rule=proposed.rule,
        starts_on=proposed.on if is_dated and proposed.on else first,
        until_on=None if is_dated else until_on,
        starts_at=proposed.starts_at,
        ends_at=proposed.ends_at,
        words=proposed.words,
        is_paused_on_public_holidays=form.rests_on_public_holidays,
    )
    rests = form.rests_in_school_holidays or proposed.is_paused_in_school_holidays
    return replace(times, is_paused_in_school_holidays=rests)


def _never(times: tuple[Times, ...], *, today: date, state: str, is_new: bool) -> dict[str, str]:
    """What is wrong with times that nobody will ever come to."""
    for each in times:
        if each.until_on and each.until_on < each.starts_on:
            return {"until_on": "before_start"}
        if not coming_dates.happens(each, from_on=each.starts_on, state=state):
            return {"times": "never"}
        # Whoever ends something that was there means it; whoever enters something new does not.
        if is_new and not coming_dates.happens(each, from_on=today, state=state):
            return {"times": "over"}
    return {}


def _day(typed: str) -> date | None:
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None
