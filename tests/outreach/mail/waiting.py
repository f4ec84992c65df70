"""What still waits to be sent."""

from datetime import timedelta

from store import outbox
from tests.conftest import TUESDAY

LATER = timedelta(minutes=2)


def problems(db):
    later = TUESDAY + timedelta(days=1)
    return {m.email.split("@")[0]: m.problem for m in outbox.due(db, now=later)}
