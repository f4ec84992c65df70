"""The cast of every story that happens behind the door."""

from pathlib import Path

import pytest

from store.database import Database
from tests.cast import Member, enrol
from tests.conftest import TUESDAY


@pytest.fixture
def petra(db: Database, folder: Path) -> Member:
    """Petra Sommer, who coordinates."""
    return enrol(db, folder, role="coordinator", name="Petra Sommer", now=TUESDAY)


@pytest.fixture
def jonas(db: Database, folder: Path) -> Member:
    """Jonas Brandt, a pilot."""
    return enrol(db, folder, role="pilot", name="Jonas Brandt", now=TUESDAY)


@pytest.fixture
def mira(db: Database, folder: Path) -> Member:
    """Mira Aydın, another pilot, who must see nothing of Jonas's."""
    return enrol(db, folder, role="pilot", name="Mira Aydın", now=TUESDAY)
