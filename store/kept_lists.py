"""Lists somebody has looked through and not taken over yet, as files with random names.

A list waits here with what is known about it, until it is taken over or a day old.
"""

import os
import re
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from store import new_files
from store.errors import NotFound

FOLDER = "imports"
KEPT_FOR = timedelta(days=1)
NAME = re.compile(r"[0-9a-f]{32}", re.ASCII)


def new(folder: Path, content: bytes, *, now: datetime) -> str:
    """Keep a list in an office's data folder; returns its random name."""
    name = secrets.token_hex(16)
    (folder / FOLDER).mkdir(mode=0o700, exist_ok=True)
    _write(folder / FOLDER / name, content, now)
    return name


def note(folder: Path, name: str, said: str, *, now: datetime) -> None:
    """Keep beside a list what is known about it."""
    _write(folder / FOLDER / f"{name}.json", said.encode(), now)


def path(folder: Path, name: str, *, now: datetime) -> Path:
    """The file of a list. Raises NotFound once it was taken over or is a day old."""
    found = folder / FOLDER / name
    if not NAME.fullmatch(name) or not found.exists() or _is_old(found, now):
        raise NotFound(f"no list {name} waits here")
    return found


def said(folder: Path, name: str, *, now: datetime) -> str:
    """What is known about a list. Raises NotFound like `path`."""
    beside = path(folder, name, now=now).with_suffix(".json")
    if not beside.exists():
        raise NotFound(f"nothing is known about the list {name}")
    return beside.read_text("utf-8")


def forget(folder: Path, name: str, *, now: datetime) -> None:
    """Remove a list and what is known about it. Raises NotFound like `path`."""
    found = path(folder, name, now=now)
    found.with_suffix(".json").unlink(missing_ok=True)
    found.unlink()


def forget_old(folder: Path, *, now: datetime) -> None:
    """Remove every list that is a day old."""
    if (folder / FOLDER).exists():
        for found in (folder / FOLDER).iterdir():
            if _is_old(found, now):
                found.unlink(missing_ok=True)


def _write(path: Path, content: bytes, now: datetime) -> None:
    new_files.write_once(path, content)
    os.utime(path, (now.timestamp(), now.timestamp()))


def _is_old(path: Path, now: datetime) -> bool:
    return path.stat().st_mtime <= (now - KEPT_FOR).timestamp()
