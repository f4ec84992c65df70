"""What becomes of one date of an offer, as it was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class MoveForm:
    """To which day and time a date moves; the time is empty where it stays the same."""

    to_day: str = ""
    to_time: str = ""
    reason: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> "MoveForm":
        """Read the form."""
        typed = {name: form.get(name, "").strip() for name in ("to_day", "to_time")}
        return cls(reason=reason(form), **typed)

    def on(self) -> date | None:
        """The day it moves to, if it is one."""
        try:
            return date.fromisoformat(self.to_day)
        except ValueError:
            return None

    def at(self) -> time | None:
        """The time it moves to, if one was typed."""
        return time.fromisoformat(self.to_time) if self.to_time else None

    def problems(self, *, from_day: date, starts_at: time | None, today: date) -> dict[str, str]:
        """What is wrong, by field."""
        to_day = self.on()
        if to_day is None:
            return {"to_day": "no_day"}
        if to_day < today:
            return {"to_day": "past"}
        if self.to_time and not _is_time(self.to_time):
            return {"to_time": "no_time"}
        is_same_time = self.at() in (None, starts_at)
        return {"to_day": "same"} if to_day == from_day and is_same_time else {}


def reason(form: Mapping[str, str]) -> str:
    """Why a date does not happen as usual, in one line."""
    return " ".join(form.get("reason", "").split())[:LONGEST_REASON]


def _is_time(typed: str) -> bool:
    try:
        return time.fromisoformat(typed).tzinfo is None
    except ValueError:
        return False
