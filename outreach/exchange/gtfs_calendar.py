"""On how many days from today on something of a feed still runs."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain

from outreach.exchange.feed_zip import FeedZip
from outreach.exchange.problems import UnreadableFile

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# Timetables change every December; what is said to run farther ahead weighs no more.
DAYS_AHEAD = 400


def expect(feed: FeedZip) -> None:
    """Raise UnreadableFile where the feed does not say when anything runs."""
    if not (feed.has("calendar.txt") or feed.has("calendar_dates.txt")):
        raise UnreadableFile(
            "The feed has neither calendar.txt nor calendar_dates.txt, so nobody knows what still"
            " runs; nothing was loaded."
        )


def days(feed: FeedZip, wanted: set[str], *, today: date) -> dict[str, int]:
    """On how many days each of these patterns runs, from today on for about a year.

    A pattern is what the feed calls a service: the days of the week, with exceptions.
    """
    running = dict.fromkeys(wanted, 0)
    told: set[str] = set()
    for pattern, more in chain(_usual(feed, wanted, today), _exceptions(feed, wanted, today)):
        running[pattern] += more
        told.add(pattern)
    for pattern in sorted(wanted - told):
        feed.left_out.note("trips.txt: trips on days that no calendar tells", pattern)
    return running


def _usual(feed: FeedZip, wanted: set[str], today: date) -> Iterator[tuple[str, int]]:
    if not feed.has("calendar.txt"):
        return
    columns = ("service_id", "start_date", "end_date", *WEEKDAYS)
    for pattern, start, end, *on in feed.rows("calendar.txt", columns):
        if pattern in wanted:
            begins, ends = _day(feed, start, "calendar.txt"), _day(feed, end, "calendar.txt")
            if begins and ends:
                first, last = max(begins, today), min(ends, today + timedelta(days=DAYS_AHEAD))
                ahead = range((last - first).days + 1)
                yield pattern, sum(on[(first.weekday() + n) % 7].strip() == "1" for n in ahead)


def _exceptions(feed: FeedZip, wanted: set[str], today: date) -> Iterator[tuple[str, int]]:
    if not feed.has("calendar_dates.txt"):
        return
    columns = ("service_id", "date", "exception_type")
    for pattern, on, kind in feed.rows("calendar_dates.txt", columns):
        if pattern in wanted and (day := _day(feed, on, "calendar_dates.txt")):
            change = 1 if kind.strip() == "1" else -1
            yield pattern, change if day >= today else 0


def _day(feed: FeedZip, written: str, table: str) -> date | None:
    """A day; None, and left out, for what is none."""
    try:
        # A timetable's days are those of its town; they carry no zone.
        return datetime.strptime(written.strip(), "%Y%m%d").date()  # noqa: DTZ007
    except ValueError:
        feed.left_out.note(f"{table}: what is no day", written)
        return None
