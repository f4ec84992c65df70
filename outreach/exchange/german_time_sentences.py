"""What a German sentence says of its days: their hours, their interval, and whether it is sure."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from outreach.exchange import german_time_doubts as doubts
from outreach.exchange.german_day_phrases import ARTICLES, EVERY, NOTHING, Days
from outreach.exchange.german_time_phrases import (
    ABOUT,
    LATE,
    NOT,
    OPEN_ENDED,
    Holidays,
    Hours,
    Span,
)
from outreach.exchange.german_time_words import ENDS, Token, Weeks

BESIDE = frozenset(  # may stand between the days and their hours
    ", : ( ) - zeit früh morgens vormittag vormittags mittag mittags".split()
).union(ABOUT, LATE, OPEN_ENDED, ARTICLES, EVERY)
LONGEST_GAP = 6  # words between "jeden Donnerstag" and its "um 12 Uhr"
NOON = 12
NO_HOURS: tuple[Span, ...] = ((None, None),)


@dataclass(frozen=True, slots=True)
class Mention:
    """Days with their hours and interval; all of it stands from `start` to `end` of the prose."""

    days: Days
    start: int
    end: int
    spans: tuple[Span, ...] = NO_HOURS
    weeks: Weeks | None = None
    is_sure: bool = True
    is_taken_back: bool = False  # "nicht montags": no Monday of the whole prose is sure

    @property
    def is_enough(self) -> bool:
        """Whether the words say without an hour that something takes place."""
        return self.days.is_enough or self.weeks is not None


def sentences(pieces: Sequence[Token]) -> Iterator[list[Token]]:
    """The pieces of each sentence, without the mark that ends it."""
    sentence: list[Token] = []
    for piece in pieces:
        if piece.word in ENDS:
            yield sentence
            sentence = []
        else:
            sentence.append(piece)
    yield sentence


def mentions(sentence: Sequence[Token]) -> list[Mention]:
    """All days that a sentence mentions, the doubtful ones too, in the order of the prose."""
    pieces = [piece for piece in sentence if not isinstance(piece, Holidays)]
    pieces = [piece for at, piece in enumerate(pieces) if not _is_said_again(pieces, at)]
    found = _all(pieces)
    is_limited, is_monthly = doubts.is_limited(sentence), doubts.is_monthly(pieces)
    beside = _Beside.of(found)
    return [
        replace(mention, is_sure=False)
        if is_limited or not _stands_alone(mention) or beside.spoils(mention, is_monthly=is_monthly)
        else mention
        for mention in found
    ]


def _stands_alone(mention: Mention) -> bool:
    has_hours = mention.spans != NO_HOURS
    return has_hours or (mention.is_enough and not mention.days.is_short)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the days of one sentence say of each other."""

    has_dates: bool
    has_weeks: bool
    monthly: frozenset[str]

    @classmethod
    def of(cls, found: Sequence[Mention]) -> "_Beside":
        """The sum of what a sentence mentions."""
        monthly = [each.days.weekdays for each in found if each.days.frequency == "MONTHLY"]
        return cls(
            has_dates=any(each.days.dates for each in found),
            has_weeks=any(each.weeks and each.weeks.interval > 1 for each in found),
            monthly=frozenset().union(*monthly),
        )

    def spoils(self, mention: Mention, *, is_monthly: bool) -> bool:
        """Whether days seem weekly that are counted elsewhere: "Sa 10 Uhr (jeden 1. Samstag …)"."""
        days = mention.days
        if days.frequency not in ("DAILY", "WEEKLY"):
            return False
        is_counted = not days.is_each and bool(days.weekdays & self.monthly)
        is_spaced = self.has_weeks and not days.is_each and mention.weeks is None
        is_date = self.has_dates and not mention.is_enough
        return is_monthly or is_counted or is_spaced or is_date


def _is_said_again(pieces: Sequence[Token], at: int) -> bool:
    """The "täglich" in "täglich von Mo–Fr"."""
    piece = pieces[at]
    if not isinstance(piece, Days) or not piece.is_collective:
        return False
    beside = (_beyond(pieces, at, 1)[0], _beyond(pieces, at, -1)[0])
    return any(isinstance(_get(pieces, other), Days) for other in beside)


def _beyond(pieces: Sequence[Token], at: int, step: int) -> tuple[int, list[str]]:
    """Where the next piece is that is more than a word like "von", and these words."""
    words: list[str] = []
    at += step
    while isinstance(piece := _get(pieces, at), Weeks) or piece.word in BESIDE:
        words.append(piece.word)
        at += step
    return at, words


def _get(pieces: Sequence[Token], at: int) -> Token:
    return pieces[at] if 0 <= at < len(pieces) else NOTHING


