"""What a key person's phone sends: a card was given, or somebody agreed to be called."""

import uuid
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

from store import sealing
from store.database import Database

Body = dict[str, Any]

TOLD = {"name": "Rosa Beispiel", "contact": "030 23125 777"}


def card_given(*, at: datetime, **changed: object) -> Body:
    """An entry that says no more than that a card was given."""
    return {
        "id": str(uuid.uuid4()),
        "kind": "card",
        "reason": "company",
        "district": "Altstadt",
        "code": "",
        "handed_off_at": at.isoformat(),
        **changed,
    }


def with_consent(office_key: EllipticCurvePublicKey, *, at: datetime, **changed: object) -> Body:
    """An entry of Rosa, who would like somebody to come along, in Turkish and in the evening."""
    body = card_given(at=at, **{"kind": "consent", **changed})
    return {
        "consent": {"text_version": 1, "language": "tr"},
        "wish": {"language": "tr", "best_time": "evening", "comes_along": True},
        "envelope": sealing.seal(office_key, f"referral:{body['id']}", TOLD).as_json(),
        **body,
    }


def stored(db: Database) -> dict[str, int]:
    """How many rows there are of what comes of an entry, by table."""
    tables = ("hand_off", "receipt", "referral", "event", "hand_off_day")
    return {table: db.table(table).count for table in tables}
