"""Proposals: when whoever made one was told what became of it, by mail or on the phone."""

from sqlite_utils import Database


def apply(db: Database) -> None:
    """Add the moment."""
    db.execute("ALTER TABLE proposal ADD COLUMN told_at TEXT")
