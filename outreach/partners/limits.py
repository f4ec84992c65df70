"""How often partners may send us something."""

import time

from outreach import archive
from store import allowances

# For all partners together: no person is told from another here.
PER_MINUTE, AT_ONCE = 20, 60


def may_send() -> bool:
    """Whether one more may be sent now."""
    return allowances.take(
        archive.here().db(), "partner", per_minute=PER_MINUTE, at_once=AT_ONCE, at=time.time()
    )
