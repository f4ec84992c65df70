"""The order of a brochure: by weekday, by interest, and by place."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import time

from printables.brochure.contents import Brochure, Entry, Interest, Place, When

WEEK = range(7)


@dataclass(frozen=True, slots=True)
class Line:
    """An offer on a weekday: told in full where it stands first (`told_on`), else only named."""

    entry: Entry
    when: When
    told_on: int
    is_full: bool


def by_weekday(brochure: Brochure) -> dict[int, list[Line]]:
    """The lines of each weekday that has some (0 is Monday), in the order of the clock."""
    told: dict[int, int] = {}
    days: dict[int, list[Line]] = {}
    for weekday in WEEK:
        for _, _, entry, when in sorted(_on(weekday, brochure), key=lambda found: found[:2]):
            is_full = entry.id not in told
            told_on = told.setdefault(entry.id, weekday)
            # All its times stand with the entry: under the same day there is nothing to look up.
            if is_full or told_on != weekday:
                days.setdefault(weekday, []).append(Line(entry, when, told_on, is_full))
    return days


def _on(weekday: int, brochure: Brochure) -> list[tuple[time, int, Entry, When]]:
    return [
        (when.starts_at or time.max, at, entry, when)
        for at, entry in enumerate(brochure.entries)
        for when in dict.fromkeys(entry.whens)
        if weekday in when.weekdays
    ]


def to_ask(brochure: Brochure) -> list[Entry]:
    """Offers whose days nobody told us."""
    return [entry for entry in brochure.entries if not entry.whens]


def by_interest(brochure: Brochure) -> list[tuple[Interest | None, list[Entry]]]:
    """What there is of each interest, the largest first; last what says nothing of that."""
    found: dict[Interest | None, list[Entry]] = defaultdict(list)
    for entry in brochure.entries:
        for interest in entry.interests or (None,):
            found[interest].append(entry)
    return sorted(found.items(), key=lambda pair: (pair[0] is None, -len(pair[1])))


def by_place(brochure: Brochure) -> list[tuple[Place, list[Entry]]]:
    """Every place by name with its offers."""
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in brochure.entries:
        found[entry.place.id].append(entry)
    named = [(entries[0].place, entries) for entries in found.values()]
    return sorted(named, key=lambda pair: (pair[0].name.casefold(), pair[0].id))
