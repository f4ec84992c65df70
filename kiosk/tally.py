"""The tally: every scan and step is written at once, and none is lost or waited for."""

import threading
from collections import Counter
from pathlib import Path

from store import database, scans
from store.errors import NotWritten
from store.scans import Counted

RETRY_SECONDS = 0.5


class Tally:
    """Counts into the database; what a locked or full one refuses waits in memory and is retried.

    A person at a poster never waits for a counter: nothing here blocks on somebody else's lock.
    """

    def __init__(self, folder: Path) -> None:
        self._db = database.open_office(folder, wait_ms=0)
        self._waiting: Counter[Counted] = Counter()
        self._lock = threading.Lock()
        self._retry: threading.Timer | None = None

    def count(self, what: Counted) -> None:
        """Count one scan, step or miss."""
        with self._lock:
            self._waiting[what] += 1
            self._write(wait_seconds=0)

    def settle(self, *, wait_seconds: float) -> None:
        """Write what still waits, trying for so long; for the moment before the process ends."""
        with self._lock:
            if self._waiting:
                self._write(wait_seconds=wait_seconds)

    def _write(self, *, wait_seconds: float) -> None:
        try:
            scans.record(self._db, self._waiting, wait_seconds=wait_seconds)
        except NotWritten:
            self._retry_later()
        else:
            self._waiting.clear()

    def _retry_later(self) -> None:
        if self._retry is None or not self._retry.is_alive():
            self._retry = threading.Timer(RETRY_SECONDS, self._try_again)
            self._retry.daemon = True
            self._retry.start()

    def _try_again(self) -> None:
        with self._lock:
            self._retry = None
            if self._waiting:
                self._write(wait_seconds=0)
