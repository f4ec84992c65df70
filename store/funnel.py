"""The funnel: how far those came to whom a card was given, or who asked, and how long it took.

Everybody belongs to the day it began: when the card was given, or when somebody asked without one.
A step counts as taken once it was, whatever came after. Cards nobody answered are forgotten after
half a year; from then on only how many they were is known, by day and district.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from operator import attrgetter, itemgetter, sub
from typing import Literal, NamedTuple

from sqlite_utils import Database

from store.database import rows
from store.retention_rules import HALF_A_YEAR
from store.small_numbers import Table
from store.waits import SECONDS_A_DAY, Wait, wait

STEPS = ("given", "answered", "accepted", "reached", "arranged", "accompanied", "came_back")
CHANNELS = ("card", "consent", "own")
By = Literal["channel", "district", "group", "language", "quarter"]
BY: tuple[By, ...] = ("channel", "district", "group", "language", "quarter")

# What is not known of somebody.
UNSAID = ""


class Way(NamedTuple):
    """How far one came: when each of STEPS was taken so far, in seconds since 1970.

    `number` are how many went exactly so: several only for cards of which no more is known.
    """

    channel: str
    district: str
    language: str
    offer_id: int | None
    is_open: int
    number: int
    times: tuple[int, ...]

    @property
    def quarter(self) -> str:
        """When it began: 2026-2 is from April to June."""
        return _quarter(self.times[0] // SECONDS_A_DAY)

    @property
    def furthest(self) -> int:
        """The place in STEPS of the furthest step taken."""
        return len(self.times) - 1


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many came to each of STEPS and no further, and the waits between them."""

    furthest: tuple[int, ...]
    waits: tuple[Wait, ...]

    @property
    def came(self) -> tuple[int, ...]:
        """How many came to each step, or further."""
        return tuple(sum(self.furthest[place:]) for place in range(len(STEPS)))


STEP_COLUMNS = ", ".join(
    f"unixepoch(min(CASE WHEN what = '{step}' THEN at END)) AS {step}" for step in STEPS[2:]
)
REFERRALS = f"""
WITH step AS (
  SELECT referral_id, {STEP_COLUMNS} FROM event WHERE what IN {STEPS[2:]} GROUP BY referral_id
)
SELECT r.channel, coalesce(d.name, ''), r.language, r.offer_id, r.due_on IS NOT NULL, 1,
       unixepoch(coalesce(h.handed_off_at, c.handed_off_at, r.created_at)),
       unixepoch(r.created_at), {", ".join(f"s.{step}" for step in STEPS[2:])}
FROM referral r LEFT JOIN step s ON s.referral_id = r.id
LEFT JOIN hand_off h ON h.referral_id = r.id LEFT JOIN hand_off c ON c.card_code = r.code
LEFT JOIN district d ON d.id = r.district_id
"""
NOTHINGS = """
SELECT 'card', coalesce(d.name, ''), '', NULL, 0, 1,
       unixepoch(coalesce(h.handed_off_at, c.answered_at)), unixepoch(c.answered_at)
FROM card c LEFT JOIN hand_off h ON h.card_code = c.code
LEFT JOIN district d ON d.id = h.district_id
WHERE c.answered_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM referral WHERE code = c.code)
"""
# Cards somebody still may answer.
GIVEN = """
SELECT 'card', coalesce(d.name, ''), '', NULL, 1, 1, unixepoch(h.handed_off_at)
FROM hand_off h LEFT JOIN district d ON d.id = h.district_id
LEFT JOIN card c ON c.code = h.card_code LEFT JOIN referral r ON r.code = h.card_code
WHERE h.kind = 'card' AND h.referral_id IS NULL AND c.answered_at IS NULL AND r.id IS NULL
"""
# Cards that were forgotten: as many as were counted more than are known, by day and district. They
# wait on, or cards of last year would seem to be answered more quickly than this year's.
FORGOTTEN = """
SELECT 'card', x.district, '', NULL, 1, sum(x.n), unixepoch(x.day, '12 hours') FROM (
  SELECT day, district, n FROM hand_off_day WHERE kind = 'card' AND day < :before
  UNION ALL
  SELECT date(h.handed_off_at), coalesce(d.name, ''), -1 FROM hand_off h
  LEFT JOIN district d ON d.id = h.district_id WHERE h.kind = 'card' AND h.handed_off_at < :before
) x GROUP BY x.day, x.district HAVING sum(x.n) > 0
"""


