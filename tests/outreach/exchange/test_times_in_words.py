"""What we say of times is read back as the same times, and what can mean two things is asked."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.exchange.free_text_times import understand
from outreach.exchange.german_time_words import WEEK
from outreach.exchange.times_in_words import in_words
from outreach.exchange.times_meant import meant
from store.times import Times

TODAY = date(2026, 5, 5)
WEEKLY = st.builds(
    lambda interval, days: f"FREQ=WEEKLY;{interval}BYDAY={','.join(sorted(days, key=WEEK.index))}",
    st.sampled_from(["", "INTERVAL=2;", "INTERVAL=3;", "INTERVAL=4;"]),
    st.sets(st.sampled_from(WEEK), min_size=1),
)
MONTHLY = st.builds(
    lambda nths, day: f"FREQ=MONTHLY;BYDAY={','.join(f'{nth}{day}' for nth in sorted(nths))}",
    st.sets(st.sampled_from([1, 2, 3, 4, 5]), min_size=1, max_size=3)
    | st.sampled_from([{-1}, {-2}]),
    st.sampled_from(WEEK),
)
HOURS = st.tuples(
    st.integers(7, 20), st.sampled_from([0, 15, 30, 45]), st.sampled_from([None, 1, 2])
)


@given(rule=WEEKLY | MONTHLY | st.just("FREQ=DAILY") | st.none(), hours=HOURS)
def test_what_we_say_we_understand(rule, hours):
    hour, minute, length = hours
    ends_at = time(hour + length, minute) if length else None
    times = Times(rule, date(2026, 5, 12), starts_at=time(hour, minute), ends_at=ends_at)
    [read] = understand(in_words(times))
    on = None if rule else date(2026, 5, 12)
    assert (read.rule, read.on, read.starts_at, read.ends_at) == (
        rule,
        on,
        times.starts_at,
        ends_at,
    )


@pytest.mark.parametrize(
    "rule",
    ["FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=DAILY;INTERVAL=2", "FREQ=WEEKLY;BYDAY=TU;BYMONTH=5"],
)
def test_what_no_sentence_of_ours_says_is_not_said_wrongly(rule):
    assert in_words(Times(rule, TODAY)) == ""


@pytest.mark.parametrize(
    ("prose", "doubt", "choices"),
    [
        (
            "Jeden zweiten Dienstag um 14 Uhr",
            "which",
            ("jeden 2. Dienstag im Monat um 14 Uhr", "alle zwei Wochen dienstags um 14 Uhr"),
        ),
        ("jeden 2. Dienstag im Monat um 14 Uhr", "", ()),
        ("am 3.2. um 14 Uhr", "no_year", ("am 03.02.2027 um 14 Uhr",)),
        ("am 31.2. um 14 Uhr", "unclear", ()),
        ("um 14 Uhr", "no_day", ()),
        ("nicht am Montag", "unclear", ()),
    ],
)
def test_what_is_doubtful_is_asked(prose, doubt, choices):
    found = meant(prose, today=TODAY)
    assert (found.doubt, found.choices) == (doubt, choices)
    assert all(meant(choice, today=TODAY).times for choice in choices)
