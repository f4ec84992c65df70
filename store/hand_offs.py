"""Hand-offs: what the phones of key persons tell us, each kept once however often it is sent."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from sqlite_utils import Database

from store import moments, referrals, tokens
from store.database import Row, insert, rows, transaction
from store.referrals import Consent, Referral, Wish
from store.sealing import Envelope

Kind = Literal["card", "consent"]
Word = Literal["given", "arrived", "in_contact", "accompanied", "sadly_not"]
Doubt = Literal["other_body", "unknown_card", "card_used", "clock"]

REASONS = ("company", "new_here", "asked")
HEARD_FOR = timedelta(days=60)

# What a key person hears of each state; of every other end they hear that it sadly did not work.
HEARD: dict[str | None, Word] = {
    None: "given",
    "handed_off": "arrived",
    "accepted": "in_contact",
    "reached": "in_contact",
    "arranged": "in_contact",
    "accompanied": "accompanied",
    "came_back": "accompanied",
}


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asked for and agreed to; the envelope is sealed for `referral:<entry id>`."""

    wish: Wish
    consent: Consent
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phone sends; without a request it says that a card was given.

    `id` is the phone's own, `digest` stands for every word of it. `day` is the town's, to count on.
    """

    id: str
    digest: str
    reason: str
    district: str
    code: str
    handed_off_at: datetime
    day: date
    is_clock_off: bool
    request: Request | None = None

    @property
    def kind(self) -> Kind:
        """Whether a card was given, or somebody agreed to be called."""
        return "card" if self.request is None else "consent"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Our word that an entry is kept; `is_new` is false for what was sent before."""

    text: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """What a key person hears of a hand-off: one word, and never who it was."""

    handed_off_at: datetime
    kind: Kind
    word: Word


def take_in(
    db: Database, keys: Database, entry: Entry, *, person_id: int, now: datetime
) -> Receipt:
    """Keep an entry and all that follows from it, or nothing; the same again changes nothing.

    Receipts outlive what they are for: an entry that was erased here does not come back. The same
    id with other words is another hand-off, for the desk to look at, and is not counted.
    """
    with transaction(db):
        known = rows(db, "SELECT digest, receipt FROM receipt WHERE entry = ?", entry.id)
        for row in known:
            if row["digest"] == entry.digest:
                return Receipt(row["receipt"], is_new=False)
        text = _keep(db, keys, entry, nth=len(known) + 1, person_id=person_id, now=now)
        if not known:
            _count(db, entry)
    return Receipt(text, is_new=True)


def mine(db: Database, person_id: int, *, now: datetime) -> list[Heard]:
    """What a key person hears of their hand-offs of the last 60 days, the latest first."""
    sql = """
    SELECT h.handed_off_at, h.kind, r.state FROM hand_off AS h
    LEFT JOIN referral AS r ON r.id = h.referral_id OR r.code = h.card_code
    WHERE h.person_id = ? AND h.handed_off_at >= ? ORDER BY h.handed_off_at DESC, h.id DESC
    """
    return [
        Heard(moments.read(row["handed_off_at"]), row["kind"], HEARD.get(row["state"], "sadly_not"))
        for row in rows(db, sql, person_id, moments.written(now - HEARD_FOR))
    ]


def _keep(
    db: Database, keys: Database, entry: Entry, *, nth: int, person_id: int, now: datetime
) -> str:
    card_code, doubt = _card(db, entry)
    district_id = _district(db, entry.district)
    asked = _ask(db, keys, entry, nth=nth, code=card_code, district_id=district_id, now=now)
    receipt, at = tokens.new(), moments.written(now)
    kept: Row = {
        "receipt": receipt,
        "person_id": person_id,
        "kind": entry.kind,
        "reason": entry.reason,
        "district_id": district_id,
        "typed_code": entry.code,
        "card_code": card_code,
        "referral_id": asked and asked.id,
        "handed_off_at": moments.written(entry.handed_off_at),
        "received_at": at,
        "needs_a_look": "other_body" if nth > 1 else doubt or _clock_doubt(entry),
    }
    given = {"entry": entry.id, "digest": entry.digest, "receipt": receipt, "given_at": at}
    insert(db, "receipt", given)
    insert(db, "hand_off", kept)
    return receipt


def _ask(
    db: Database,
    keys: Database,
    entry: Entry,
    *,
    nth: int,
    code: str | None,
    district_id: int | None,
    now: datetime,
) -> Referral | None:
    told = entry.request
    if told is None:
        return None
    record = f"referral:{entry.id}"
    return referrals.ask(
        db,
        keys,
        # Two that were sealed for the same name are kept under two (see `sealing.read`).
        record=record if nth == 1 else f"{record}#{nth}",
        wish=replace(told.wish, district_id=district_id),
        consent=told.consent,
        envelope=told.envelope,
        code=code,
        now=now,
    )


def _card(db: Database, entry: Entry) -> tuple[str | None, Doubt | None]:
    """The card that was given, if it is one of ours and free; else what is odd about its code.

    A card somebody answered before the phone found a network is as good as any.
    """
    if not entry.code:
        return None, None
    sql = """
    SELECT EXISTS (SELECT 1 FROM hand_off WHERE card_code = card.code) AS is_given,
           EXISTS (SELECT 1 FROM referral WHERE code = card.code) AS is_answered
    FROM card WHERE code = ?
    """
    found = rows(db, sql, entry.code)
    if not found:
        return None, "unknown_card"
    [card] = found
    if card["is_given"] or (card["is_answered"] and entry.request is not None):
        return None, "card_used"
    return entry.code, None


def _clock_doubt(entry: Entry) -> Doubt | None:
    return "clock" if entry.is_clock_off else None


def _district(db: Database, name: str) -> int | None:
    found = rows(db, "SELECT id FROM district WHERE name = ?", name)
    return found[0]["id"] if found else None


def _count(db: Database, entry: Entry) -> None:
    """Counters stay for ever, so they know the district by name, and no person."""
    district = "coalesce((SELECT name FROM district WHERE name = ?), '')"
    db.execute(
        f"INSERT INTO hand_off_day VALUES (?, ?, ?, {district}, 1)"
        " ON CONFLICT DO UPDATE SET n = n + 1",
        [entry.day.isoformat(), entry.kind, entry.reason, entry.district],
    )
