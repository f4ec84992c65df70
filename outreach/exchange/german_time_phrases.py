"""The small grammar of German times: tokens in, phrases and the words between them out.

A phrase is one of: days, hours ("von 9 bis 12 und 14–17 Uhr"), an interval ("alle 14 Tage"), or
a word about holidays ("nicht in den Ferien").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from outreach.exchange import german_day_phrases
from outreach.exchange.german_day_phrases import AND, ARTICLES, EVERY, LONGEST_LIST, TO, Reader
from outreach.exchange.german_time_words import Clock, Number, Ordinal, Token, Weeks

ABOUT = frozenset("um von ab ca circa etwa gegen zu zum zur dann".split())
LATE = frozenset("nachmittag nachmittags abend abends".split())
OPEN_ENDED = frozenset("bis vor nach halb viertel dreiviertel".split())
NOT = frozenset(
    "nicht außer ausgenommen kein keine keinen keiner entfällt entfallen geschlossen ruhetag"
    " fällt ausfällt abgesagt pausiert".split()
)
FREE_DAYS = frozenset("feiertag feiertags feiertage feiertagen brückentagen".split())
MEASURED = ("jahr", "jähr", "euro", "minut", "stund", "monat", "woche", "-", "€", "%")

Span = tuple[time | None, time | None]  # from, until


@dataclass(frozen=True, slots=True)
class Hours(Token):
    spans: tuple[Span, ...] = ()
    is_sure: bool = False  # written as a clock time, not as bare numbers
    is_clear: bool = True  # not so: "bis 12 Uhr", "halb 3 Uhr", "25 Uhr"

    @property
    def is_alone(self) -> bool:
        """Whether it is one clock time, which needs no days beside it to be one."""
        return self.is_sure and len(self.spans) == 1


@dataclass(frozen=True, slots=True)
class Holidays(Token):
    is_pause: bool  # nothing takes place in school holidays
    is_clear: bool  # not so: "in den Ferien dienstags"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One of the hours of a list; `end` is the reader's place after it."""

    span: Span
    end: int
    is_range: bool
    is_sure: bool
    is_possible: bool
    may_be_bare: bool  # an hour even without "Uhr"


