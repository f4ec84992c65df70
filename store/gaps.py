"""Gaps: where and when nothing is open to a group, although people look for company there.

Supply: sure open hours a week of the next four weeks. Demand: what was counted in the last eight.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlite_utils import Database

from store import districts, needs, open_hours, public_holidays
from store.counting import Span
from store.database import rows
from store.districts import District
from store.errors import NotFound
from store.groups import GROUPS, Group
from store.needs import Needs
from store.open_hours import PARTS, OpenOffer, Slot, Stretch

WEEKS_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """A slot: open hours a week, how many offers make them, scans a week and requests for it."""

    slot: Slot
    hours: float
    offers: int
    scans: float
    asked: int

    def is_empty(self) -> bool:
        """Whether nothing is open then."""
        return not self.offers

    def is_wanted(self) -> bool:
        """Whether anybody looked for company at this time."""
        return bool(self.asked) or self.scans >= 1


@dataclass(frozen=True, slots=True)
class Matrix:
    """All slots of all districts for one group; `needs` by district id.

    `without_district` are published offers, `searches` empty ones, that no district counts.
    """

    group: Group
    ahead: Stretch
    counted: Span
    districts: tuple[District, ...]
    cells: Mapping[Slot, Cell]
    needs: Mapping[int, Needs]
    without_district: int
    searches: int

    def row(self, district_id: int, part: open_hours.Part) -> list[Cell]:
        """The cells of a district at one time of day, from Monday on."""
        return [self.cells[Slot(district_id, weekday, part)] for weekday in range(7)]

    def missing(self) -> list[Cell]:
        """Empty cells people look for, those with most requests and then most scans first."""
        empty = [cell for cell in self.cells.values() if cell.is_empty() and cell.is_wanted()]
        return sorted(empty, key=lambda cell: (-cell.asked, -cell.scans))

    def empty(self) -> int:
        """How many cells are empty."""
        return sum(cell.is_empty() for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class CountedOffer:
    """An offer in a cell: hours a week, or why the group is not counted in."""

    id: int
    title: str
    venue: str
    hours: float
    is_open_to_group: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a cell is made from."""

    cell: Cell
    district: District
    offers: tuple[CountedOffer, ...]
    needs: Needs
    ahead: Stretch
    counted: Span


def matrix(db: Database, *, group: Group, today: date, state: str) -> Matrix:
    """The gaps of the whole town; `state` is the one whose public holidays count."""
    return _matrix(db, group, next_weeks(today, state), needs.last_weeks(today))


def in_span(db: Database, span: Span, *, group: Group, state: str) -> Matrix:
    """The gaps of a time that is over: what was open in its last four weeks, of today's offers."""
    first = span.last - timedelta(weeks=WEEKS_AHEAD, days=-1)
    return _matrix(db, group, _stretch(first, span.last, state), span)


def hours_of_groups(db: Database, ahead: Stretch) -> dict[Slot, dict[str, float]]:
    """Each slot of the town → group → hours a week."""
    offers = {offer.id: offer for offer in open_hours.published(db)}
    supply = open_hours.by_slot(db, offers.values(), ahead)
    return {
        slot: {
            group.key: sum(
                hours
                for offer_id, hours in supply.get(slot, {}).items()
                if offers[offer_id].is_open_to(group)
            )
            for group in GROUPS.values()
        }
        for slot in _slots(districts.everywhere(db))
    }


def evidence(db: Database, slot: Slot, *, group: Group, today: date, state: str) -> Evidence:
    """What the cell of a slot is made from. Raises NotFound for a district that is none."""
    found = [district for district in districts.everywhere(db) if district.id == slot.district_id]
    if not found:
        raise NotFound(f"no district {slot.district_id}")
    ahead, counted = next_weeks(today, state), needs.last_weeks(today)
    here = {o.id: o for o in open_hours.published(db) if o.district_id == slot.district_id}
    supply = open_hours.by_slot(db, here.values(), ahead).get(slot, {})
    demand = needs.by_district(db, counted, group=group)[slot.district_id]
    ours = {offer_id: n for offer_id, n in supply.items() if here[offer_id].is_open_to(group)}
    return Evidence(
        cell=_cell(slot, ours, demand),
        district=found[0],
        offers=tuple(_named(db, supply, here, group)),
        needs=demand,
        ahead=ahead,
        counted=counted,
    )


def next_weeks(today: date, state: str) -> Stretch:
    """The weeks that stand for what usually is: each day of the week comes four times."""
    return _stretch(today, today + timedelta(weeks=WEEKS_AHEAD, days=-1), state)


def _stretch(first: date, last: date, state: str) -> Stretch:
    return Stretch(first, last, public_holidays.between(state, first, last))


def _matrix(db: Database, group: Group, ahead: Stretch, counted: Span) -> Matrix:
    offers = [offer for offer in open_hours.published(db) if offer.is_open_to(group)]
    supply = open_hours.by_slot(db, offers, ahead)
    demand = needs.by_district(db, counted, group=group)
    everywhere = districts.everywhere(db)
    return Matrix(
        group=group,
        ahead=ahead,
        counted=counted,
        districts=tuple(everywhere),
        cells={
            slot: _cell(slot, supply.get(slot, {}), demand[slot.district_id])
            for slot in _slots(everywhere)
        },
        needs=demand,
        without_district=open_hours.without_district(db),
        searches=needs.searches_without_district(db, counted, group=group),
    )


def _slots(everywhere: Iterable[District]) -> Iterator[Slot]:
    for district in everywhere:
        for part in PARTS:
            yield from (Slot(district.id, weekday, part) for weekday in range(7))


def _cell(slot: Slot, supply: Mapping[int, float], demand: Needs) -> Cell:
    return Cell(
        slot=slot,
        hours=sum(supply.values()),
        offers=len(supply),
        scans=demand.scans_at(slot.weekday, slot.part),
        asked=demand.asked_at(slot.weekday, slot.part),
    )


def _named(
    db: Database, supply: Mapping[int, float], offers: Mapping[int, OpenOffer], group: Group
) -> list[CountedOffer]:
    sql = (
        "SELECT o.id, coalesce(t.title, '') AS title, v.name AS venue FROM offer o"
        " JOIN venue v ON v.id = o.venue_id"
        " LEFT JOIN offer_text t ON t.offer_id = o.id AND t.language = 'de'"
        " WHERE o.id IN (SELECT value FROM json_each(?)) ORDER BY title, o.id"
    )
    found = [
        CountedOffer(
            **row, hours=supply[row["id"]], is_open_to_group=offers[row["id"]].is_open_to(group)
        )
        for row in rows(db, sql, json.dumps(list(supply)))
    ]
    return sorted(found, key=lambda offer: not offer.is_open_to_group)
