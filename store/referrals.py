"""Referrals: somebody who would like company, from the first word to coming back alone.

What the person told us is a sealed box here; its key lies in `keys.db` (see `store.sealing`).
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from sqlite_utils import Database

from store import codes, erasure, events, moments, sealing
from store.database import Row, insert, one, rows, transaction
from store.errors import Taken, WrongStep
from store.sealing import Envelope

# From each state, where it can go next. What is not named here has ended.
STEPS = {
    "handed_off": {"accepted", "declined", "no_pilot", "passed_on", "withdrawn"},
    "accepted": {"reached", "not_reached", "handed_off", "passed_on", "withdrawn"},
    "reached": {"arranged", "declined", "no_offer", "passed_on", "withdrawn"},
    "arranged": {"accompanied", "reached", "declined", "passed_on", "withdrawn"},
    "accompanied": {"came_back", "arranged", "declined", "passed_on", "withdrawn"},
}
EXITS = ("declined", "not_reached", "no_pilot", "no_offer", "passed_on")
BEST_TIMES = ("any", "morning", "afternoon", "evening", "weekend")

# How many days each open state may last before it stands first on somebody's list.
DUE_AFTER = {"handed_off": 3, "accepted": 3, "reached": 7, "arranged": 14, "accompanied": 14}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked for, as far as it may be read by whoever looks for a pilot."""

    language: str
    best_time: str
    comes_along: bool
    district_id: int | None = None
    placement_id: int | None = None
    offer_id: int | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """How somebody agreed: which text, in which language, read alone or read aloud to them.

    It is read aloud by the key person who writes down what the person tells.
    """

    text_version: int
    language: str
    how: Literal["on_the_page", "read_aloud"]


@dataclass(frozen=True, slots=True)
class Referral:
    """One person's request; `record` names it in `keys.db`, `district` and `offer` are names."""

    id: int
    record: str
    code: str
    channel: str
    state: str
    due_on: date | None
    created_at: datetime
    language: str
    district: str
    offer: str
    offer_id: int | None
    best_time: str
    comes_along: bool
    pilot_id: int | None
    escalated_at: datetime | None
    help_wanted_at: datetime | None
    box: bytes | None

    def is_open(self) -> bool:
        """Whether somebody still waits for something."""
        return self.state in STEPS

    def is_overdue(self, on: date) -> bool:
        """Whether its state has lasted longer than it may."""
        return self.due_on is not None and self.due_on < on


SELECT = """
SELECT r.id, r.record, r.code, r.channel, r.state, r.due_on, r.created_at, r.language,
       coalesce(d.name, '') AS district, coalesce(t.title, '') AS offer, r.offer_id, r.best_time,
       r.comes_along, r.pilot_id, r.escalated_at, r.help_wanted_at, r.box
FROM referral r LEFT JOIN district d ON d.id = r.district_id
LEFT JOIN offer_text t ON t.offer_id = r.offer_id AND t.language = 'de'
"""


def get(db: Database, referral_id: int) -> Referral:
    """The referral with this id. Raises NotFound."""
    return _referral(one(db, f"{SELECT} WHERE r.id = ?", referral_id))


def by_code(db: Database, code: str) -> Referral:
    """The referral this code was given out for. Raises NotFound."""
    return _referral(one(db, f"{SELECT} WHERE r.code = ?", code))


def due(db: Database) -> list[Referral]:
    """Everybody who still waits, the longest overdue first."""
    sql = f"{SELECT} WHERE r.due_on IS NOT NULL ORDER BY r.due_on, r.id"
    return [_referral(row) for row in rows(db, sql)]


