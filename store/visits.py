"""Visits: a date of an offer to which a pilot goes along, and what came of it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, get_args

from sqlite_utils import Database

from store import events, moments, referrals, visit_dates
from store.database import Row, insert, rows, transaction
from store.errors import Gone, WrongStep
from store.occurrences import Occurrence
from store.referrals import Referral
from store.visit_dates import Trouble

Went = Literal["together", "not", "called_off"]
WENT: tuple[Went, ...] = get_args(Went)
AGAIN = ("alone", "together", "no", "unsure")


@dataclass(frozen=True, slots=True)
class Visit:
    """A date two people agreed on: `agreed_on` at `agreed_starts_at`, local time.

    `day` is the usual day of the schedule, which may have been moved before they agreed.
    """

    id: int
    referral_id: int
    offer_id: int
    schedule_id: int
    day: date
    agreed_on: date
    agreed_starts_at: time | None
    ended_at: datetime | None
    went: str | None
    again: str | None

    def has_begun(self, at: datetime) -> bool:
        """Whether they have met by this local moment; without a time, from noon on."""
        return at >= datetime.combine(self.agreed_on, self.agreed_starts_at or time(12))


SELECT = """
SELECT v.id, v.referral_id, v.offer_id, v.schedule_id, v.day, v.agreed_on, v.agreed_starts_at,
       v.ended_at, v.went, v.again
