"""Requests for company as the office has them, with what only the private key can read."""

import uuid
from pathlib import Path

from store import office_keys, referrals, sealing
from store.database import Database
from store.referrals import Consent, Referral, Wish
from tests.conftest import TUESDAY

TOLD = {"name": "Rosa Beispiel", "contact": "030 23125 777"}


def keys_of(folder: Path) -> Database:
    """The keys of this office's sealed contacts."""
    return sealing.open_keys(folder)


def request(db: Database, folder: Path, *, told: dict[str, str] = TOLD, **wish: object) -> Referral:
    """Somebody who asked on Tuesday: Rosa, who speaks German and can be reached at any time."""
    record = f"referral:{uuid.uuid4()}"
    usual = {"language": "de", "best_time": "any", "comes_along": True}
    return referrals.ask(
        db,
        keys_of(folder),
        record=record,
        wish=Wish(**usual | wish),
        consent=Consent(1, "de", "on_the_page"),
        envelope=sealing.seal(office_keys.make(folder), record, told),
        now=TUESDAY,
    )
