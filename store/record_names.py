"""What records are called, for telling of them."""

import json
from collections.abc import Iterable

from sqlite_utils import Database

from store.database import rows

NAMES = {
    "offer": "SELECT offer_id AS id, title AS name FROM offer_text WHERE language = 'de'",
    "organization": "SELECT id, name FROM organization",
    "venue": "SELECT id, name FROM venue",
    "district": "SELECT id, name FROM district",
    "campaign": "SELECT id, name FROM campaign",
    "placement": "SELECT id, name FROM placement",
    "line": "SELECT id, name FROM line",
    "meeting": "SELECT id, title AS name FROM meeting",
}


def of(db: Database, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Table and id → name, for those that are still there."""
    ids: dict[str, set[int]] = {}
    for table, record_id in wanted:
        ids.setdefault(table, set()).add(record_id)
    return {
        (table, row["id"]): row["name"]
        for table, found in ids.items()
        for row in rows(
            db,
            f"SELECT * FROM ({NAMES[table]}) WHERE id IN (SELECT value FROM json_each(?))",
            json.dumps(sorted(found)),
        )
    }
