"""The times of a proposal: what its words were understood as, and on which days that is next."""

from dataclasses import dataclass
from datetime import date, timedelta

from kiosk import clock, town
from outreach.desk.proposals.proposal_forms import OfferForm
from outreach.exchange import free_text_times
from outreach.exchange.free_text_times import ProposedTime
from store import occurrences, public_holidays
from store.occurrences import Occurrence
from store.schedules import Schedule
from store.times import Times

LOOK_AHEAD = timedelta(days=120)
MOST_DATES = 6


@dataclass(frozen=True, slots=True)
class Understood:
    """The times we made of somebody's words, and the next dates they lead to."""

    times: tuple[Times, ...]
    next_dates: tuple[Occurrence, ...]
    first_on: date | None

    def needs_first_day(self) -> bool:
        """Whether "every second week" is among them, which needs to know the week it began."""
        return any("INTERVAL" in (each.rule or "") for each in self.times)

    def lacks_first_day(self) -> bool:
        """Whether it needs one, and nobody has said it."""
        return self.needs_first_day() and self.first_on is None


def understand(form: OfferForm) -> Understood:
    """What the times in this form say, from today on."""
    today = clock.local_now().date()
    found = free_text_times.understand(form.when)
    times = tuple(_times(each, form.first_on or today) for each in found)
    shown = times if form.first_on else tuple(t for t in times if "INTERVAL" not in (t.rule or ""))
    return Understood(times, tuple(_next(shown, today)), form.first_on)


def _times(found: ProposedTime, first_on: date) -> Times:
    return Times(
        rule=found.rule,
        starts_on=found.on or first_on,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        words=found.words,
        is_paused_in_school_holidays=found.is_paused_in_school_holidays,
    )


def _next(times: tuple[Times, ...], today: date) -> list[Occurrence]:
    until = today + LOOK_AHEAD
    holidays = public_holidays.between(town.here().office.state, today, until)
    planned = [Schedule(0, 0, each, "confirmed", ()) for each in times]
    return occurrences.between(planned, today, until, holidays=holidays)[:MOST_DATES]
