"""Where every story at the desk begins."""

import pytest

from tests.browsing import Browser
from tests.cast import Member


@pytest.fixture
def desk(browse: Browser, petra: Member) -> Browser:
    """Petra's browser."""
    return browse.as_(petra)
