"""Network meetings: when the office sits down with its partners, who is invited and who comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlite_utils import Database

from store import link_mails, moments, tokens
from store.database import Row, insert, one, rows, transaction
from store.errors import Gone


@dataclass(frozen=True, slots=True)
class Plan:
    """What everybody invited has to know; times are local."""

    title: str
    place: str
    on: date
    starts_at: time
    ends_at: time


@dataclass(frozen=True, slots=True)
class Meeting:
    """A network meeting, with what was noted afterwards."""

    id: int
    plan: Plan
    notes: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Guest:
    """An organization that was invited; `answer` is yes, no, or None so far."""

    organization_id: int
    name: str
    email: str | None
    answer: str | None
    people: int
    answered_at: datetime | None


GUESTS = """
SELECT e.organization_id, g.name, g.email, e.answer, e.people, e.answered_at
FROM meeting_guest e JOIN organization g ON g.id = e.organization_id
"""


def get(db: Database, meeting_id: int) -> Meeting:
    """The meeting with this id. Raises NotFound."""
    return _meeting(one(db, "SELECT * FROM meeting WHERE id = ?", meeting_id))


def everyone(db: Database) -> list[Meeting]:
    """All meetings, the latest day first."""
    sql = "SELECT * FROM meeting ORDER BY on_day DESC, starts_at DESC, id DESC"
    return [_meeting(row) for row in rows(db, sql)]


def create(db: Database, plan: Plan, *, now: datetime) -> int:
    """A new meeting, to which nobody is invited yet. Returns its id."""
    with transaction(db):
        insert(db, "meeting", {**_columns(plan), "created_at": moments.written(now)})
        return int(db.execute("SELECT last_insert_rowid()").fetchone()[0])


def plan_anew(db: Database, meeting_id: int, plan: Plan) -> None:
    """Let a meeting be at another time or place."""
    with transaction(db):
        db.table("meeting").update(meeting_id, _columns(plan))


def note(db: Database, meeting_id: int, notes: str) -> None:
    """Write down what came out of a meeting."""
    with transaction(db):
        db.table("meeting").update(meeting_id, {"notes": notes})


def guests(db: Database, meeting_id: int) -> list[Guest]:
    """Everybody invited: who comes, who has not answered, who does not come; by name."""
    sql = (
        f"{GUESTS} WHERE e.meeting_id = ?"
        " ORDER BY CASE e.answer WHEN 'yes' THEN 0 WHEN 'no' THEN 2 ELSE 1 END, g.name"
    )
    return [_guest(row) for row in rows(db, sql, meeting_id)]


def invite(
    db: Database, meeting_id: int, organization_ids: Iterable[int], *, now: datetime
) -> dict[int, str]:
    """Give organizations a link to sign up with: organization → token.

    Who was invited already gets a new one, which the older gives way to; their answer stays.
    """
    issued = {organization_id: tokens.new() for organization_id in organization_ids}
    with transaction(db):
        for organization_id, token in issued.items():
            older = "SELECT token_hash FROM meeting_guest WHERE meeting_id=? AND organization_id=?"
            known = {row["token_hash"] for row in rows(db, older, meeting_id, organization_id)}
            link_mails.take_back(db, organization_id, token_hashes=known)
            db.execute(
                "INSERT INTO meeting_guest (meeting_id, organization_id, token_hash, invited_at)"
                " VALUES (?, ?, ?, ?) ON CONFLICT (meeting_id, organization_id)"
                " DO UPDATE SET token_hash = excluded.token_hash",
                [meeting_id, organization_id, tokens.hashed(token), moments.written(now)],
            )
    return issued


def by_token(db: Database, token: str) -> tuple[Meeting, Guest]:
    """The meeting this link invites to, and whom. Raises NotFound."""
    hashed = tokens.hashed(token)
    row = one(db, "SELECT meeting_id FROM meeting_guest WHERE token_hash = ?", hashed)
    guest = _guest(one(db, f"{GUESTS} WHERE e.token_hash = ?", hashed))
    return get(db, row["meeting_id"]), guest


def answer(
    db: Database, token: str, *, comes: bool, people: int, today: date, now: datetime
) -> None:
    """Note whether they come, and how many. Raises NotFound, and Gone once the day is over."""
    with transaction(db):
        meeting, _ = by_token(db, token)
        if meeting.plan.on < today:
            raise Gone(f"meeting {meeting.id} is over")
        db.execute(
            "UPDATE meeting_guest SET answer = ?, people = ?, answered_at = ? WHERE token_hash = ?",
            ["yes" if comes else "no", people, moments.written(now), tokens.hashed(token)],
        )


def _columns(plan: Plan) -> Row:
    return {
        "title": plan.title,
        "place": plan.place,
        "on_day": plan.on.isoformat(),
        "starts_at": plan.starts_at.isoformat("minutes"),
        "ends_at": plan.ends_at.isoformat("minutes"),
    }


def _meeting(row: Row) -> Meeting:
    plan = Plan(
        row["title"],
        row["place"],
        date.fromisoformat(row["on_day"]),
        time.fromisoformat(row["starts_at"]),
        time.fromisoformat(row["ends_at"]),
    )
    return Meeting(row["id"], plan, row["notes"], moments.read(row["created_at"]))


def _guest(row: Row) -> Guest:
    answered_at = moments.read(row["answered_at"]) if row["answered_at"] else None
    return Guest(**{**row, "answered_at": answered_at})
