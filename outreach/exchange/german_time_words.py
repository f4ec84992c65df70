"""The words and numbers of German prose that may speak of times, each with its place in the prose.

Whether a number is an hour and "so" a Sunday is not decided here: see german_time_phrases.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from enum import Enum, auto
from unicodedata import normalize

ENDS = frozenset(". ! ? ; • …".split())  # what ends a sentence

WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NAMES = dict(
    zip("montag dienstag mittwoch donnerstag freitag samstag sonntag".split(), WEEK, strict=True)
)
NAMES["sonnabend"] = "SA"
SHORT = dict(zip("mo di mi do fr sa so".split(), WEEK, strict=True))
# By law Saturday is a working day, in daily speech it mostly is not: promise the fewer days.
COLLECTIVE = {"täglich": WEEK, "tägl": WEEK, **dict.fromkeys(("werktags", "wochentags"), WEEK[:5])}
COLLECTIVE |= dict.fromkeys(("wochenende", "wochenenden", "wochenends"), WEEK[5:])

ORDINALS = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "letzt": -1, "vorletzt": -2}
NUMBERS = {"zwei": 2, "drei": 3, "vier": 4, "vierzehn": 14}
MONTHS = (
    "januar februar märz april mai juni juli august september oktober november dezember".split()
)
MONTH_BEGINNINGS = {month[:3]: number for number, month in enumerate(MONTHS, start=1)}
ABBREVIATED = frozenset("ca tel u z b d bzw evtl feb jan apr aug sept okt nov dez tägl".split())
NIGHT_ENDS = 6  # "2 h" says how long, not when


class Form(Enum):
    """How a weekday is written, which tells how surely it speaks of a habit."""

    NAME = auto()  # Montag
    HABIT = auto()  # montags
    SHORT = auto()  # Mo
    COLLECTIVE = auto()  # werktags


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark from `start` to `end`; in `word` lower case, and every dash a "-"."""

    start: int
    end: int
    word: str
    is_capital: bool


@dataclass(frozen=True, slots=True)
class Weekday(Token):
    days: tuple[str, ...]
    form: Form
    is_late: bool  # afternoon or evening


@dataclass(frozen=True, slots=True)
class Number(Token):
    value: int


@dataclass(frozen=True, slots=True)
class Ordinal(Token):
    value: int


@dataclass(frozen=True, slots=True)
class Clock(Token):
    at: time | None  # None: no clock shows this
    is_sure: bool  # written with "Uhr", "h" or a colon
    may_be_date: bool  # "12.10"


@dataclass(frozen=True, slots=True)
class Day(Token):
    on: date | None  # None: without a year, or in no calendar


@dataclass(frozen=True, slots=True)
class Weeks(Token):
    interval: int