def ask(
    db: Database,
    keys: Database,
    *,
    record: str,
    wish: Wish,
    consent: Consent,
    envelope: Envelope,
    code: str | None = None,
    now: datetime,
) -> Referral:
    """Take in a request. The same record a second time changes nothing.

    `code` is that of a card the person holds; without one a new code is issued. Raises Taken if
    somebody has asked with this card already.
    """
    with transaction(db):
        known = rows(db, "SELECT id FROM referral WHERE record = ?", record)
        if known:
            return get(db, known[0]["id"])
        if code and rows(db, "SELECT 1 FROM referral WHERE code = ?", code):
            raise Taken(f"somebody asked with card {code} already")
        # The key is committed before the box: a key without a box is waste, the other way a loss.
        row: Row = {
            "record": record,
            "code": code or codes.issue(db, now=now),
            "channel": _channel(consent, code),
            "state": "handed_off",
            "state_at": moments.written(now),
            "due_on": _due_on("handed_off", now),
            "created_at": moments.written(now),
            **asdict(wish),
            "box": sealing.take_in(keys, record, envelope),
        }
        insert(db, "referral", row)
        referral_id = by_code(db, row["code"]).id
        _note_consent(db, referral_id, consent, now)
        by_role = "key_person" if consent.how == "read_aloud" else "person"
        events.record(db, referral_id, "handed_off", by_role=by_role, now=now)
    return get(db, referral_id)


def _channel(consent: Consent, code: str | None) -> str:
    """The way somebody asked: through a key person, with a card, or on our pages."""
    if consent.how == "read_aloud":
        return "consent"
    return "card" if code else "own"


def correct(
    db: Database,
    keys: Database,
    referral_id: int,
    *,
    record: str,
    wish: Wish,
    consent: Consent,
    envelope: Envelope,
    now: datetime,
) -> Referral:
    """Put what somebody tells us anew in the place of what they told before, which is erased.

    The same record a second time changes nothing. Raises WrongStep once the request has ended.
    """
    with transaction(db):
        before = get(db, referral_id)
        if before.record == record:
            return before
        if not before.is_open():
            raise WrongStep(f"referral {referral_id} has ended, nothing can be corrected")
        box = sealing.take_in(keys, record, envelope)
        told: Row = {"language": wish.language, "best_time": wish.best_time, "record": record}
        told |= {"comes_along": wish.comes_along, "district_id": wish.district_id, "box": box}
        db.table("referral").update(referral_id, told)
        db.execute("DELETE FROM consent WHERE referral_id = ?", [referral_id])
        _note_consent(db, referral_id, consent, now)
        events.record(db, referral_id, "corrected", by_role="person", now=now)
        erasure.leave_pages(db)
    sealing.erase(keys, before.record)
    erasure.clear_pages(db, keys)
    return get(db, referral_id)


def step(
    db: Database,
    referral_id: int,
    state: str,
    *,
    by_role: str,
    by_person: int | None = None,
    text: str | None = None,
    now: datetime,
) -> Referral:
    """Take a referral to its next state; `text` says why, to staff. Raises WrongStep."""
    with transaction(db):
        before = get(db, referral_id).state
        if state not in STEPS.get(before, ()):
            raise WrongStep(f"referral {referral_id} is {before}, it cannot be {state}")
        changed: Row = {
            "state": state,
            "state_at": moments.written(now),
            "due_on": _due_on(state, now),
        }
        if state == "handed_off":
            # Who waits again waits for anybody, and from the beginning.
            changed |= {"pilot_id": None, "escalated_at": None}
        db.table("referral").update(referral_id, changed)
        events.record(
            db, referral_id, state, by_role=by_role, by_person=by_person, text=text, now=now
        )
    return get(db, referral_id)


def _note_consent(db: Database, referral_id: int, consent: Consent, now: datetime) -> None:
    row = {"referral_id": referral_id, **asdict(consent), "given_at": moments.written(now)}
    insert(db, "consent", row)


def _due_on(state: str, now: datetime) -> str | None:
    days = DUE_AFTER.get(state)
    return None if days is None else (now.date() + timedelta(days=days)).isoformat()


def _referral(row: Row) -> Referral:
    values = {
        **row,
        "due_on": row["due_on"] and date.fromisoformat(row["due_on"]),
        "created_at": moments.read(row["created_at"]),
        "escalated_at": row["escalated_at"] and moments.read(row["escalated_at"]),
        "help_wanted_at": row["help_wanted_at"] and moments.read(row["help_wanted_at"]),
        "comes_along": bool(row["comes_along"]),
    }
    return Referral(**values)
