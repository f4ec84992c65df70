"""What somebody means who types times at the desk: what is understood, and what is to be asked."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from outreach.exchange import free_text_times
from outreach.exchange.free_text_times import ProposedTime
from outreach.exchange.german_time_words import Clock, Day, Weekday, tokens

Doubt = Literal["", "which", "no_year", "no_day", "unclear"]

EVERY_NTH = re.compile(
    r"\bjede[nrsm]?\s+(?P<nth>[2-4]\.|zweite[nrsm]?|dritte[nrsm]?|vierte[nrsm]?)\s*"
    r"(?P<day>montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)\w*"
    r"(?!\s+(?:im|des|eines)\b)",
    re.IGNORECASE,
)
NTHS = {"2": ("2.", "zwei"), "z": ("2.", "zwei"), "3": ("3.", "drei"), "d": ("3.", "drei")}
NTHS |= {"4": ("4.", "vier"), "v": ("4.", "vier")}
NO_YEAR = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?!\s?\d)")


@dataclass(frozen=True, slots=True)
class Meant:
    """What was understood; with a doubt the `choices` are sentences that say it clearly."""

    times: tuple[ProposedTime, ...] = ()
    doubt: Doubt = ""
    choices: tuple[str, ...] = ()


def meant(prose: str, *, today: date) -> Meant:
    """Read the prose, and ask back where it can mean two things or says too little."""
    understood = tuple(free_text_times.understand(prose))
    is_monthly = any("MONTHLY" in (proposed.rule or "") for proposed in understood)
    if (found := EVERY_NTH.search(prose)) and not is_monthly:
        return Meant(doubt="which", choices=_both(prose, found))
    if understood:
        return Meant(understood)
    if (bare := NO_YEAR.search(prose)) and (dated := _with_year(prose, bare, today)):
        return Meant(doubt="no_year", choices=(dated,))
    return Meant(doubt=_what_is_missing(prose))


def _both(prose: str, found: re.Match[str]) -> tuple[str, str]:
    """ "Jeden 2. Dienstag" as the second of a month, and as every other one."""
    nth, weeks = NTHS[found["nth"][0].lower()]
    day = found["day"].capitalize()
    before, after = prose[: found.start()], prose[found.end() :]
    return (
        f"{before}jeden {nth} {day} im Monat{after}",
        f"{before}alle {weeks} Wochen {day.lower()}s{after}",
    )


def _with_year(prose: str, found: re.Match[str], today: date) -> str:
    """The same with the next such date written out; empty if no calendar has it."""
    for year in (today.year, today.year + 1):
        try:
            on = date(year, int(found["month"]), int(found["day"]))
        except ValueError:
            continue
        if on >= today:
            return f"{prose[: found.start()]}{on:%d.%m.%Y}{prose[found.end() :]}"
    return ""


def _what_is_missing(prose: str) -> Doubt:
    words = tokens(prose)
    has_day = any(isinstance(word, Weekday | Day) for word in words)
    has_clock = any(isinstance(word, Clock) for word in words)
    return "no_day" if has_clock and not has_day else "unclear"