def phrases(tokens: Sequence[Token]) -> list[Token]:
    """The same prose with every phrase as one piece; what is none stays a token."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        piece, at = _piece(tokens, at)
        found.append(piece)
    return found


def _piece(tokens: Sequence[Token], at: int) -> tuple[Token, int]:
    days = german_day_phrases
    for read in (_holidays, _weeks, days.dates, days.monthly, days.weekly, _hours):
        reader = Reader(tokens, at)
        if piece := read(reader):
            return piece, reader.at
    return tokens[at], at + 1


def _holidays(reader: Reader) -> Holidays | None:
    """ "Nicht in den Ferien", "in den Ferien geschlossen", "außer an Feiertagen"."""
    before = reader.next.word
    reader.at += before in NOT or before in ("außerhalb", "auch")
    names = _names_of_holidays(reader)
    if not names:
        return None
    is_school = any(_is_school_holiday(name) for name in names)
    is_denied = before in NOT or before == "außerhalb" or (is_school and _is_denied(reader))
    is_clear = is_denied or before == "auch" or not is_school
    return Holidays(*reader.reach(), is_pause=is_school and is_denied, is_clear=is_clear)


def _names_of_holidays(reader: Reader) -> list[str]:
    names: list[str] = []
    while True:
        start = reader.at
        reader.skip(ARTICLES | AND | {"während"})
        word = reader.next.word
        if not (word in FREE_DAYS or _is_school_holiday(word)):
            reader.at = start
            return names
        names.append(word)
        reader.at += 1


def _is_school_holiday(word: str) -> bool:
    # "Sommerferien" count for all of them: rather a week without an offer than a closed door.
    return word.endswith("ferien")


def _is_denied(reader: Reader) -> bool:
    """Read on to the "geschlossen" of the same clause, if it has one."""
    for ahead in range(LONGEST_LIST):
        token = reader.peek(ahead)
        if token.word in NOT or token.word == "pause":
            reader.at += ahead + 1
            return True
        if type(token) is not Token or not (token.word.isalpha() or token.word in ":-"):
            return False
    return False


def _weeks(reader: Reader) -> Weeks | None:
    """ "Alle 14 Tage", "jede zweite Woche", "wöchentlich", "14-tägig"."""
    token = reader.next
    if isinstance(token, Weeks) or token.word == "wöchentlich":
        reader.at += 1
        return Weeks(*reader.reach(), token.interval if isinstance(token, Weeks) else 1)
    if not reader.skip(EVERY):
        return None
    count = reader.next
    is_counted = isinstance(count, Ordinal | Number) and count.value > 1
    reader.at += is_counted
    number = count.value if isinstance(count, Ordinal | Number) and is_counted else 1
    days = {"tage": number, "wochen": 7 * number, "woche": 7 * number}.get(reader.next.word, 0)
    reader.at += 1
    return Weeks(*reader.reach(), days // 7) if days and days % 7 == 0 else None


def _hours(reader: Reader) -> Hours | None:
    before = reader.before.word
    stretches = _stretches(reader)
    if not stretches:
        return None
    is_sure = stretches[-1].is_sure
    if not is_sure and not _may_be_bare(reader, stretches, before):
        return None
    is_clear = before not in OPEN_ENDED and all(stretch.is_possible for stretch in stretches)
    spans = tuple(stretch.span for stretch in stretches)
    return Hours(*reader.reach(), spans=spans, is_sure=is_sure, is_clear=is_clear)


def _stretches(reader: Reader) -> list[_Stretch]:
    """The hours of a list, up to the last that surely is one: "9–12 Uhr, 5 Euro" is one stretch."""
    stretches: list[_Stretch] = []
    while len(stretches) < LONGEST_LIST and (stretch := _stretch(reader)):
        stretches.append(stretch)
        # Only "und" makes "10 und 15 Uhr" two hours; "Raum 3, 10 Uhr" is one.
        joints = AND - {","} if not (stretch.is_sure or stretch.is_range) else AND
        if not reader.skip(joints - {"oder"}):
            break
        reader.skip(ABOUT | LATE)
    sure = max((place for place, stretch in enumerate(stretches) if stretch.is_sure), default=-1)
    stretches = stretches[: sure + 1] if sure >= 0 else stretches[:1]
    reader.at = stretches[-1].end if stretches else reader.at
    return stretches


def _stretch(reader: Reader) -> _Stretch | None:
    joints = TO
    if reader.next.word == "zwischen":
        reader.at += 1
        joints = TO | {"und"}
    first = reader.next
    if not _is_hour(first):
        return None
    reader.at += 1
    last = _last_of_range(reader, joints)
    hours = [first, last] if last else [first]
    times = [_time(hour) for hour in hours]
    start, end = times[0], times[-1] if last else None
    is_dated = any(isinstance(hour, Clock) and hour.may_be_date for hour in hours)
    return _Stretch(
        (start, end),
        reader.at,
        is_range=last is not None,
        is_sure=isinstance(hours[-1], Clock) and hours[-1].is_sure,
        is_possible=None not in times and not (start and end and end <= start),
        may_be_bare=not is_dated and (last is not None or isinstance(first, Clock)),
    )


def _last_of_range(reader: Reader, joints: frozenset[str]) -> Token | None:
    start = reader.at
    if reader.skip(joints):
        reader.skip(ABOUT)
        # In "9-12. Danach …" the full stop makes the hour look like an ordinal.
        if _is_hour(last := reader.next) or isinstance(last, Ordinal):
            reader.at += 1
            return last
    reader.at = start
    return None


def _is_hour(token: Token) -> bool:
    return isinstance(token, Clock) or (isinstance(token, Number) and token.word.isdecimal())


def _time(token: Token) -> time | None:
    if isinstance(token, Clock):
        return token.at
    is_hour = isinstance(token, Number | Ordinal) and 0 <= token.value < 24
    return time(token.value) if isinstance(token, Number | Ordinal) and is_hour else None


def _may_be_bare(reader: Reader, stretches: list[_Stretch], before: str) -> bool:
    """Whether numbers without "Uhr" may be hours: "9-16", "um 10", but not "9-12 Jahre"."""
    after = reader.next
    is_counting = type(after) is Token and (after.is_capital or after.word.startswith(MEASURED))
    may_be_bare = stretches[0].may_be_bare or before == "um"
    return may_be_bare and stretches[0].is_possible and not is_counting
