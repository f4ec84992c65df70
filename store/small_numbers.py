"""Small numbers: which cells of a table may leave the desk, so that nobody can be told from it.

A count from 1 to 4 is hidden. A zero stays: it speaks of nobody, and an empty cell is what the
reader of a gap looks for. Where totals would tell a hidden number, or leave it five possible values
or fewer, further cells are hidden, and a total only where nothing else helps.

A hidden cell does not say why it is hidden: if small ones could be told from those that only
protect them, each would be known to lie between 1 and 4, and sums would tell more. What cannot be
seen here is another table: if two of them share a total, publish it in one of them only.

How: a table with its totals is a flow that goes round (into a row by its total, out by its cells
into their columns, and by their totals back). A hidden cell is safe if its flow can differ by five
over hidden cells; where it can be 3 or 8 it can be all between as well (the equations are totally
unimodular). So the hidden cells beside a shown total add up to five at least: their sum, which
anybody can compute, is no small number either.
"""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count, product

FEWEST = 5

# What hiding something costs: one cell more than the size of cells, and totals are dear.
A_CELL = 1_000
A_TOTAL = 20 * A_CELL
THE_TOTAL = 100 * A_CELL

Place = tuple[int, int]
Shown = int | None


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of people or of what they did: `cells` by row and column, nothing negative.

    The flags say which totals stand beside it; a list is a table of one column.
    """

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    has_row_totals: bool = False
    has_column_totals: bool = False
    has_total: bool = False

    def has(self, place: Place) -> bool:
        """Whether a cell or total stands in it; totals come after the last row and column."""
        is_below, is_beside = place[0] == len(self.rows), place[1] == len(self.columns)
        if is_below and is_beside:
            return self.has_total
        if is_below or is_beside:
            return self.has_column_totals if is_below else self.has_row_totals
        return True

    def with_totals(self) -> dict[Place, int]:
        """Every cell and every total by its place, also those that do not stand in it."""
        below, beside = len(self.rows), len(self.columns)
        found = dict.fromkeys(product(range(below + 1), range(beside + 1)), 0)
        for row, cells in enumerate(self.cells):
            for column, n in enumerate(cells):
                for place in (row, column), (row, beside), (below, column), (below, beside):
                    found[place] += n
        return found


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table as it may leave the desk: None is hidden; totals it does not have are empty.

    `total` is None as well where there is none.
    """

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Shown, ...], ...]
    row_totals: tuple[Shown, ...] = ()
    column_totals: tuple[Shown, ...] = ()
    total: Shown = None

    def hides_anything(self) -> bool:
        """Whether it needs a word on what is hidden, and why."""
        lines = (*self.cells, self.row_totals, self.column_totals)
        return any(n is None for line in lines for n in line)


def listed(name: str, counts: dict[str, int], *, has_total: bool = False) -> Table:
    """A list of counts (label → n) as a table of one column."""
    cells = tuple((n,) for n in counts.values())
    return Table(name, tuple(counts), ("",), cells, has_column_totals=has_total)


def published(table: Table) -> PublishedTable:
    """The table with what must not be told left out: everything that leaves the desk is this."""
    values = table.with_totals()
    unsaid = {place for place in values if not table.has(place)}
    small = sorted(place for place, n in values.items() if 0 < n < FEWEST and place not in unsaid)
    hidden = unsaid | set(small)
    if not any((table.has_row_totals, table.has_column_totals, table.has_total)):
        return _without(table, values, hidden)
    flow = _Flow(values, below=len(table.rows), beside=len(table.columns))
    for place in small:
        if not flow.is_safe(place, hidden):
            hidden |= flow.cheapest_round(place, hidden)
    return _without(table, values, hidden)


def at_least(table: PublishedTable) -> tuple[tuple[Shown, ...], ...]:
    """For columns that are ends of one way, nearest first: how many came so far or further.

    One line a row, then one of the totals if there are any; made of nothing but what is published.
    """
    totals = table.row_totals or (None,) * len(table.rows)
    lines = [_so_far(*line) for line in zip(table.cells, totals, strict=True)]
    if table.column_totals:
        lines.append(_so_far(table.column_totals, table.total))
    return tuple(lines)


def share(part: Shown, whole: Shown) -> float | None:
    """The share of a shown part in a shown whole; None where either is hidden, or the whole 0."""
    return part / whole if part is not None and whole else None


def is_enough(n: int) -> bool:
    """Whether a figure made from so many (a median, a share) may leave the desk."""
    return n >= FEWEST


def _so_far(cells: Sequence[Shown], total: Shown) -> tuple[Shown, ...]:
    def so_far(column: int) -> Shown:
        further, before = cells[column:], cells[:column]
        if (sum_of_further := _sum(further)) is not None:
            return sum_of_further
        sum_before = _sum(before)
        return None if total is None or sum_before is None else total - sum_before

    return tuple(so_far(column) for column in range(len(cells)))


