"""Say a schedule in German, in words that `free_text_times` reads back as the same schedule."""

import re
from datetime import date, time

from babel.dates import format_date

from outreach.exchange.german_time_words import NAMES
from store.times import Times

DAY_NAMES = {code: name.capitalize() for name, code in NAMES.items() if name != "sonnabend"}
LAST = {-1: "letzten", -2: "vorletzten"}
INTERVALS = {2: "zwei", 3: "drei", 4: "vier"}
NTH = re.compile(r"(-?\d)([A-Z]{2})")


def in_words(times: Times) -> str:
    """Days and hours as one says them: "jeden 2. Dienstag im Monat, 14:00–16:00 Uhr".

    Empty for a rule that no sentence of ours says, such as "on the 15th of each month".
    """
    days = f"am {_date(times.starts_on)}" if times.rule is None else _days(times.rule)
    hours = _hours(times.starts_at, times.ends_at)
    return ", ".join(filter(None, [days, hours])) if days else ""


def _date(on: date) -> str:
    return format_date(on, "EEEE, d. MMMM y", locale="de_DE")


def _hours(starts_at: time | None, ends_at: time | None) -> str:
    if starts_at is None:
        return ""
    until = f"–{ends_at:%H:%M}" if ends_at else ""
    return f"{starts_at:%H:%M}{until} Uhr"


def _days(rule: str) -> str:
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    by_day, interval = parts.pop("BYDAY", ""), int(parts.pop("INTERVAL", "1"))
    match parts:
        case {"FREQ": "DAILY", **rest} if not rest and not by_day and interval == 1:
            return "täglich"
        case {"FREQ": "WEEKLY", **rest} if not rest and set(by_day.split(",")) <= set(DAY_NAMES):
            return _weekly(by_day.split(","), interval)
        case {"FREQ": "MONTHLY", **rest} if not rest and interval == 1:
            return _monthly(NTH.findall(by_day)) if _is_counted(by_day) else ""
    return ""


def _weekly(codes: list[str], interval: int) -> str:
    names = [DAY_NAMES[code] for code in codes]
    if interval == 1:
        return f"jeden {_listed(names)}"
    weeks = INTERVALS.get(interval, str(interval))
    return f"alle {weeks} Wochen {_listed([f'{name.lower()}s' for name in names])}"


def _is_counted(by_day: str) -> bool:
    counted = [NTH.fullmatch(day) for day in by_day.split(",")]
    return all(found and int(found[1]) in {-2, -1, 1, 2, 3, 4, 5} for found in counted)


def _monthly(counted: list[tuple[str, str]]) -> str:
    """ "1. und 3. Mittwoch", with a day said once for all its numbers that stand together."""
    pieces: list[str] = []
    for at, (n, code) in enumerate(counted):
        nth = LAST.get(int(n), f"{n}.")
        is_said_next = at + 1 < len(counted) and counted[at + 1][1] == code
        pieces.append(nth if is_said_next else f"{nth} {DAY_NAMES[code]}")
    return f"jeden {_listed(pieces)} im Monat"


def _listed(words: list[str]) -> str:
    return " und ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
