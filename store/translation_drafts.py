"""Translations by partners: one offer in one language by a link; what they send is a draft."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from store import changes, link_mails, moments, offers, tokens
from store.database import Row, insert, one, rows, transaction
from store.errors import Gone, WrongStep
from store.offer_texts import OfferText

VALID_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Draft:
    """One offer somebody was asked to translate; `offer` and `organization` are their names.

    `state` is asked, drafted, accepted or refused; `text` is empty until it is drafted.
    """

    id: int
    offer_id: int
    offer: str
    organization_id: int
    organization: str
    state: str
    text: OfferText
    asked_at: datetime
    expires_at: datetime
    drafted_at: datetime | None


SELECT = """
SELECT r.*, g.name AS organization, t.title AS offer FROM translation_draft r
JOIN organization g ON g.id = r.organization_id
JOIN offer_text t ON t.offer_id = r.offer_id AND t.language = 'de'
"""


def ask(db: Database, offer_id: int, *, language: str, organization_id: int, now: datetime) -> str:
    """Ask an organization for one offer in one language; returns the token of their link.

    An earlier link for the same that nobody used is void.
    """
    token = tokens.new()
    with transaction(db):
        older = rows(
            db,
            "DELETE FROM translation_draft WHERE state = 'asked' AND offer_id = ?"
            " AND language = ? AND organization_id = ? RETURNING token_hash",
            offer_id,
            language,
            organization_id,
        )
        void = {row["token_hash"] for row in older}
        link_mails.take_back(db, organization_id, token_hashes=void)
        row = {
            "offer_id": offer_id,
            "language": language,
            "organization_id": organization_id,
            "token_hash": tokens.hashed(token),
            "asked_at": moments.written(now),
            "expires_at": moments.written(now + VALID_FOR),
        }
        insert(db, "translation_draft", row)
    return token


def by_token(db: Database, token: str, *, now: datetime) -> Draft:
    """What this link asks for. Raises NotFound, or Gone if it was used or has expired."""
    draft = _draft(one(db, f"{SELECT} WHERE r.token_hash = ?", tokens.hashed(token)))
    if draft.state != "asked" or draft.expires_at <= now:
        raise Gone(f"the link of draft {draft.id} was used or has expired")
    return draft


def send(db: Database, token: str, text: OfferText, *, now: datetime) -> None:
    """Let a translation wait for the desk, and the link be used up. Raises like `by_token`."""
    with transaction(db):
        draft = by_token(db, token, now=now)
        said = {name: getattr(text, name) for name in OfferText.__slots__ if name != "language"}
        sent = {"state": "drafted", "drafted_at": moments.written(now)}
        db.table("translation_draft").update(draft.id, said | sent)


def get(db: Database, draft_id: int) -> Draft:
    """The draft with this id. Raises NotFound."""
    return _draft(one(db, f"{SELECT} WHERE r.id = ?", draft_id))


def waiting(db: Database) -> list[Draft]:
    """What was sent and nobody has decided about yet, the longest waiting first."""
    sql = f"{SELECT} WHERE r.state = 'drafted' ORDER BY r.drafted_at, r.id"
    return [_draft(row) for row in rows(db, sql)]


def asked(db: Database, *, now: datetime) -> list[Draft]:
    """What somebody was asked for and can still send, the latest first."""
    sql = f"{SELECT} WHERE r.state = 'asked' AND r.expires_at > ? ORDER BY r.asked_at DESC, r.id"
    return [_draft(row) for row in rows(db, sql, moments.written(now))]


def accept(
    db: Database, draft_id: int, *, expected: int | None, by: int | None, now: datetime
) -> Draft:
    """Let a draft be the offer's text in its language.

    `expected` is the version of the offer it was compared with: raises Taken if it is another one
    now, and WrongStep if somebody decided about it already.
    """
    with transaction(db):
        draft = _undecided(db, draft_id)
        with changes.recorded(
            db, "offer", draft.offer_id, what="translated", by=by, now=now, expected=expected
        ):
            offers.translate(db, draft.offer_id, draft.text)
        _settle(db, draft_id, "accepted", now=now)
    return draft


def refuse(db: Database, draft_id: int, *, now: datetime) -> Draft:
    """Leave the offer as it is. Raises WrongStep if somebody decided about it already."""
    with transaction(db):
        draft = _undecided(db, draft_id)
        _settle(db, draft_id, "refused", now=now)
    return draft


def _undecided(db: Database, draft_id: int) -> Draft:
    draft = get(db, draft_id)
    if draft.state != "drafted":
        raise WrongStep(f"draft {draft_id} is {draft.state}")
    return draft


def _settle(db: Database, draft_id: int, state: str, *, now: datetime) -> None:
    settled = {"state": state, "settled_at": moments.written(now)}
    db.table("translation_draft").update(draft_id, settled)


def _draft(row: Row) -> Draft:
    return Draft(
        id=row["id"],
        offer_id=row["offer_id"],
        offer=row["offer"],
        organization_id=row["organization_id"],
        organization=row["organization"],
        state=row["state"],
        text=OfferText(**{name: row[name] for name in OfferText.__slots__}),
        asked_at=moments.read(row["asked_at"]),
        expires_at=moments.read(row["expires_at"]),
        drafted_at=moments.read(row["drafted_at"]) if row["drafted_at"] else None,
    )
