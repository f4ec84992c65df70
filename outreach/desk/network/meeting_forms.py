"""What the form of a network meeting says, as it was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from store.meetings import Plan

LONGEST = {"title": 120, "place": 200}
LONGEST_NOTES = 10_000


@dataclass(frozen=True, slots=True)
class PlanForm:
    """A meeting's plan, and by field what is wrong with it."""

    title: str = ""
    place: str = ""
    on: str = ""
    starts_at: str = ""
    ends_at: str = ""

    @classmethod
    def of(cls, plan: Plan) -> "PlanForm":
        """What is planned so far."""
        clock = (plan.starts_at.isoformat("minutes"), plan.ends_at.isoformat("minutes"))
        return cls(plan.title, plan.place, plan.on.isoformat(), *clock)

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> "PlanForm":
        """Read what was typed."""
        return cls(**{name: " ".join(form.get(name, "").split()) for name in cls.__slots__})

    def problems(self, *, today: date) -> dict[str, str]:
        """What is wrong, by field."""
        starts, ends, on = _clock(self.starts_at), _clock(self.ends_at), _day(self.on)
        wrong = {
            "title": not self.title or len(self.title) > LONGEST["title"],
            "place": not self.place or len(self.place) > LONGEST["place"],
            "on": on is None or not today <= on <= today.replace(year=today.year + 3, day=1),
            "starts_at": starts is None,
            "ends_at": ends is None or (starts is not None and ends <= starts),
        }
        return {name: name for name, is_wrong in wrong.items() if is_wrong}

    def plan(self) -> Plan:
        """What was planned; only without problems."""
        times = (time.fromisoformat(self.starts_at), time.fromisoformat(self.ends_at))
        return Plan(self.title, self.place, date.fromisoformat(self.on), *times)


def _clock(typed: str) -> time | None:
    try:
        return time.fromisoformat(typed) if len(typed) == 5 else None
    except ValueError:
        return None


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
