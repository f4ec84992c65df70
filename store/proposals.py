"""Proposals: what strangers bring to the doors; who would help, has an offer, or an idea.

All they typed is a sealed box; its key lies in `keys.db` (see `store.sealing`). Readable are only
the door, the language and the district.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from cryptography.hazmat.primitives.asymmetric import ec
from sqlite_utils import Database

from store import erasure, moments, sealing
from store.database import Row, insert, one, rows, transaction
from store.errors import Taken
from store.sealing import CannotOpen, Envelope

Door = Literal["help", "offer", "idea"]
State = Literal["new", "accepted", "answered", "refused"]
DOORS: tuple[Door, ...] = get_args(Door)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What came in at a door; `by` is the name of who settled it, `district` a name or empty.

    `box` is None once it was erased. `told_at` is when the answer was on its way to whoever asked.
    """

    id: int
    record: str
    door: Door
    state: State
    state_at: datetime
    by: str
    created_at: datetime
    language: str
    district: str
    tag: str
    answer: str
    offer_id: int | None
    person_id: int | None
    told_at: datetime | None
    box: bytes | None

    def is_new(self) -> bool:
        """Whether it is here and nobody has settled it yet."""
        return self.state == "new" and self.box is not None

    def is_to_be_told(self) -> bool:
        """Whether it was settled, and whoever asked does not know yet."""
        return self.state != "new" and self.told_at is None and self.box is not None


SELECT = """
SELECT r.id, r.record, r.door, r.state, r.state_at, coalesce(p.name, '') AS by, r.created_at,
       r.language, coalesce(d.name, '') AS district, r.tag, r.answer, r.offer_id, r.person_id,
       r.told_at, r.box
FROM proposal r LEFT JOIN person p ON p.id = r.by_person
LEFT JOIN district d ON d.id = r.district_id
"""
NEEDS_SOMEBODY = "(r.box IS NOT NULL AND (r.state = 'new' OR r.told_at IS NULL))"


def get(db: Database, proposal_id: int) -> Proposal:
    """The proposal with this id. Raises NotFound."""
    return _proposal(one(db, f"{SELECT} WHERE r.id = ?", proposal_id))


def waiting(db: Database) -> int:
    """How many wait for the office: to be settled, or settled and still to be told."""
    return int(one(db, f"SELECT count(*) AS n FROM proposal r WHERE {NEEDS_SOMEBODY}")["n"])


def to_do(db: Database) -> list[Proposal]:
    """Those that wait: new ones first, each kind with the longest waiting first."""
    order = "ORDER BY r.state <> 'new', r.created_at, r.id"
    return [_proposal(row) for row in rows(db, f"{SELECT} WHERE {NEEDS_SOMEBODY} {order}")]


def settled(db: Database, *, first: int, most: int) -> list[Proposal]:
    """Those nothing is to be done about any more, the latest first, from number `first` on."""
    sql = (
        f"{SELECT} WHERE NOT {NEEDS_SOMEBODY} ORDER BY r.state_at DESC, r.id DESC LIMIT ? OFFSET ?"
    )
    return [_proposal(row) for row in rows(db, sql, most, first)]


def tags(db: Database) -> list[str]:
    """The words ideas were filed under so far, the most used first."""
    sql = "SELECT tag FROM proposal WHERE tag <> '' GROUP BY tag ORDER BY count(*) DESC, tag"
    return [row["tag"] for row in rows(db, sql)]


def take_in(
    db: Database,
    keys: Database,
    *,
    record: str,
    door: Door,
    language: str,
    district_id: int | None,
    envelope: Envelope,
    now: datetime,
) -> Proposal:
    """Keep what somebody brings. The same record a second time changes nothing."""
    with transaction(db):
        known = rows(db, "SELECT id FROM proposal WHERE record = ?", record)
        if known:
            return get(db, known[0]["id"])
        # The key is committed before the box: a key without a box is waste, the other way a loss.
        row: Row = {
            "record": record,
            "door": door,
            "state_at": moments.written(now),
            "created_at": moments.written(now),
            "language": language,
            "district_id": district_id,
            "box": sealing.take_in(keys, record, envelope),
        }
        insert(db, "proposal", row)
        return _proposal(one(db, f"{SELECT} WHERE r.record = ?", record))


def open_(
    keys: Database, private_key: ec.EllipticCurvePrivateKey, proposal: Proposal
) -> dict[str, str]:
    """What somebody typed, by field. Raises CannotOpen, also after it was erased."""
    if proposal.box is None:
        raise CannotOpen(f"{proposal.record} was erased")
    return sealing.read(keys, private_key, proposal.record, proposal.box)


def accept(
    db: Database,
    proposal_id: int,
    *,
    offer_id: int | None = None,
    person_id: int | None = None,
    by: int,
    now: datetime,
) -> None:
    """Say yes: it has become this offer, or this person. Raises Taken if it was settled before."""
    became: Row = {"offer_id": offer_id, "person_id": person_id}
    _settle(db, proposal_id, "accepted", became, by=by, now=now)


def answer(
    db: Database, proposal_id: int, *, tag: str, answer: str, by: int, now: datetime
) -> None:
    """Answer it, under a word by which it is found again. Raises Taken if it was settled before."""
    _settle(db, proposal_id, "answered", {"tag": tag, "answer": answer}, by=by, now=now)


def refuse(db: Database, proposal_id: int, *, reason: str, by: int, now: datetime) -> None:
    """Say no, with a reason they can read. Raises Taken if it was settled before."""
    _settle(db, proposal_id, "refused", {"answer": reason}, by=by, now=now)


def told(db: Database, proposal_id: int, *, now: datetime) -> None:
    """Note that whoever asked knows, or a mail is on its way to them; the first time counts."""
    with transaction(db):
        db.execute(
            "UPDATE proposal SET told_at = coalesce(told_at, ?) WHERE id = ? AND state <> 'new'",
            [moments.written(now), proposal_id],
        )


def erase(db: Database, keys: Database, proposal_id: int) -> None:
    """Erase at once what somebody typed and what we answered; that somebody was there stays."""
    with transaction(db):
        record = get(db, proposal_id).record
        db.execute("DELETE FROM mail WHERE proposal_id = ?", [proposal_id])
        db.execute("UPDATE proposal SET box = NULL, answer = '' WHERE id = ?", [proposal_id])
        erasure.leave_pages(db)
    # Stopped here, the night finds a key that opens nothing.
    sealing.erase(keys, record)
    erasure.clear_pages(db, keys)


def _settle(
    db: Database, proposal_id: int, state: State, became: Row, *, by: int, now: datetime
) -> None:
    with transaction(db):
        before = get(db, proposal_id)
        if not before.is_new():
            raise Taken(f"proposal {proposal_id} is {before.state} already, or was erased")
        changed: Row = {"state": state, "state_at": moments.written(now), "by_person": by, **became}
        db.table("proposal").update(proposal_id, changed)


def _proposal(row: Row) -> Proposal:
    moments_of = ("state_at", "created_at", "told_at")
    return Proposal(
        **{**row, **{name: row[name] and moments.read(row[name]) for name in moments_of}}
    )
