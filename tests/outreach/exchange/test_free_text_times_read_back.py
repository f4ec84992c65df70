"""Times written in many ways are read back; no text at all stops the reading."""

from datetime import UTC, date, datetime, time

from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from outreach.exchange.free_text_times import understand

WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NAMES = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
SHORT = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
ORDINALS = {1: "ersten", 2: "zweiten", 3: "dritten", 4: "vierten", -1: "letzten", -2: "vorletzten"}
MONTHS = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
)


@st.composite
def hours(draw):
    """A start and perhaps an end, with one of the ways to write them."""
    hour, minute = draw(st.integers(6, 21)), draw(st.sampled_from([0, 0, 15, 30]))
    starts_at = time(hour, minute)
    ends_at = draw(st.none() | st.builds(time, st.integers(hour + 1, 23), st.sampled_from([0, 45])))
    style = draw(
        st.sampled_from(["{h}.{m:02} Uhr", "{h:02}:{m:02}", "{h:02}.{m:02} h", "{h}:{m:02}h"])
    )
    if minute == 0 and (ends_at is None or ends_at.minute == 0):
        style = draw(st.sampled_from([style, "{h} Uhr", "{h}h", "{h} h"]))
    start, end = (style.format(h=at.hour, m=at.minute) if at else "" for at in (starts_at, ends_at))
    if not end:
        return starts_at, ends_at, draw(st.sampled_from(["um ", "ab ", "", "jeweils ab "])) + start
    if draw(st.booleans()):
        start = start.removesuffix("Uhr").removesuffix("h").rstrip()
    link = draw(st.sampled_from(["-", "–", " – ", " bis ", "\u00a0bis\n"]))
    return starts_at, ends_at, draw(st.sampled_from(["", "von ", ", "])) + start + link + end


@st.composite
def weekly(draw):
    """A weekly rule and one of the ways to write it; two-letter names only where hours follow."""
    days = sorted(draw(st.sets(st.integers(0, 6), min_size=1, max_size=4)))
    ends = f"FREQ=WEEKLY;BYDAY={','.join(WEEK[day] for day in days)}"
    forms = [[f"{NAMES[day].lower()}s" for day in days], [f"jeden {NAMES[day]}" for day in days]]
    forms += [[f"{SHORT[day]}." for day in days]]
    if days != [6]:  # "So um 14 Uhr" may be no Sunday
        forms += [[SHORT[day] for day in days]]
    *firsts, last = draw(st.sampled_from(forms))
    link = draw(st.sampled_from([" und ", " + ", ", ", " & ", "/", " sowie "]))
    return ends, link.join([", ".join(firsts), last]) if firsts else last


@st.composite
def weekly_range(draw):
    first = draw(st.integers(0, 4))
    last = draw(st.integers(first + 1, 6))
    link = draw(st.sampled_from(["-", "–", " – ", " bis "]))
    form = draw(st.sampled_from([SHORT, NAMES, [name.upper() for name in SHORT]]))
    return f"FREQ=WEEKLY;BYDAY={','.join(WEEK[first : last + 1])}", form[first] + link + form[last]


@st.composite
def fortnightly(draw):
    day = draw(st.integers(0, 6))
    habit, name = f"{NAMES[day].lower()}s", NAMES[day]
    ways = [f"alle 14 Tage {habit}", f"14-tägig {habit}", f"jede zweite Woche am {name}"]
    ways += [f"Alle zwei Wochen {habit}", f"{habit} alle 2 Wochen", f"{habit} (14-tägig)"]
    return f"FREQ=WEEKLY;INTERVAL=2;BYDAY={WEEK[day]}", draw(st.sampled_from(ways))


@st.composite
def monthly(draw):
    day = draw(st.integers(0, 6))
    nths = draw(st.lists(st.sampled_from(list(ORDINALS)), min_size=1, max_size=3, unique=True))
    words = [
        f"{nth}." if nth > 0 and draw(st.booleans()) else ORDINALS[nth].upper() for nth in nths
    ]
    prefix = draw(st.sampled_from(["jeden ", "Jeden ", "am ", "immer am ", "an jedem "]))
    month = draw(st.sampled_from([" im Monat", " des Monats", "\nim Monat", " eines jeden Monats"]))
    by_day = ",".join(f"{nth}{WEEK[day]}" for nth in nths)
    return f"FREQ=MONTHLY;BYDAY={by_day}", prefix + " und ".join(words) + f" {NAMES[day]}{month}"


RULES = st.one_of(weekly(), weekly_range(), fortnightly(), monthly())
LEADS = st.sampled_from(["", "Wir laden ein: ", "Offenes Café; ", "Für alle ab 60! "])
TAILS = st.sampled_from(
    ["", ".", " in der Hauptstr. 24-26", ", Eintritt 5,00 €", " (ohne Anmeldung)"]
)


@given(rule=RULES, hours=hours(), lead=LEADS, tail=TAILS)
def test_a_habit_is_read_back_from_many_ways_to_write_it(rule, hours, lead, tail):
    starts_at, ends_at, hours_written = hours
    ends, written = rule
    [found] = understand(f"{lead}{written} {hours_written}{tail}")
    assert (found.rule, found.on) == (ends, None)
    assert (found.starts_at, found.ends_at) == (starts_at, ends_at)


@given(on=st.dates(date(2020, 1, 1), date(2099, 12, 31)), hours=hours(), lead=LEADS, tail=TAILS)
def test_a_date_is_read_back_from_many_ways_to_write_it(on, hours, lead, tail):
    starts_at, ends_at, hours_written = hours
    name = NAMES[on.weekday()]
    for written in (
        f"am {on:%d.%m.%Y}",
        f"{on:%d.%m.%y},",
        f"{name}, den {on.day}. {MONTHS[on.month - 1]} {on.year},",
        f"am {name}, {on.day}.{on.month}.{on.year},",
    ):
        assert [
            (found.rule, found.on, found.starts_at, found.ends_at)
            for found in understand(f"{lead}{written} {hours_written}{tail}")
        ] == [(None, on, starts_at, ends_at)]


VOCABULARY = (
    "am jeden alle 14 Tage montags Mo So mo-fr , . ( ) - – bis 9 12 Uhr 9-12 05.12.2026 5. Dezember"
    " 2026 2. zweiten und nicht in den Ferien im Monat jede Woche um halb 25 14.75 h 5.12. täglich"
    " geschlossen werktags 31.02.2026 ² ٣ ²Uhr ٣.٣.٢٠٢٦ 1²h ſo İ \n\n \u00ad"
)
SALAD = st.lists(st.sampled_from(VOCABULARY.split(" ")), max_size=15).map(" ".join)


@given(st.one_of(st.text(), SALAD, st.text(alphabet="0123456789.:-–,²٣ UhrhMoSDi()\n")))
def test_no_text_stops_the_reading_and_every_proposal_is_usable(prose):
    for found in understand(prose):
        assert found.words
        assert found.words in prose
        assert (found.rule is None) != (found.on is None)
        assert not (found.starts_at and found.ends_at) or found.starts_at < found.ends_at
        assert found.starts_at or not found.ends_at
        if found.rule:
            assert found.rule.startswith(("FREQ=DAILY", "FREQ=WEEKLY;", "FREQ=MONTHLY;BYDAY="))
            assert rrulestr(found.rule, dtstart=datetime(2026, 1, 1, tzinfo=UTC))[0]
