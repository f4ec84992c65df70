"""Turns: after a change in town all screens want new documents, and one at a time may ask."""

from datetime import datetime, timedelta

# Seven languages take the server half a second; scans and heartbeats come in between.
A_TURN = timedelta(seconds=2)


class Turns:
    """Given to whoever comes first once the one before had its time."""

    def __init__(self) -> None:
        self._free_at: datetime | None = None

    def take(self, now: datetime) -> bool:
        """Whether it is the turn of whoever asks."""
        # A clock that was set back must not stop everybody.
        is_free = self._free_at is None or not now < self._free_at <= now + A_TURN
        if is_free:
            self._free_at = now + A_TURN
        return is_free
