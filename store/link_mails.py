"""Mails that carry a link to an organization, and are not sent once that link is void."""

from collections.abc import Collection

from sqlite_utils import Database

from store import tokens
from store.database import rows, transaction


def take_back(db: Database, organization_id: int, *, token_hashes: Collection[str]) -> None:
    """Remove what waits for an organization and ends with one of the tokens hashed here."""
    sql = "SELECT id, path FROM mail WHERE sent_at IS NULL AND organization_id = ?"
    with transaction(db):
        for row in rows(db, sql, organization_id):
            if tokens.hashed(row["path"].rpartition("/")[2]) in token_hashes:
                db.execute("DELETE FROM mail WHERE id = ?", [row["id"]])
