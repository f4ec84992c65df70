"""A card of a print run, and two ways into a request with its code."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store import cards, office_keys, referrals, sealing
from store.database import Database
from store.referrals import Consent, Referral, Wish
from tests.browsing import Browser, Page
from tests.conftest import TUESDAY

ROSA = {"name": "Rosa", "contact": "030 23125 777"}
TYPED = {**ROSA, "agrees": "yes", "spoken": "tr"}


@pytest.fixture
def card(db: Database) -> str:
    """The code of a card that somebody was given and has not answered yet."""
    [code] = cards.print_run(db, count=1, languages=("de", "tr"), holder_id=None, now=TUESDAY)
    return code


@pytest.fixture
def ask(browse: Browser) -> Callable[..., Page]:
    """Send the form of a card's door, filled in as Rosa does."""

    def ask(code: str, wanted: str = "company", **changed: str) -> Page:
        return browse.post(f"/de/c/{code}/{wanted}", {**TYPED, **changed})

    return ask


def hand_over(db: Database, folder: Path, code: str) -> Referral:
    """Rosa agreed while a key person read aloud to her, and got this card."""
    record = f"referral:{code}"
    return referrals.ask(
        db,
        sealing.open_keys(folder),
        record=record,
        wish=Wish("tr", "any", comes_along=True),
        consent=Consent(1, "tr", "read_aloud"),
        envelope=sealing.seal(office_keys.make(folder), record, ROSA),
        code=code,
        now=TUESDAY,
    )


def told(db: Database, folder: Path, code: str) -> dict[str, Any]:
    """What the office can read of the request with this code."""
    asked, private = referrals.by_code(db, code), office_keys.private(folder)
    assert asked.box is not None
    return sealing.read(sealing.open_keys(folder), private, asked.record, asked.box)
