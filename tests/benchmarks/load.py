"""Load on a server: at a constant rate that waits for nobody, or as much as it can take."""

import gc
import socket
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from selectors import EVENT_READ, SelectSelector
from time import perf_counter

from tests.benchmarks.line import Line
from tests.benchmarks.phones import Visit

# More lines than answers can be under way even while a server stands still for a moment.
LINES = 256
LINES_AT_PEAK = 32
MOST_SECONDS_TO_DRAIN = 20.0


@dataclass(frozen=True, slots=True)
class Answers:
    """How long each whole visit took, shortest first, in seconds, and the time for all of them."""

    took: tuple[float, ...]
    elapsed: float
    bytes_read: int

    def number(self) -> int:
        """How many visits were answered as they should."""
        return len(self.took)

    def percentile(self, share: float) -> float:
        """The milliseconds within which this share of all visits was over."""
        return self.took[min(self.number() - 1, int(share * self.number()))] * 1000

    def per_second(self) -> float:
        """Visits answered in a second."""
        return self.number() / self.elapsed


def constant(address: str, visits: Iterable[Visit], *, per_second: int, seconds: float) -> Answers:
    """Visits at a constant rate, however slowly they are answered.

    Each one's time runs from the moment it was meant to begin: a server that stands still makes
    all those wait who would have come meanwhile, so they count (no coordinated omission).
    """
    with _load(address, lines=LINES) as load:
        began = perf_counter()
        for n, visit in zip(range(round(per_second * seconds)), visits, strict=False):
            load.begin_at(began + n / per_second, visit)
        return load.finished(began)


def peak(address: str, visits: Iterable[Visit], *, seconds: float = inf) -> Answers:
    """As many visits as the server can take: each line begins the next when one is over."""
    with _load(address, lines=LINES_AT_PEAK) as load:
        began = perf_counter()
        for visit in visits:
            now = perf_counter()
            if now > began + seconds:
                break
            load.begin_at(now, visit)
        return load.finished(began)


@contextmanager
def _load(address: str, *, lines: int) -> Iterator["_Load"]:
    load = _Load(address, lines)
    # A collection of the measuring side's own rubbish would look like a slow answer.
    gc.collect()
    gc.disable()
    try:
        yield load
    finally:
        gc.enable()
        load.close()


class _Load:
    """Visits under way on lines that are kept open."""

    def __init__(self, address: str, lines: int) -> None:
        # Its waits are exact; those of epoll are rounded up to a millisecond.
        self._selector = SelectSelector()
        self._lines = [Line(_connected(address)) for _ in range(lines)]
        # Taken in turn: a server hangs up on a line that nobody uses for long.
        self._idle = deque(self._lines)
        self._took: list[float] = []
        for line in self._lines:
            self._selector.register(line.socket, EVENT_READ, line)

    def begin_at(self, moment: float, visit: Visit) -> None:
        """Wait for the moment, then for a free line if need be, and begin the visit."""
        while not self._idle or perf_counter() < moment:
            self._take_answers(max(0.0, moment - perf_counter()) if self._idle else None)
        self._idle.popleft().begin(visit, moment)

    def finished(self, began: float) -> Answers:
        """What came of all visits, once the last is over."""
        until = perf_counter() + MOST_SECONDS_TO_DRAIN
        while len(self._idle) < len(self._lines):
            self._take_answers(1.0)
            assert perf_counter() < until, "the server does not answer any more"
        elapsed = perf_counter() - began
        bytes_read = sum(line.bytes_read for line in self._lines)
        return Answers(tuple(sorted(self._took)), elapsed, bytes_read)

    def close(self) -> None:
        """Hang up."""
        self._selector.close()
        for line in self._lines:
            line.socket.close()

    def _take_answers(self, wait_seconds: float | None) -> None:
        for key, _ in self._selector.select(wait_seconds):
            line: Line = key.data
            if line.is_over_after_reading():
                self._took.append(perf_counter() - line.began)
                self._idle.append(line)


def _connected(address: str) -> socket.socket:
    host, _, port = address.removeprefix("http://").partition(":")
    connected = socket.create_connection((host, int(port)))
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connected.setblocking(False)
    return connected
