"""Pilots (Lots*innen): what each can take on, when somebody is away, and who steps in."""

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from store import people, tokens
from store.database import Row, one, rows, transaction
from store.errors import NotFound
from store.people import Person

TIMES = ("morning", "afternoon", "evening", "weekend")
# As the table has it, for somebody who has said nothing yet.
USUAL_CAPACITY = 2


@dataclass(frozen=True, slots=True)
class Absence:
    """The days on which somebody is away, both ends included, and the person who steps in."""

    from_on: date
    until_on: date
    cover_id: int | None

    def includes(self, on: date) -> bool:
        """Whether somebody is away on this day."""
        return self.from_on <= on <= self.until_on


@dataclass(frozen=True, slots=True)
class Profile:
    """What a pilot told us; nothing said about districts or times means any.

    `languages` are prefixes of `store.languages`, `districts` names, `times` some of TIMES.
    """

    person_id: int
    capacity: int
    languages: tuple[str, ...]
    districts: tuple[str, ...]
    times: tuple[str, ...]
    absence: Absence | None
    has_feed: bool

    def is_away(self, on: date) -> bool:
        """Whether this pilot is away on this day."""
        return self.absence is not None and self.absence.includes(on)


def get(db: Database, person_id: int) -> Profile:
    """What this pilot told us, the usual where that is nothing."""
    found = rows(db, "SELECT * FROM pilot WHERE person_id = ?", person_id)
    row = found[0] if found else None
    districts = (
        "SELECT d.name AS value FROM pilot_district p JOIN district d ON d.id = p.district_id"
    )
    return Profile(
        person_id=person_id,
        capacity=row["capacity"] if row else USUAL_CAPACITY,
        languages=_told(db, "SELECT language AS value FROM pilot_language p", person_id),
        districts=_told(db, districts, person_id),
        times=_told(db, "SELECT best_time AS value FROM pilot_time p", person_id),
        absence=_absence(row) if row and row["away_from_on"] else None,
        has_feed=bool(row and row["feed_hash"]),
    )


def describe(
    db: Database,
    person_id: int,
    *,
    capacity: int,
    languages: list[str],
    districts: list[str],
    times: list[str],
) -> Profile:
    """Note what a pilot can take on, in the place of what was noted before."""
    with transaction(db):
        _write(db, person_id, {"capacity": capacity})
        for table in ("pilot_language", "pilot_district", "pilot_time"):
            db.execute(f"DELETE FROM {table} WHERE person_id = ?", [person_id])
        for language in languages:
            db.execute("INSERT INTO pilot_language VALUES (?, ?)", [person_id, language])
        for name in districts:
            sql = "INSERT INTO pilot_district SELECT ?, id FROM district WHERE name = ?"
            db.execute(sql, [person_id, name])
        for best_time in times:
            db.execute("INSERT INTO pilot_time VALUES (?, ?)", [person_id, best_time])
    return get(db, person_id)


def leave(
    db: Database, person_id: int, *, from_on: date, until_on: date, cover_id: int | None, on: date
) -> Profile:
    """Note that a pilot will be away, both days included, and who steps in.

    Raises NotFound if that is nobody who can (see `colleagues`, asked for the day `on`).
    """
    with transaction(db):
        if cover_id is not None and cover_id not in {p.id for p in colleagues(db, person_id, on)}:
            raise NotFound(f"person {cover_id} cannot step in for {person_id}")
        away: Row = {"away_from_on": from_on.isoformat(), "away_until_on": until_on.isoformat()}
        _write(db, person_id, {**away, "cover_id": cover_id})
    return get(db, person_id)


def come_back(db: Database, person_id: int) -> Profile:
    """Note that a pilot is here again, or will not go away after all."""
    with transaction(db):
        _write(db, person_id, {"away_from_on": None, "away_until_on": None, "cover_id": None})
    return get(db, person_id)


def colleagues(db: Database, person_id: int, on: date) -> list[Person]:
    """The other pilots who may act on this day, by name."""
    sql = "SELECT id FROM person WHERE role = 'pilot' AND id <> ? ORDER BY name, id"
    found = [people.get(db, row["id"]) for row in rows(db, sql, person_id)]
    return [person for person in found if person.may_sign_in() and person.may_act(on)]


def renew_feed(db: Database, person_id: int) -> str:
    """Give a pilot a new secret for the calendar of visits; the one before ends. Returns it."""
    token = tokens.new()
    with transaction(db):
        _write(db, person_id, {"feed_hash": tokens.hashed(token)})
    return token


def by_feed(db: Database, token: str, *, on: date) -> Person:
    """The pilot whose calendar this is. Raises NotFound, also if they may not act on this day."""
    row = one(db, "SELECT person_id FROM pilot WHERE feed_hash = ?", tokens.hashed(token))
    person = people.get(db, row["person_id"])
    if not (person.may_sign_in() and person.may_act(on)):
        raise NotFound(f"person {person.id} may not act")
    return person


def _write(db: Database, person_id: int, told: Row) -> None:
    db.execute("INSERT INTO pilot (person_id) VALUES (?) ON CONFLICT DO NOTHING", [person_id])
    db.table("pilot").update(person_id, told)


def _told(db: Database, sql: str, person_id: int) -> tuple[str, ...]:
    found = rows(db, f"{sql} WHERE p.person_id = ? ORDER BY value", person_id)
    return tuple(row["value"] for row in found)


def _absence(row: Row) -> Absence:
    return Absence(
        from_on=date.fromisoformat(row["away_from_on"]),
        until_on=date.fromisoformat(row["away_until_on"]),
        cover_id=row["cover_id"],
    )