FROM visit v JOIN referral r ON r.id = v.referral_id
"""
# A request that was withdrawn or ended at the desk may leave a visit behind that nobody goes to.
IS_OPEN = "v.ended_at IS NULL AND r.state = 'arranged'"


def find_open(db: Database, referral_id: int) -> Visit | None:
    """The date that is agreed on and of which nothing was told yet."""
    found = rows(db, f"{SELECT} WHERE {IS_OPEN} AND r.id = ?", referral_id)
    return _visit(found[0]) if found else None


def find_last(db: Database, referral_id: int) -> Visit | None:
    """The last date to which they went or did not go."""
    sql = f"{SELECT} WHERE v.ended_at IS NOT NULL AND r.id = ? ORDER BY v.ended_at DESC, v.id DESC"
    found = rows(db, sql, referral_id)
    return _visit(found[0]) if found else None


def all_open(db: Database) -> list[Visit]:
    """Every date that is agreed on, the soonest first."""
    sql = f"{SELECT} WHERE {IS_OPEN} ORDER BY v.agreed_on, v.agreed_starts_at, v.id"
    return [_visit(row) for row in rows(db, sql)]


def trouble(db: Database, visit: Visit, *, state: str, today: date) -> Trouble | None:
    """What is wrong with the date of a visit; None for one that stands, or that is past.

    `state` is the one whose public holidays count.
    """
    if visit.agreed_on < today:
        return None
    return visit_dates.trouble(
        db,
        visit.offer_id,
        visit.schedule_id,
        visit.day,
        agreed=(visit.agreed_on, visit.agreed_starts_at),
        state=state,
    )


def in_trouble(db: Database, *, state: str, today: date) -> list[tuple[Visit, Trouble]]:
    """The coming visits whose date was cancelled, moved or lost since, the soonest first."""
    found = [(visit, trouble(db, visit, state=state, today=today)) for visit in all_open(db)]
    return [(visit, wrong) for visit, wrong in found if wrong is not None]


def arrange(
    db: Database,
    referral_id: int,
    *,
    offer_id: int,
    schedule_id: int,
    day: date,
    state: str,
    by: int,
    now: datetime,
) -> Visit:
    """Agree on the date of a schedule whose usual day is `day`, instead of any agreed before.

    Raises Gone if nothing takes place then, WrongStep if the two are not in contact.
    """
    with transaction(db):
        occurrence = _standing(db, offer_id, schedule_id, day, state, now)
        if referrals.get(db, referral_id).state == "arranged":
            call_off(db, referral_id, by=by, now=now)
        end_open(db, referral_id, went="called_off", now=now)
        referrals.step(db, referral_id, "arranged", by_role="pilot", by_person=by, now=now)
        row: Row = {"referral_id": referral_id, "offer_id": offer_id, "schedule_id": schedule_id}
        row |= {"day": day.isoformat(), "arranged_at": moments.written(now)}
        insert(db, "visit", row | _agreed(occurrence))
        _be_due_after(db, referral_id, occurrence.on)
    return _open(db, referral_id)


def follow(db: Database, referral_id: int, *, state: str, by: int, now: datetime) -> Visit:
    """Agree on the day or time to which the date was moved since. Raises Gone, WrongStep."""
    with transaction(db):
        visit = _open(db, referral_id)
        moved = _standing(db, visit.offer_id, visit.schedule_id, visit.day, state, now)
        db.table("visit").update(visit.id, _agreed(moved))
        _be_due_after(db, referral_id, moved.on)
        events.record(db, referral_id, "arranged", by_role="pilot", by_person=by, now=now)
    return _open(db, referral_id)


def call_off(db: Database, referral_id: int, *, by: int, now: datetime) -> Referral:
    """Call the date off: they look for another. Raises WrongStep if there is none."""
    with transaction(db):
        _open(db, referral_id)
        end_open(db, referral_id, went="called_off", now=now)
        return referrals.step(db, referral_id, "reached", by_role="pilot", by_person=by, now=now)


def tell(
    db: Database,
    referral_id: int,
    *,
    went: Went,
    again: str | None,
    by: int,
    today: date,
    now: datetime,
) -> Referral:
    """Tell what came of a date: whether they went, and if so how it goes on (one of AGAIN).

    Raises WrongStep if there is no such date, or if it is still to come.
    """
    with transaction(db):
        if _open(db, referral_id).agreed_on > today:
            raise WrongStep(f"the visit of referral {referral_id} is still to come")
        is_done = went == "together"
        end_open(db, referral_id, went=went, again=again if is_done else None, now=now)
        onward = "accompanied" if is_done else "reached"
        return referrals.step(db, referral_id, onward, by_role="pilot", by_person=by, now=now)


def end_open(
    db: Database, referral_id: int, *, went: Went, again: str | None = None, now: datetime
) -> None:
    """End whatever visit of a request is open; inside a transaction."""
    db.execute(
        "UPDATE visit SET ended_at = ?, went = ?, again = ?"
        " WHERE referral_id = ? AND ended_at IS NULL",
        [moments.written(now), went, again, referral_id],
    )


def _open(db: Database, referral_id: int) -> Visit:
    visit = find_open(db, referral_id)
    if visit is None:
        raise WrongStep(f"referral {referral_id} has no date")
    return visit


def _standing(
    db: Database, offer_id: int, schedule_id: int, day: date, state: str, now: datetime
) -> Occurrence:
    found = visit_dates.standing(db, offer_id, schedule_id, day, state=state)
    if found is None or not found.takes_place() or found.on < now.date():
        raise Gone(f"schedule {schedule_id} has no date for {day}")
    return found


def _agreed(occurrence: Occurrence) -> Row:
    at = occurrence.starts_at
    starts_at = None if at is None else at.isoformat(timespec="minutes")
    return {"agreed_on": occurrence.on.isoformat(), "agreed_starts_at": starts_at}


def _be_due_after(db: Database, referral_id: int, on: date) -> None:
    """The next word is due on the day after the visit, not a number of days after now."""
    due_on = (on + timedelta(days=1)).isoformat()
    db.execute("UPDATE referral SET due_on = ? WHERE id = ?", [due_on, referral_id])


def _visit(row: Row) -> Visit:
    values = {
        **row,
        "day": date.fromisoformat(row["day"]),
        "agreed_on": date.fromisoformat(row["agreed_on"]),
        "agreed_starts_at": row["agreed_starts_at"] and time.fromisoformat(row["agreed_starts_at"]),
        "ended_at": row["ended_at"] and moments.read(row["ended_at"]),
    }
    return Visit(**values)
