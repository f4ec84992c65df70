"""Waiting for what happens elsewhere: in a browser, a server, another thread or process."""

from collections.abc import Callable
from time import monotonic, sleep
from typing import TypeVar

# Far longer than anything takes: a machine with too much to do is no fault of ours.
PATIENCE_SECONDS = 300

Found = TypeVar("Found")


def until(look: Callable[[], Found], otherwise: str = "it never came to that") -> Found:
    """Look again and again until there is something to see, which is what comes back."""
    latest = monotonic() + PATIENCE_SECONDS
    while not (found := look()):
        assert monotonic() < latest, otherwise
        sleep(0.02)
    return found
