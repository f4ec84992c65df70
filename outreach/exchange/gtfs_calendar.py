"""On how many days from today on something of a feed still runs."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

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
    for pattern, usual in _usual(feed, wanted, today):
        running[pattern] += usual
    for pattern, more in _exceptions(feed, wanted, today):
        running[pattern] += more
    return running


def _usual(feed: FeedZip, wanted: set[str], today: date) -> Iterator[tuple[str, int]]:
    if not feed.has("calendar.txt"):
        return
    columns = ("service_id", "start_date", "end_date", *WEEKDAYS)
    for pattern, start, end, *on in feed.rows("calendar.txt", columns):
        if pattern in wanted:
            first = max(_day(start, "calendar.txt"), today)
            last = min(_day(end, "calendar.txt"), today + timedelta(days=DAYS_AHEAD))
            ahead = range((last - first).days + 1)
            yield pattern, sum(on[(first.weekday() + n) % 7].strip() == "1" for n in ahead)


def _exceptions(feed: FeedZip, wanted: set[str], today: date) -> Iterator[tuple[str, int]]:
    if not feed.has("calendar_dates.txt"):
        return
    columns = ("service_id", "date", "exception_type")
    for pattern, on, kind in feed.rows("calendar_dates.txt", columns):
        if pattern in wanted and _day(on, "calendar_dates.txt") >= today:
            yield pattern, 1 if kind.strip() == "1" else -1


def _day(written: str, table: str) -> date:
    try:
        # A timetable's days are those of its town; they carry no zone.
        return datetime.strptime(written.strip(), "%Y%m%d").date()  # noqa: DTZ007
    except ValueError:
        raise UnreadableFile(f"{table}: “{written[:40]}” is no day; nothing was loaded.") from None
