"""School holidays out of a calendar file, whose ends are the first day after."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.exchange import school_calendar
from outreach.exchange.problems import UnreadableFile
from store.school_holidays import SchoolHoliday


def ics(*events):
    """A calendar file with these events, each given by its lines."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Musterland//DE"]
    for event in events:
        lines += ["BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", *event, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


SUMMER = ("SUMMARY:Sommerferien", "DTSTART;VALUE=DATE:20260720", "DTEND;VALUE=DATE:20260902")


def test_the_end_of_an_event_is_not_in_it_any_more():
    found = school_calendar.read(ics(SUMMER))
    assert found == [SchoolHoliday("Sommerferien", date(2026, 7, 20), date(2026, 9, 1))]


@pytest.mark.parametrize(
    ("lines", "until_on"),
    [
        (("DTSTART;VALUE=DATE:20260515",), date(2026, 5, 15)),
        (("DTSTART;VALUE=DATE:20260515", "DURATION:P3D"), date(2026, 5, 17)),
        (("DTSTART;VALUE=DATE:20260515", "DTEND;VALUE=DATE:20260515"), date(2026, 5, 15)),
        (("DTSTART:20260515T000000", "DTEND:20260517T000000"), date(2026, 5, 16)),
        (("DTSTART:20260515T080000", "DTEND:20260516T235900"), date(2026, 5, 16)),
    ],
)
def test_other_ways_to_say_an_end(lines, until_on):
    [found] = school_calendar.read(ics(("SUMMARY:Frei", *lines)))
    assert (found.from_on, found.until_on) == (date(2026, 5, 15), until_on)


def test_holidays_come_in_order_and_each_once():
    autumn = ("SUMMARY:Herbst\\,ferien", "DTSTART;VALUE=DATE:20261017")
    found = school_calendar.read(ics(autumn, SUMMER, SUMMER))
    assert [each.name for each in found] == ["Sommerferien", "Herbst,ferien"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "unreadable"),
        (b"\xff\xfe\x00", "unreadable"),
        (b"Name;Von;Bis\n", "unreadable"),
        (b"<html></html>", "unreadable"),
        (ics(), "empty"),
        (ics(("DTSTART;VALUE=DATE:20260720",)), "no_holidays"),
        (ics(("SUMMARY:Ohne Tag",)), "no_holidays"),
        (ics(("SUMMARY:Nie", "DTSTART;VALUE=DATE:20269999")), "no_holidays"),
        (ics(("SUMMARY:Alt", "DTSTART;VALUE=DATE:00010101")), "no_holidays"),
        (ics((*SUMMER[:2], "DTEND;VALUE=DATE:20270720")), "no_holidays"),
        (ics((*SUMMER[:2], "DTEND;VALUE=DATE:20260101")), "no_holidays"),
        (ics((*SUMMER, "RRULE:FREQ=YEARLY")), "no_holidays"),
        (ics(*[SUMMER] * 501), "too_large"),
        (ics(("SUMMARY:" + "x" * (1 << 20),)), "too_large"),
    ],
)
def test_what_cannot_be_is_refused_whole(content, kind):
    with pytest.raises(UnreadableFile) as refused:
        school_calendar.read(content)
    assert refused.value.kind == kind


@given(st.lists(st.sampled_from([*ics(SUMMER).decode().split("\r\n"), "DTEND:x", ":", "\0"])))
def test_whatever_comes_is_read_or_refused(lines):
    with suppress(UnreadableFile):
        assert school_calendar.read("\r\n".join(lines).encode())
