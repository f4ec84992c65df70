"""Rosa has asked for company; Jonas and Mira look who waits."""

from collections.abc import Callable

import pytest

from store import accepting, contact_attempts, referrals
from store.referrals import Referral
from tests.conftest import TUESDAY
from tests.requests import request


@pytest.fixture
def asked(db, folder, town) -> Referral:
    """Rosa's request, which nobody has said yes to yet."""
    return request(db, folder)


@pytest.fixture
def accepted(db, asked, jonas) -> Referral:
    """Rosa's request in Jonas's care."""
    return accepting.accept(db, asked.id, by=jonas.id, now=TUESDAY)


@pytest.fixture
def reached(db, accepted, jonas) -> Referral:
    """Rosa, whom Jonas has talked to."""
    said = {"channel": "call", "was_reached": True}
    contact_attempts.note(db, accepted.id, **said, by=jonas.id, now=TUESDAY)
    return referrals.get(db, accepted.id)


@pytest.fixture
def state(db, asked) -> Callable[[], str]:
    """How Rosa's request stands."""
    return lambda: referrals.get(db, asked.id).state
