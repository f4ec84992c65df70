"""What the forms of the pilots' room say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from werkzeug.datastructures import MultiDict

from store.pilots import TIMES
from store.visits import AGAIN, WENT, Went

MOST_PEOPLE = 8
LONGEST_ABSENCE = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class DateForm:
    """Which date of an offer was chosen; `day` is the usual day of its schedule."""

    offer_id: int
    schedule_id: int
    day: date

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> "DateForm | None":
        """Read the form; None where no date was chosen."""
        try:
            offer_id, schedule_id = (_id(form.get(name, "")) for name in ("offer", "schedule"))
            return cls(offer_id, schedule_id, date.fromisoformat(form.get("day", "")))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class AnswersForm:
    """The two answers after a date, and the name of what is missing."""

    went: Went
    again: str | None
    problem: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> "AnswersForm":
        """Read the form; who went together is also asked how it goes on."""
        went: Went | None = next((known for known in WENT if known == form.get("went")), None)
        again = next((known for known in AGAIN if known == form.get("again")), None)
        is_whole = went is not None and (went != "together" or again is not None)
        return cls(went or "not", again, "" if is_whole else "answers")


@dataclass(frozen=True, slots=True)
class ProfileForm:
    """What a pilot can take on."""

    capacity: int
    languages: list[str]
    districts: list[str]
    times: list[str]

    @classmethod
    def parse(
        cls, form: MultiDict[str, str], *, languages: Iterable[str], districts: Iterable[str]
    ) -> "ProfileForm":
        """Read the form; what is not offered there counts as not chosen."""
        capacity = form.get("capacity", "")
        return cls(
            capacity=int(capacity) if capacity in _numbers() else 0,
            languages=_chosen(form, "languages", languages),
            districts=_chosen(form, "districts", districts),
            times=_chosen(form, "times", TIMES),
        )


@dataclass(frozen=True, slots=True)
class AwayForm:
    """From when until when somebody is away, who steps in, and the name of what is wrong."""

    from_on: date
    until_on: date
    cover_id: int | None
    problem: str

    @classmethod
    def parse(cls, form: Mapping[str, str], *, today: date) -> "AwayForm":
        """Read the form; an absence ends today or later, and lasts a year at the most."""
        cover = form.get("cover", "")
        try:
            from_on, until_on = (date.fromisoformat(form.get(f, "")) for f in ("from", "until"))
            cover_id = _id(cover) if cover else None
        except ValueError:
            return cls(today, today, None, "no_days")
        is_sound = from_on <= until_on <= from_on + LONGEST_ABSENCE and until_on >= today
        return cls(from_on, until_on, cover_id, "" if is_sound else "wrong_days")


def _numbers() -> set[str]:
    return {str(number) for number in range(MOST_PEOPLE + 1)}


def _chosen(form: MultiDict[str, str], name: str, offered: Iterable[str]) -> list[str]:
    chosen = set(form.getlist(name))
    return [value for value in offered if value in chosen]


def _id(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ValueError(f"no id: {text}")
    return int(text)
