"""School holidays of the state, as the office has loaded them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from store.database import rows, transaction


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """Days without school, both ends inclusive."""

    name: str
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class SchoolHolidays:
    """All that were loaded, the earliest first; beyond the last of them nothing is known."""

    all: tuple[SchoolHoliday, ...] = ()

    def name_on(self, day: date) -> str:
        """The holidays a day lies in; empty if it lies in none we know."""
        if not self.all:
            return ""
        found = (each.name for each in self.all if each.from_on <= day <= each.until_on)
        return next(found, "")

    def are_known_on(self, day: date) -> bool:
        """Whether the loaded ones tell about this day, be it that there is school."""
        if not self.all:
            return False
        return self.all[0].from_on <= day <= max(each.until_on for each in self.all)


NONE_LOADED = SchoolHolidays()


def loaded(db: Database) -> SchoolHolidays:
    """All school holidays that were loaded."""
    found = rows(db, "SELECT name, from_on, until_on FROM school_holiday ORDER BY from_on, name")
    return SchoolHolidays(
        tuple(
            SchoolHoliday(
                row["name"], date.fromisoformat(row["from_on"]), date.fromisoformat(row["until_on"])
            )
            for row in found
        )
    )


def load(db: Database, holidays: Iterable[SchoolHoliday]) -> None:
    """Let these take the place of all that were loaded before."""
    with transaction(db):
        db.execute("DELETE FROM school_holiday")
        for each in holidays:
            db.execute(
                "INSERT INTO school_holiday (name, from_on, until_on) VALUES (?, ?, ?)"
                " ON CONFLICT DO UPDATE SET until_on = max(until_on, excluded.until_on)",
                [each.name, each.from_on.isoformat(), each.until_on.isoformat()],
            )