def _sum(counts: Sequence[Shown]) -> Shown:
    """The sum of what is shown; None if any of it is hidden."""
    shown = [n for n in counts if n is not None]
    return sum(shown) if len(shown) == len(counts) else None


def _without(table: Table, values: dict[Place, int], hidden: Container[Place]) -> PublishedTable:
    below, beside = len(table.rows), len(table.columns)

    def shown(places: Sequence[Place]) -> tuple[Shown, ...]:
        return tuple(None if place in hidden else values[place] for place in places)

    by_row = [shown([(row, column) for column in range(beside)]) for row in range(below)]
    row_totals = shown([(row, beside) for row in range(below)])
    column_totals = shown([(below, column) for column in range(beside)])
    return PublishedTable(
        table.name,
        table.rows,
        table.columns,
        tuple(by_row),
        row_totals if table.has_row_totals else (),
        column_totals if table.has_column_totals else (),
        None if (below, beside) in hidden else values[below, beside],
    )


class _Flow:
    """The flow through a table: its rows and columns are nodes, its cells and totals arcs."""

    def __init__(self, values: dict[Place, int], *, below: int, beside: int) -> None:
        self._values = values
        self._below, self._beside = below, beside
        self._arcs: dict[int, list[tuple[int, Place, int]]] = {}
        for place in values:
            tail, head = self._ends(place)
            self._arcs.setdefault(tail, []).append((head, place, 1))
            self._arcs.setdefault(head, []).append((tail, place, -1))

    def is_safe(self, place: Place, hidden: Container[Place]) -> bool:
        """Whether this hidden cell has more than five possible values."""
        tail, head = self._ends(place)
        more = self._room(head, tail, place, hidden)
        fewer = self._room(tail, head, place, hidden) if more < FEWEST else 0
        return more + min(fewer, self._values[place]) >= FEWEST

    def cheapest_round(self, place: Place, hidden: Container[Place]) -> set[Place]:
        """The cells to hide at the lowest price so that five more can go round through this one.

        There always is a way: over the totals, of which more is possible without an end.
        """
        tail, head = self._ends(place)
        prices = {
            other: 0 if other in hidden else self._price(other, n)
            for other, n in self._values.items()
            # Nobody is surprised by a zero where nothing can be: it would protect nothing.
            if other != place and (n or other in hidden)
        }
        return {other for other, _ in self._way(head, tail, prices, FEWEST, Counter())}

    def _room(self, start: int, goal: int, place: Place, hidden: Container[Place]) -> int:
        """How much can go from one node to another over hidden cells, up to FEWEST."""
        prices = {other: 0 for other in self._values if other in hidden and other != place}
        gone: Counter[Place] = Counter()
        room = 0
        while room < FEWEST and (way := self._way(start, goal, prices, 1, gone)):
            narrowest = min(self._capacity(other, sign, gone) for other, sign in way)
            room += narrowest
            for other, sign in way:
                gone[other] += sign * narrowest
        return room

    def _way(
        self, start: int, goal: int, prices: dict[Place, int], least: int, gone: Counter[Place]
    ) -> list[tuple[Place, int]]:
        """The cheapest way on which so much can go, as arcs; nothing if there is none."""
        ticks, reached = count(), set[int]()
        heap: list[tuple[int, int, int, list[tuple[Place, int]]]] = [(0, next(ticks), start, [])]
        while heap:
            price, _, node, way = heappop(heap)
            if node == goal:
                return way
            if node in reached:
                continue
            reached.add(node)
            for other, place, sign in self._arcs[node]:
                if place in prices and self._capacity(place, sign, gone) >= least:
                    onward = [*way, (place, sign)]
                    heappush(heap, (price + prices[place], next(ticks), other, onward))
        return []

    def _capacity(self, place: Place, sign: int, gone: Counter[Place]) -> int:
        """How much more may be in a cell, or how much less; more than enough is enough."""
        return FEWEST if sign > 0 else min(FEWEST, self._values[place] + gone[place])

    def _price(self, place: Place, n: int) -> int:
        is_below, is_beside = place[0] == self._below, place[1] == self._beside
        fixed = (
            THE_TOTAL if is_below and is_beside else A_TOTAL if is_below or is_beside else A_CELL
        )
        return fixed + min(n, A_CELL - 1)

    def _ends(self, place: Place) -> tuple[int, int]:
        """From which node to which: rows are 0, 1, …; columns come after them."""
        row, column = place[0], self._below + 1 + place[1]
        is_total_of_one = (place[0] == self._below) != (place[1] == self._beside)
        return (column, row) if is_total_of_one else (row, column)
