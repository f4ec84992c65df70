"""The revision of what the public sees: grows with each change, whichever process made it."""

from sqlite_utils import Database


def of(db: Database) -> int:
    """The number of changes so far to anything a public page shows; scans are none."""
    return int(db.execute("SELECT n FROM revision").fetchone()[0])
