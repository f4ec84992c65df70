"""Phrases that name days: "jeden 2. Dienstag im Monat", "Mo–Fr", "am 5. Dezember 2026"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from outreach.exchange.german_time_words import WEEK, Day, Form, Ordinal, Token, Weekday

EVERY = frozenset("jeden jede jeder jedem jedes immer jeweils alle".split())
ARTICLES = frozenset("am an den der dem des die im in eines".split())
TO = frozenset("- bis".split())
AND = frozenset("und u + & / sowie , oder bzw".split())
MONTHLY = frozenset("monat monats monatlich".split())
NTHS = frozenset((1, 2, 3, 4, 5, -1, -2))
LONGEST_LIST = 8  # of ordinals or hours; more in a row is no prose
NOTHING = Token(0, 0, "", is_capital=False)


@dataclass(frozen=True, slots=True)
class Days(Token):
    """Days that belong together: single `dates`, or `by_day` of a rule ("TU", "2TU")."""

    frequency: str = "WEEKLY"
    by_day: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    is_enough: bool = False  # says by itself, even without an hour, that something takes place
    is_each: bool = False  # "jeden …"
    is_short: bool = False  # "Mo", which may be another word
    is_collective: bool = False  # "werktags"
    is_late: bool = False  # afternoon or evening
    is_clear: bool = True

    @property
    def weekdays(self) -> frozenset[str]:
        named = {day[-2:] for day in self.by_day}
        return frozenset(named | {WEEK[day.weekday()] for day in self.dates})


class Reader:
    """A place in the tokens that moves on over what was read."""

    def __init__(self, tokens: Sequence[Token], at: int) -> None:
        self.tokens, self.first, self.at = tokens, at, at

    @property
    def next(self) -> Token:
        return self.peek(0)

    def peek(self, ahead: int) -> Token:
        at = self.at + ahead
        return self.tokens[at] if 0 <= at < len(self.tokens) else NOTHING

    @property
    def before(self) -> Token:
        """The token before all that was read."""
        return self.peek(self.first - self.at - 1)

    def skip(self, words: frozenset[str]) -> list[str]:
        """Read on over these words and say which there were."""
        read: list[str] = []
        while self.next.word in words and len(read) < LONGEST_LIST:
            read.append(self.next.word)
            self.at += 1
        return read

    def skip_before(self, kind: type[Token], words: frozenset[str]) -> list[str]:
        """Like `skip`, but stay where no token of that kind follows."""
        start = self.at
        read = self.skip(words)
        if isinstance(self.next, kind):
            return read
        self.at = start
        return []

    def reach(self) -> tuple[int, int, str, bool]:
        """The fields of a token for all that was read."""
        first = self.tokens[self.first]
        return first.start, self.tokens[self.at - 1].end, "", first.is_capital


def dates(reader: Reader) -> Days | None:
    """Single dates with a year: "am Samstag, den 5. Dezember 2026", but not "am 5.12."."""
    articles = reader.skip(ARTICLES)
    named = _single(reader.next)
    if named:
        reader.at += 1
        reader.skip(ARTICLES | {","})
    found: list[date] = []
    while isinstance(day := reader.next, Day) and day.on:
        found.append(day.on)
        reader.at += 1
        reader.skip_before(Day, AND | ARTICLES)
    if not found:
        return None
    named |= _named_after(reader)
    days = Days(
        *reader.reach(),
        frequency="",
        dates=tuple(dict.fromkeys(found)),
        is_enough=bool(articles or named) or not reader.before.word.isalnum(),
    )
    # With the wrong weekday nobody knows which of both is meant.
    return replace(days, is_clear=not named or days.weekdays == named)


def _named_after(reader: Reader) -> frozenset[str]:
    """The weekday in "05.12.2026 (Samstag)"."""
    ahead = int(reader.next.word in (",", "("))
    named = _single(reader.peek(ahead))
    reader.at += ahead + 1 if named else 0
    return named


def _single(token: Token) -> frozenset[str]:
    is_single = isinstance(token, Weekday) and token.form in (Form.NAME, Form.SHORT)
    return frozenset(token.days) if isinstance(token, Weekday) and is_single else frozenset()


def monthly(reader: Reader) -> Days | None:
    """ "Jeden 2. Dienstag im Monat", "1. und 3. Mittwoch", "am letzten Freitag des Monats"."""
    words = reader.skip(EVERY | ARTICLES)
    by_day: list[str] = []
    read: list[Weekday] = []
    while found := _nths_of_weekday(reader, is_first=not read):
        nths, weekday = found
        by_day += [f"{nth}{weekday.days[0]}" for nth in nths]
        read.append(weekday)
    if not read:
        return None
    is_clear = not _has_follower(reader) and _is_monthly(reader, words, by_day)
    return Days(
        *reader.reach(),
        frequency="MONTHLY",
        by_day=tuple(dict.fromkeys(by_day)),
        is_enough=True,
        is_short=any(weekday.form is Form.SHORT for weekday in read),
        is_late=any(weekday.is_late for weekday in read),
        is_clear=is_clear,
    )


def _nths_of_weekday(reader: Reader, *, is_first: bool) -> tuple[list[int], Weekday] | None:
    start = reader.at
    if not is_first:
        reader.skip_before(Ordinal, AND | ARTICLES | EVERY)
    nths, weekday = _ordinals(reader), reader.next
    if nths and set(nths) <= NTHS and isinstance(weekday, Weekday) and _single(weekday):
        reader.at += 1
        return nths, weekday
    reader.at = start
    return None


def _ordinals(reader: Reader) -> list[int]:
    nths: list[int] = []
    while isinstance(ordinal := reader.next, Ordinal) and len(nths) < LONGEST_LIST:
        nths.append(ordinal.value)
        reader.at += 1
        reader.skip_before(Ordinal, AND | ARTICLES)
    return nths


def _has_follower(reader: Reader) -> bool:
    """The second day in "jeden 1. Montag und Dienstag", of which nobody knows how it is meant."""
    is_follower = reader.next.word in AND and bool(_single(reader.peek(1)))
    reader.at += 2 * is_follower
    return is_follower


def _is_monthly(reader: Reader, words: list[str], by_day: list[str]) -> bool:
    """Whether it is of a month: "jeden 2. Dienstag" alone also means every other Tuesday."""
    if reader.before.word in MONTHLY or _month(reader) or len(by_day) > 1:
        return True
    nth = int(by_day[0][:-2])
    if EVERY.intersection(words):
        return nth in (1, -1, -2)
    # Not "letzten Montag", which is past, nor "Kirchstraße 2. Dienstag …".
    return nth > 0 and bool(words or not reader.before.word.isalnum())


def _month(reader: Reader) -> bool:
    """Read "im Monat", "des Monats", "eines jeden Monats"."""
    start = reader.at
    if reader.skip(ARTICLES | EVERY) and reader.next.word in MONTHLY:
        reader.at += 1
        return True
    reader.at = start
    return False


def weekly(reader: Reader) -> Days | None:
    """ "Jeden Donnerstag", "Mo–Fr", "montags, mittwochs und freitags", "täglich"."""
    words = reader.skip(EVERY | ARTICLES)
    ranges: list[tuple[Weekday, Weekday]] = []
    joint: list[str] = []
    while isinstance(first := reader.next, Weekday) and (joint or not ranges):
        reader.at += 1
        ranges.append((first, _last_of_range(reader) or first))
        joint = _joint(reader)
        words += joint
    return _weekly(reader, words, ranges) if ranges else None


def _weekly(reader: Reader, words: list[str], ranges: list[tuple[Weekday, Weekday]]) -> Days:
    named = {day for first, last in ranges for day in _between(first, last)}
    read = [weekday for both in ranges for weekday in both]
    forms = {weekday.form for weekday in read}
    is_range = any(first is not last for first, last in ranges)
    is_each = bool(EVERY.intersection(words))
    is_habit = Form.HABIT in forms or (is_range and forms == {Form.NAME})
    return Days(
        *reader.reach(),
        frequency="DAILY" if read[0].word.startswith("tägl") else "WEEKLY",
        by_day=tuple(day for day in WEEK if day in named),
        is_enough=is_each or is_habit or read[0].word in ("werktags", "wochentags"),
        is_each=is_each,
        is_short=Form.SHORT in forms,
        is_collective=forms == {Form.COLLECTIVE},
        is_late=any(weekday.is_late for weekday in read),
        is_clear=not {"oder", "bzw"}.intersection(words),
    )


def _last_of_range(reader: Reader) -> Weekday | None:
    if reader.next.word not in TO or not isinstance(last := reader.peek(1), Weekday):
        return None
    if last.form is Form.COLLECTIVE:
        return None
    reader.at += 2
    return last


def _between(first: Weekday, last: Weekday) -> tuple[str, ...]:
    if first is last:
        return first.days
    start, end = WEEK.index(first.days[0]), WEEK.index(last.days[0])
    return (WEEK * 2)[start : end + 1 + (7 if end < start else 0)]


def _joint(reader: Reader) -> list[str]:
    """Read ", " or "und am" before another weekday of the same list."""
    joint = reader.skip_before(Weekday, AND | ARTICLES | EVERY)
    # "täglich, Mo–Fr" says one thing twice; "Sa und werktags" says two things.
    forms = {getattr(reader.peek(ahead), "form", None) for ahead in (0, -len(joint) - 1)}
    if AND.isdisjoint(joint[:1]) or ("," in joint and Form.COLLECTIVE in forms):
        reader.at -= len(joint)
        return []
    return joint