LEFT = r"(?<!\w)(?<![0-9][.,:])"
RIGHT = r"(?!\w)(?![.,:][0-9])"
LETTERS = r"[^\W\d_][\w\u0300-\u036f\u00ad]*"
MONTH = "|".join([*MONTHS, *sorted(MONTH_BEGINNINGS), "sept"])
TOKEN = re.compile(
    rf"""
      (?P<blank_line>\n\s*\n)
    | (?P<date>{LEFT}[0-9]{{1,2}}\.\s?[0-9]{{1,2}}\.
        (?:\s?[0-9]{{4}}|[0-9]{{2}}(?!\s*(?:uhr|h)\b)){RIGHT})
    | (?P<written_date>{LEFT}[0-9]{{1,2}}\.?\s*(?:{MONTH})\b\.?(?:\s*[0-9]{{4}}{RIGHT})?)
    | (?P<partial_date>{LEFT}(?:0?[1-9]|[12][0-9]|3[01])\.\s?(?:0?[1-9]|1[0-2])\.{RIGHT})
    | (?P<weeks>{LEFT}(?:14|vierzehn)[-\u2010\u2011\s]?täg(?:ig|lich)\w*
        |{LEFT}(?:2|3|zwei|drei)[-\u2010\u2011\s]?wöchentlich\w*)
    | (?P<clock>{LEFT}(?:
          (?P<hour>[0-9]{{1,2}})(?P<mark>[.:])(?P<minute>[0-9]{{2}})(?P<unit>\s*(?:uhr|h)\b)?
        | (?P<full_hour>[0-9]{{1,2}})\s*(?P<full_unit>uhr|h(?=\b|[0-9]))
          (?:\s?(?P<late_minute>15|30|45)(?!\w|\s*(?:uhr|h)\b))?
        ){RIGHT}(?!\s*(?:€|%|eur)))
    | (?P<ordinal>{LEFT}[0-9]{{1,2}}\.(?![0-9]))
    | (?P<number>{LEFT}[0-9]{{1,2}}{RIGHT})
    | (?P<other_number>[0-9]+(?:[.,:][0-9]+)*)
    | (?P<word>{LETTERS}(?:[-\u2010\u2011]{LETTERS})*)
    | (?P<sign>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
WEEKDAY = re.compile(
    rf"(?P<name>{'|'.join(NAMES)})(?:früh|morgen|vormittag|mittag|(?P<late>nachmittag|abend))?"
    r"(?P<habit>s)?"
)
ORDINAL = re.compile(rf"(?P<stem>{'|'.join(ORDINALS)})e[nrsm]?")


def tokens(prose: str) -> list[Token]:
    """The tokens of a prose in their order; together they cover all of it but white space."""
    found: list[Token] = []
    for match in TOKEN.finditer(prose):
        for token in _read(match):
            if token.word == "." and found and _is_abbreviated(found[-1], before=token):
                found[-1] = replace(found[-1], end=token.end)
            else:
                found.append(token)
    return found


def fold(text: str) -> str:
    """Lower case, with composed umlauts and without soft hyphens."""
    return normalize("NFC", text.replace("\u00ad", "")).casefold().replace("ausser", "außer")


def _is_abbreviated(token: Token, *, before: Token) -> bool:
    """Whether the full stop belongs to this word: "Mo.", "ca.", "Hauptstr."."""
    is_short = isinstance(token, Weekday) and token.form is Form.SHORT
    word = token.word
    return token.end == before.start and (is_short or word in ABBREVIATED or word.endswith("str"))


def _read(match: re.Match[str]) -> Iterator[Token]:
    start, end, text = match.start(), match.end(), match.group()
    plain = (start, end, fold(text), False)
    match match.lastgroup:
        case "word":
            yield from _words(match.string, start, text)
        case "date" | "written_date" | "partial_date":
            yield Day(*plain, _date(plain[2]))
        case "weeks":
            yield Weeks(*plain, 2 if "täg" in plain[2] else 3 if plain[2][0] in "3d" else 2)
        case "clock":
            yield _clock(match)
        case "ordinal":
            yield Ordinal(*plain, int(text[:-1]))
        case "number":
            yield Number(*plain, int(text))
        case "blank_line":
            yield Token(start, end, ".", is_capital=False)
        case _:
            yield Token(start, end, re.sub("[–—−‐‑]", "-", text), is_capital=False)


def _words(prose: str, start: int, text: str) -> Iterator[Token]:
    """One word; "Mo-Fr" are three, whereas "Sonntags-Café" names no day."""
    parts = re.split("[-\u2010\u2011]", text)
    if len(parts) > 1 and not all(_weekday((0, 0, fold(part), False)) for part in parts):
        parts = [text]
    for number, part in enumerate(parts):
        if number:
            yield Token(start, start + 1, "-", is_capital=False)
            start += 1
        yield _word(prose, start, start + len(part))
        start += len(part)


def _word(prose: str, start: int, end: int) -> Token:
    word = fold(prose[start:end])
    plain = (start, end, word, prose[start].isupper())
    if weekday := _weekday(plain):
        return weekday
    if found := ORDINAL.fullmatch(word):
        return Ordinal(*plain, ORDINALS[found["stem"]])
    if word in NUMBERS:
        return Number(*plain, NUMBERS[word])
    return Token(*plain)


def _weekday(plain: tuple[int, int, str, bool]) -> Weekday | None:
    word = plain[2]
    if word in SHORT:
        return Weekday(*plain, (SHORT[word],), Form.SHORT, is_late=False)
    if word in COLLECTIVE:
        return Weekday(*plain, COLLECTIVE[word], Form.COLLECTIVE, is_late=False)
    if found := WEEKDAY.fullmatch(word):
        form = Form.HABIT if found["habit"] else Form.NAME
        return Weekday(*plain, (NAMES[found["name"]],), form, is_late=bool(found["late"]))
    return None


def _date(word: str) -> date | None:
    numbers = [int(number) for number in re.findall("[0-9]+", word)]
    if name := re.search(LETTERS, word):
        numbers.insert(1, MONTH_BEGINNINGS.get(name.group()[:3], 0))
    try:
        day, month, year = numbers
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None


def _clock(match: re.Match[str]) -> Token:
    """An hour with minutes, or with "Uhr"; "14.75" alone is some other number."""
    hour = int(match["hour"] or match["full_hour"])
    minute = int(match["minute"] or match["late_minute"] or 0)
    is_sure = bool(match["unit"] or match["full_unit"] or match["mark"] == ":")
    is_length = fold(match["full_unit"] or "") == "h" and hour < NIGHT_ENDS
    at = time(hour, minute) if hour < 24 and minute < 60 and not is_length else None
    plain = (match.start(), match.end(), fold(match.group()), False)
    if at is None and not is_sure:
        return Token(*plain)
    return Clock(*plain, at, is_sure, may_be_date=not is_sure and 1 <= minute <= 12)
