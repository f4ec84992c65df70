"""The office's pepper: a secret beside the database, without which a copy of it opens nothing."""

import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from store.errors import NotWritten

FILE_NAME = "pepper.key"


def of(folder: Path) -> bytes:
    """The pepper of the office in this data folder, made on first use; only its owner reads it.

    Whoever loses it must invite everybody anew: passwords and second factors hang on it. Raises
    NotWritten if it cannot be made.
    """
    path = folder / FILE_NAME
    if not path.exists():
        try:
            _make(path)
        except OSError as error:
            raise NotWritten(f"{path}: {error}") from error
    return path.read_bytes()


def derived(pepper: bytes, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose, so that none is used for two."""
    return hmac.digest(pepper, purpose.encode(), "sha256")


def _make(path: Path) -> None:
    # Whole or not at all: two processes may start at once, and half a pepper locks everybody out.
    with NamedTemporaryFile(dir=path.parent) as file:
        file.write(secrets.token_bytes(32))
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)
