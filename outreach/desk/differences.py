"""What a change has changed: value by value, rows that came and rows that went."""

from collections.abc import Iterator
from dataclasses import dataclass

from store.changes import Change
from store.database import Row

# What tells the rows of a table apart within one record; all others are known by their id.
KEYS = {
    "offer_text": ("language",),
    "campaign_text": ("language",),
    "changed_date": ("schedule_id", "day"),
}
# Tables of one value a row: what counts is which values there are.
SETS = {
    "offer_language": "language",
    "offer_life_situation": "situation",
    "organization_language": "language",
    "placement_line": "line_id",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that changed, or a set of values (then `old` and `new` hold it under its column).

    `old` is None for a row that is new, `new` for one that is gone.
    """

    table: str
    old: Row | None
    new: Row | None

    def columns(self) -> list[str]:
        """The columns that differ, in the order of the table."""
        either = self.new or self.old or {}
        old, new = self.old or {}, self.new or {}
        return [column for column in either if old.get(column) != new.get(column)]


def of(change: Change) -> list[Difference]:
    """The differences a change made, table by table."""
    tables = dict.fromkeys([*change.before, *change.after])
    return [found for table in tables for found in _in_table(change, table)]


def _in_table(change: Change, table: str) -> Iterator[Difference]:
    old, new = change.before.get(table, []), change.after.get(table, [])
    if table in SETS:
        column = SETS[table]
        sets = [{column: tuple(row[column] for row in rows)} for rows in (old, new)]
        if sets[0] != sets[1]:
            yield Difference(table, *sets)
        return
    keys = KEYS.get(table, ("id",))
    before, after = ({tuple(row[k] for k in keys): row for row in rows} for rows in (old, new))
    for key in dict.fromkeys([*before, *after]):
        if before.get(key) != after.get(key):
            yield Difference(table, before.get(key), after.get(key))