def _all(pieces: Sequence[Token]) -> list[Mention]:
    weeks = _weeks(pieces)
    contact_from = doubts.contact_from(pieces)
    taken: set[int] = set()
    found: list[Mention] = []
    for at, piece in enumerate(pieces):
        if isinstance(piece, Days):
            hours_at = _hours_at(pieces, at, taken)
            taken.add(hours_at)
            mention = _mention(pieces, at, hours_at)
            mention = _spaced(mention, weeks[at]) if at in weeks else mention
            found.append(replace(mention, is_sure=mention.is_sure and at < contact_from))
    return found


def _mention(pieces: Sequence[Token], at: int, hours_at: int) -> Mention:
    """The days at one place with the hours at another, or without any where it is the same."""
    days, hours = pieces[at], pieces[hours_at]
    assert isinstance(days, Days)
    first, last = min(at, hours_at), max(at, hours_at)
    is_clear, spans = days.is_clear, NO_HOURS
    if isinstance(hours, Hours):
        spans = hours.spans
        is_clear = is_clear and hours.is_clear and not _is_contradicted(pieces, first, last, days)
    return Mention(
        days,
        pieces[first].start,
        pieces[last].end,
        spans,
        is_sure=is_clear and not doubts.is_something_else(pieces, days, first, last),
        is_taken_back=doubts.is_taken_back(pieces, days, first, last),
    )


def _is_contradicted(pieces: Sequence[Token], first: int, last: int, days: Days) -> bool:
    """Whether words beside the hours change their meaning: "bis ca.", "abends 7 Uhr"."""
    between = [piece.word for piece in pieces[first + 1 : last]]
    if OPEN_ENDED.intersection(between[-2:]) or _is_word_so(days, between):
        return True
    around = [_get(pieces, first - 1).word, *between, _get(pieces, last + 1).word]
    is_late = days.is_late or LATE.intersection(around)
    hours = [piece for piece in (pieces[first], pieces[last]) if isinstance(piece, Hours)]
    starts = [start for piece in hours for start, _ in piece.spans if start]
    return bool(is_late) and any(start.hour < NOON for start in starts)


def _is_word_so(days: Days, between: Sequence[str]) -> bool:
    """ "So" is a Sunday only in "So 14 Uhr", "So.", "So:", not in "so um 14 Uhr"."""
    is_bare = days.is_short and days.by_day == ("SU",) and days.end - days.start == len("so")
    return is_bare and (not days.is_capital or any(word.isalpha() for word in between))


def _hours_at(pieces: Sequence[Token], at: int, taken: set[int]) -> int:
    """Where the hours of these days stand: after them, before them, or nowhere (the same place)."""
    ahead, words_ahead = _beyond(pieces, at, 1)
    behind, words_behind = _beyond(pieces, at, -1)
    hours = _get(pieces, behind)
    is_ahead = isinstance(_get(pieces, ahead), Hours)
    is_behind = isinstance(hours, Hours) and hours.is_alone and behind not in taken
    if is_behind and not (is_ahead and "," in words_behind):
        return behind if not is_ahead or "," in words_ahead else at
    return ahead if is_ahead else _after_gap(pieces, at)


def _after_gap(pieces: Sequence[Token], at: int) -> int:
    """Where the hours stand in "jeden Donnerstag Mittagstisch im Zollhaus um 12 Uhr"."""
    days = pieces[at]
    if isinstance(days, Days) and days.is_enough and not days.is_short:
        for place in range(at + 1, at + LONGEST_GAP + 2):
            piece = _get(pieces, place)
            if isinstance(piece, Hours) and piece.is_alone:
                return place
            if type(piece) is not Token or not piece.word.isalpha() or piece.word in NOT:
                break
    return at


def _weeks(pieces: Sequence[Token]) -> dict[int, Weeks]:
    """The intervals of a sentence by the place of the days they belong to."""
    weekly = [at for at, piece in enumerate(pieces) if _is_weekly(piece)]
    found: dict[int, Weeks] = {}
    for at, piece in enumerate(pieces):
        if isinstance(piece, Weeks) and weekly:
            ahead, words = _beyond(pieces, at, 1)
            if not _is_weekly(_get(pieces, ahead)) or "," in words:
                ahead = weekly[max(0, bisect(weekly, at) - 1)]
            found[ahead] = piece
    return found


def _is_weekly(piece: Token) -> bool:
    return isinstance(piece, Days) and piece.frequency == "WEEKLY"


def _spaced(mention: Mention, weeks: Weeks) -> Mention:
    start, end = min(mention.start, weeks.start), max(mention.end, weeks.end)
    return replace(mention, start=start, end=end, weeks=weeks)
