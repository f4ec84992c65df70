"""Read times out of the German prose of offers and propose schedules for them.

No library, because they (dateparser and its like) read single dates only, no "every second".
What is doubtful is left out: an offer without a time is a question, a wrong time a closed door.
The way: words → phrases → sentences, each in its own german_… module, → proposals.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from outreach.exchange import german_time_sentences as sentences
from outreach.exchange.german_time_phrases import Holidays, phrases
from outreach.exchange.german_time_sentences import Mention
from outreach.exchange.german_time_words import tokens


@dataclass(frozen=True, slots=True)
class ProposedTime:
    """A time that the prose names, for somebody to confirm."""

    rule: str | None  # RFC 5545 RRULE without 'RRULE:': 'FREQ=MONTHLY;BYDAY=2TU'; None: one date
    on: date | None  # the single date
    starts_at: time | None  # None: the prose names no clock time
    ends_at: time | None
    words: str  # a part of the prose, letter by letter
    is_paused_in_school_holidays: bool


def understand(prose: str) -> list[ProposedTime]:
    """The times of a prose in its order; empty where none is clear. Never raises."""
    pieces = phrases(tokens(prose))
    found = [
        mention
        for sentence in sentences.sentences(pieces)
        for mention in sentences.mentions(sentence)
    ]
    taken_back = {day for each in found if each.is_taken_back for day in each.days.weekdays}
    sure = [each for each in found if each.is_sure and taken_back.isdisjoint(each.days.weekdays)]
    pauses = [each.start for each in pieces if isinstance(each, Holidays) and each.is_pause]
    proposals: dict[object, ProposedTime] = {}
    for mention in sure:
        for proposal in _proposals(mention, prose, is_paused=_is_paused(mention, sure, pauses)):
            same = (proposal.rule, proposal.on, proposal.starts_at, proposal.ends_at)
            proposals.setdefault(same, proposal)
    return list(proposals.values())


def _is_paused(mention: Mention, sure: list[Mention], pauses: list[int]) -> bool:
    """Whether a "nicht in den Ferien" stands after it, or as a preface before all times."""
    return bool(pauses) and (mention.start < pauses[-1] or pauses[-1] < sure[0].start)


def _proposals(mention: Mention, prose: str, *, is_paused: bool) -> Iterator[ProposedTime]:
    words = prose[mention.start : mention.end]
    if "(" in words and ")" not in words and prose.startswith(")", mention.end):
        words += ")"
    for on in mention.days.dates or (None,):
        rule = None if on else _rule(mention)
        for starts_at, ends_at in mention.spans:
            yield ProposedTime(rule, on, starts_at, ends_at, words, is_paused)


def _rule(mention: Mention) -> str:
    days, weeks = mention.days, mention.weeks
    if days.frequency == "DAILY":
        return "FREQ=DAILY"
    is_spaced = weeks is not None and weeks.interval > 1 and days.frequency == "WEEKLY"
    interval = f"INTERVAL={weeks.interval};" if weeks and is_spaced else ""
    return f"FREQ={days.frequency};{interval}BYDAY={','.join(days.by_day)}"