def ways(db: Database, *, now: datetime) -> list[Way]:
    """Everybody's way, from the beginning of counting."""
    before = {"before": (now - HALF_A_YEAR).date().isoformat()}
    found = [*db.execute(REFERRALS), *db.execute(NOTHINGS), *db.execute(GIVEN)]
    found += db.execute(FORGOTTEN, before)
    return [Way._make((*row[:6], _taken(row[6:]))) for row in found]


def _taken(times: tuple[int | None, ...]) -> tuple[int | None, ...]:
    """Nobody takes a step before the one in front of it: what is missing is missing at the end."""
    return times[: times.index(None)] if None in times else times


def groups(db: Database) -> dict[int, tuple[str, ...]]:
    """The life situations an offer is for, by its id."""
    found: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for row in rows(db, "SELECT offer_id, situation FROM offer_life_situation"):
        found[row["offer_id"]] += (row["situation"],)
    return dict(found)


def parts(everybody: Iterable[Way], by: By, *, groups: Mapping[int, tuple[str, ...]]) -> list[str]:
    """The names of all parts there are by one of their traits, UNSAID at the end."""
    if by == "group":
        offers = {way.offer_id or 0 for way in everybody}
        found = {group for offer_id in offers for group in groups.get(offer_id, (UNSAID,))}
    else:
        found = set(map(attrgetter(by), everybody))
    return sorted(found, key=_unsaid_last)


def told_apart(
    everybody: Iterable[Way], by: By, *, groups: Mapping[int, tuple[str, ...]]
) -> dict[str, list[Way]]:
    """The ways by one of their traits, by name; who asked for an offer for many is in each group.

    What is not known of somebody stands under UNSAID.
    """
    found: defaultdict[str, list[Way]] = defaultdict(list)
    for way in everybody:
        if by == "group":
            for group in groups.get(way.offer_id or 0, (UNSAID,)):
                found[group].append(way)
        else:
            found[getattr(way, by)].append(way)
    return dict(sorted(found.items(), key=lambda part: _unsaid_last(part[0])))


def funnel(everybody: Iterable[Way], *, now: datetime) -> Funnel:
    """How many of these came how far, and how long each step took."""
    ended_at: list[list[Way]] = [[] for _ in STEPS]
    for way in everybody:
        ended_at[way.furthest].append(way)
    until = int(now.timestamp())
    furthest = (sum(way.number for way in ways) for ways in ended_at)
    waits = (_wait(ended_at[place:], place, until) for place in range(len(STEPS) - 1))
    return Funnel(tuple(furthest), tuple(waits))


def _wait(from_here: Iterable[list[Way]], place: int, until: int) -> Wait:
    """The wait after a step: who came to it and no further is first, who went onward after."""
    if STEPS[place] == "given":
        # Who asks without a card has answered as it begins.
        from_here = [[way for way in ways if way.channel == "card"] for ways in from_here]
    still, *onward = from_here
    times = [way.times for way in chain.from_iterable(onward)]
    return wait(
        map(sub, map(itemgetter(place + 1), times), map(itemgetter(place), times)),
        [until - way.times[place] for way in still if way.is_open for _ in range(way.number)],
    )


@cache
def _quarter(day: int) -> str:
    """The quarter of a day, counted from the first of 1970."""
    begun = datetime.fromtimestamp(day * SECONDS_A_DAY, UTC)
    return f"{begun.year}-{(begun.month + 2) // 3}"


def _unsaid_last(name: str) -> tuple[bool, str]:
    return name == UNSAID, name


def table(name: str, funnels: Mapping[str, Funnel], *, is_whole: bool) -> Table:
    """How many came to each step and no further, one row a part; `small_numbers.at_least` then
    tells how many came so far or further.

    `is_whole` says that everybody is in one part only, so that totals may stand beside them.
    """
    cells = tuple(funnel.furthest for funnel in funnels.values())
    return Table(name, tuple(funnels), STEPS, cells, is_whole, is_whole, is_whole)
