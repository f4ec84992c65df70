"""Times: what a schedule says, as a rule or a single date, and how its row of the table says it."""

from dataclasses import dataclass
from datetime import date, time
from operator import itemgetter

from dateutil.rrule import rrulestr

from store.database import Row

WHAT_TIMES_SAY = itemgetter(
    *("rule", "starts_on", "until_on", "starts_at", "ends_at", "words"),
    *("is_paused_on_public_holidays", "is_paused_in_school_holidays"),
)
ACCEPTED_PARTS = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYSETPOS", "BYMONTH"}


@dataclass(frozen=True, slots=True)
class Times:
    """What a schedule says: an RFC 5545 rule from `starts_on` on, or the one date `starts_on`.

    Times of day are local (Europe/Berlin). `words` is the prose it was understood from.
    """

    rule: str | None
    starts_on: date
    until_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    words: str = ""
    is_paused_on_public_holidays: bool = False
    is_paused_in_school_holidays: bool = False


def check_rule(rule: str) -> None:
    """Raise ValueError unless the rule names its days itself and repeats by day, week or month.

    Ends belong into `until_on`; rules by the hour or with a count are not what offers need.
    """
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    if not set(parts) <= ACCEPTED_PARTS or not (
        parts.get("FREQ") == "DAILY"
        or (parts.get("FREQ") == "WEEKLY" and "BYDAY" in parts)
        or (parts.get("FREQ") == "MONTHLY" and {"BYDAY", "BYMONTHDAY"} & set(parts))
    ):
        raise ValueError(f"not a rule by named days of week or month: {rule}")
    rrulestr(rule)


def read(row: Row) -> Times:
    """What this row of the table says."""
    return from_columns(*WHAT_TIMES_SAY(row))


def from_columns(
    rule: str | None,
    starts_on: str,
    until_on: str | None,
    starts_at: str | None,
    ends_at: str | None,
    words: str,
    is_paused_on_public_holidays: int,
    is_paused_in_school_holidays: int,
) -> Times:
    """The same from the columns one after another, as `WHAT_TIMES_SAY` names them."""
    return Times(
        rule=rule,
        starts_on=date.fromisoformat(starts_on),
        until_on=date.fromisoformat(until_on) if until_on else None,
        starts_at=time.fromisoformat(starts_at) if starts_at else None,
        ends_at=time.fromisoformat(ends_at) if ends_at else None,
        words=words,
        is_paused_on_public_holidays=bool(is_paused_on_public_holidays),
        is_paused_in_school_holidays=bool(is_paused_in_school_holidays),
    )


def row(times: Times) -> Row:
    """What the table says of these times. Raises ValueError like `check_rule`."""
    if times.rule is not None:
        check_rule(times.rule)
    return {
        "rule": times.rule,
        "starts_on": times.starts_on.isoformat(),
        "until_on": times.until_on and times.until_on.isoformat(),
        "starts_at": clock(times.starts_at),
        "ends_at": clock(times.ends_at),
        "words": times.words,
        "is_paused_on_public_holidays": times.is_paused_on_public_holidays,
        "is_paused_in_school_holidays": times.is_paused_in_school_holidays,
    }


def clock(at: time | None) -> str | None:
    """A time of day as a row says it."""
    return None if at is None else at.isoformat(timespec="minutes")
