"""Demand: what was looked for and not found, kept so that nobody can be told from it."""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlite_utils import Database

from store.database import rows, transaction
from store.errors import NotWritten
from store.search import WORD, fold

# Words appear only after so many different days: once may be a name, three times is a wish.
DAYS_BEFORE_WORDS = 3
FORGOTTEN_AFTER = timedelta(days=90)


def note_empty_search(
    db: Database,
    *,
    words: str,
    district: str,
    situation: str,
    language: str,
    on: date,
    key: bytes,
) -> None:
    """Count a search that found nothing: its filters by day, its words as a keyed mark.

    The words themselves are written down on the third different day they are missed; marks of
    words not missed often enough in 90 days are dropped.
    """
    with transaction(db):
        db.execute(
            "INSERT INTO empty_search_day VALUES (?, ?, ?, ?, 1)"
            " ON CONFLICT DO UPDATE SET n = n + 1",
            [on.isoformat(), district, situation, language],
        )
        _forget_rare_words(db, on=on)
        folded = " ".join(sorted(WORD.findall(fold(words))))[:80]
        if folded:
            _note_words(db, folded, on=on, key=key)


def wished_words(db: Database) -> dict[str, int]:
    """Words missed on three different days or more → how often in all, most wished first."""
    sql = "SELECT words, n FROM searched_words WHERE words IS NOT NULL ORDER BY n DESC, words"
    return {row["words"]: row["n"] for row in rows(db, sql)}


def key(folder: Path) -> bytes:
    """The office's key for marks of searched words, made on first use; only its owner reads it.

    Raises NotWritten if it cannot be made.
    """
    path = folder / "searched-words.key"
    if not path.exists():
        try:
            _make_key(path)
        except OSError as error:
            raise NotWritten(f"{path}: {error}") from error
    return path.read_bytes()


def _make_key(path: Path) -> None:
    # Whole or not at all: an empty key would let anybody test words against their marks.
    with NamedTemporaryFile(dir=path.parent) as file:
        file.write(secrets.token_bytes(32))
        file.flush()
        with suppress(FileExistsError):
            os.link(file.name, path)


def _forget_rare_words(db: Database, *, on: date) -> None:
    db.execute(
        "DELETE FROM searched_words WHERE words IS NULL AND last_on < ?",
        [(on - FORGOTTEN_AFTER).isoformat()],
    )


def _note_words(db: Database, folded: str, *, on: date, key: bytes) -> None:
    mark = hmac.new(key, folded.encode(), hashlib.sha256).hexdigest()
    db.execute(
        "INSERT INTO searched_words (mark, days, last_on, n) VALUES (?, 1, ?, 1)"
        " ON CONFLICT DO UPDATE SET n = n + 1, days = days + (last_on < excluded.last_on),"
        " last_on = max(last_on, excluded.last_on)",
        [mark, on.isoformat()],
    )
    db.execute(
        "UPDATE searched_words SET words = ? WHERE mark = ? AND days >= ?",
        [folded, mark, DAYS_BEFORE_WORDS],
    )
