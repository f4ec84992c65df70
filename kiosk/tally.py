"""The tally: every scan and step is written at once, and none is lost or waited for."""

import logging
import threading
import time
from collections import Counter
from itertools import islice
from pathlib import Path

from store import database, scans
from store.errors import NotWritten
from store.scans import Counted

log = logging.getLogger(__name__)

RETRY_SECONDS = 0.5

# A write waits for the disk. Each scan of a usual day gets one, before it is answered. When more
# come than this, for longer than a burst, some share a write, which comes milliseconds later.
USUAL_A_SECOND = 500
BURST_SECONDS = 0.2
CROWD_SECONDS = 0.01

# What waited for a long import must not make one person wait for all of it.
MOST_IN_A_WRITE = 50


class Tally:
    """Counts into the database; what a locked or full one refuses waits in memory and is retried.

    A person at a poster never waits for a counter: nothing here blocks on somebody else's lock.
    """

    def __init__(self, folder: Path) -> None:
        self._db = database.open_office(folder, wait_ms=0)
        self._waiting: Counter[Counted] = Counter()
        self._lock = threading.Lock()
        self._later: threading.Timer | None = None
        self._usual_until = 0.0
        self._rests_until = 0.0

    def count(self, what: Counted) -> None:
        """Count one scan, step or miss."""
        with self._lock:
            self._waiting[what] += 1
            if self._is_crowded() and time.monotonic() < self._rests_until:
                self._write_later(CROWD_SECONDS)
                return
            try:
                self._write(wait_seconds=0)
            except Exception:
                # A broken counter must not keep anybody from the page; it is tried again next time.
                log.exception("a count could not be written")

    def settle(self, *, wait_seconds: float) -> None:
        """Write what still waits, trying for so long; for the moment before the process ends."""
        with self._lock:
            while self._waiting and self._write(wait_seconds=wait_seconds):
                pass

    def _is_crowded(self) -> bool:
        """Take one more; whether that is more than usual."""
        now = time.monotonic()
        start = max(self._usual_until, now - BURST_SECONDS)
        self._usual_until = min(start + 1 / USUAL_A_SECOND, now + BURST_SECONDS)
        return self._usual_until > now

    def _write(self, *, wait_seconds: float) -> bool:
        began = time.monotonic()
        part = dict(islice(self._waiting.items(), MOST_IN_A_WRITE))
        try:
            scans.record(self._db, part, wait_seconds=wait_seconds)
        except NotWritten:
            self._write_later(RETRY_SECONDS)
            return False
        for what in part:
            del self._waiting[what]
        if self._waiting:
            self._write_later(CROWD_SECONDS)
        # In a crowd, writing takes half of the time at most, however slow the disk.
        ended = time.monotonic()
        self._rests_until = ended + (ended - began)
        return True

    def _write_later(self, seconds: float) -> None:
        if self._later is None or not self._later.is_alive():
            self._later = threading.Timer(seconds, self._write_now)
            self._later.daemon = True
            self._later.start()

    def _write_now(self) -> None:
        with self._lock:
            self._later = None
            if self._waiting:
                self._write(wait_seconds=0)
