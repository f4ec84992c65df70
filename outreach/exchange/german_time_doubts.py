"""What speaks against days that a German sentence names: "nicht", "geschlossen", "im Winter"."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from outreach.exchange.german_day_phrases import AND, EVERY, MONTHLY, NOTHING, TO, Days
from outreach.exchange.german_time_phrases import NOT, Holidays
from outreach.exchange.german_time_words import MONTHS, Day, Number, Ordinal, Token

BREAKS = frozenset(", ( ) - |".split())  # what ends a clause
HARMLESS = frozenset(  # after "nicht", "kein" or "Anmeldung"
    "anmeldung voranmeldung nur kosten eintritt vorkenntnisse allein alleine ist wird nicht"
    " erforderlich nötig notwendig erwünscht erbeten".split()
)
CONTACT = frozenset("anmeldung voranmeldung anmeldeschluss telefon tel büro bürozeiten".split())
HARMLESS_BEFORE_CONTACT = frozenset("ohne keine mit nach um".split())
ONLY_BY_PHONE = frozenset("telefonisch erreichbar".split())
PAST = frozenset("stand gegründet geboren eröffnet".split())
ONLY_ONCE = ("nächst", "kommend", "diese", "vergangen")
FROM_OR_UNTIL = frozenset("ab bis vom zum seit".split())
SEASONS = frozenset("frühling frühjahr sommer herbst winter advent".split())
LIMITS = frozenset(MONTHS) | frozenset(
    "quartal quartals vierteljährlich halbjährlich jährlich zweimonatlich geraden ungeraden"
    " ungerade kw kalenderwoche kalenderwochen sommermonaten wintermonaten".split()
)


def is_taken_back(pieces: Sequence[Token], days: Days, first: int, last: int) -> bool:
    """Whether the clause denies the days from place `first` to `last`: "nicht am Montag"."""
    before, after = _clause_before(pieces, first), _clause_after(pieces, last)
    if days.is_short and first == last:
        # "So kommen Sie nicht zu spät" denies no Sunday, "außer So" does.
        before, after = before[-1:], after[:1]
    return _denies([*before, ""]) or _denies([*after, ""])


def _denies(words: Iterable[str]) -> bool:
    return any(word in NOT and then not in HARMLESS for word, then in pairwise(words))


def is_something_else(pieces: Sequence[Token], days: Days, first: int, last: int) -> bool:
    """Whether these are not the times of the offer, or one day only: "nächster Termin Montag"."""
    before, after = _clause_before(pieces, first), _clause_after(pieces, last)
    nearest = next((word for word in reversed(before) if word.isalpha()), "")
    is_once = nearest in {"termin", *FROM_OR_UNTIL} or nearest.startswith(ONLY_ONCE)
    if is_once and not days.is_enough and not days.dates:
        return True
    return not PAST.isdisjoint(before) or not ONLY_BY_PHONE.isdisjoint([*before, *after])


def contact_from(pieces: Sequence[Token]) -> int:
    """Where a sentence begins to tell whom to ask: days after "Anmeldung bei …" are of the desk."""
    words = ["", *(piece.word for piece in pieces), ""]
    three = zip(words, words[1:], words[2:], strict=False)
    for at, (before, word, after) in enumerate(three):
        if word in CONTACT and before not in HARMLESS_BEFORE_CONTACT and after not in HARMLESS:
            return at
    return len(pieces)


def _clause_before(pieces: Sequence[Token], at: int) -> list[str]:
    words: list[str] = []
    while at > 0 and type(piece := pieces[at - 1]) is Token and piece.word not in BREAKS:
        words.insert(0, piece.word)
        at -= 1
    return words


def _clause_after(pieces: Sequence[Token], at: int) -> list[str]:
    words: list[str] = []
    while at + 1 < len(pieces) and not isinstance(piece := pieces[at + 1], Days):
        if piece.word in BREAKS:
            break
        words.append(piece.word)
        at += 1
    return words


def is_limited(pieces: Sequence[Token]) -> bool:
    """Whether a sentence holds for a part of the year only, or says a date that is not clear."""
    pieces = [NOTHING, *pieces, NOTHING]
    return any(
        isinstance(piece, Day)
        or piece.word in LIMITS
        or (isinstance(piece, Holidays) and not piece.is_clear)
        for piece in pieces
    ) or any(_is_limit(*three) for three in zip(pieces, pieces[1:], pieces[2:], strict=False))


def _is_limit(before: Token, piece: Token, after: Token) -> bool:
    """ "Im Winter", "alle 3 Monate", "jeden zweiten Monat", "ab 5.12.2026", "5. bis 7.12.2026"."""
    return (
        (piece.word in {"im", *FROM_OR_UNTIL} and after.word in SEASONS)
        or (before.word in EVERY and isinstance(piece, Number) and after.word == "monate")
        or (isinstance(piece, Ordinal) and after.word.startswith(("monat", "woche")))
        or (piece.word in FROM_OR_UNTIL and _is_date(after))
        or (isinstance(before, Ordinal | Days) and piece.word in TO | AND and _is_date(after))
        or (piece.word == "außer" and not isinstance(after, Days) and after.word != "haus")
    )


def _is_date(piece: Token) -> bool:
    return isinstance(piece, Days) and bool(piece.dates)


def is_monthly(pieces: Sequence[Token]) -> bool:
    """Whether the sentence speaks of months beside its phrases: "einmal im Monat dienstags"."""
    return any(piece.word in MONTHLY for piece in pieces)
