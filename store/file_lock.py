"""File locks: of all processes on this machine, one at a time holds one; a killed one lets go."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store import new_files
from store.errors import Busy, NotWritten


@contextmanager
def held(path: Path, *, wait_seconds: float) -> Iterator[None]:
    """Hold the lock with this path while the block runs.

    Raises Busy if it is not free within `wait_seconds`, NotWritten if it cannot be made.
    """
    try:
        lock = _opened(path)
    except OSError as error:
        raise NotWritten(str(error)) from error
    try:
        _lock(lock, path, until=time.monotonic() + wait_seconds)
        yield
    finally:
        os.close(lock)


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR)
    except FileNotFoundError:
        new_files.write_once(path, b"", mode=new_files.mode_in(path.parent))
        return os.open(path, os.O_RDWR)


def _lock(lock: int, path: Path, *, until: float) -> None:
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise Busy(f"another writer holds {path.stem}") from None
            time.sleep(0.002)
