"""The chain of events: each row seals all rows before it, so that no change goes unnoticed.

chain = SHA-256(chain of the row before ‖ SHA-256(body)), all in hexadecimal; the body is the row's
columns as JSON. Whoever can write the file could compute a new chain: so its head is also kept
elsewhere, on paper, and `breaks` is asked whether that head is still in it.
"""

import hashlib
import json
import secrets
from datetime import datetime

from sqlite_utils import Database

from store import moments
from store.database import Row, insert, rows

BEFORE_ALL = "0" * 64
BODY = ("id", "referral_id", "what", "by_role", "by_person", "at", "text_hash")


def append(
    db: Database,
    *,
    referral_id: int,
    what: str,
    by_role: str,
    by_person: int | None,
    text: str | None,
    at: datetime,
) -> None:
    """Add one link; inside the transaction of what it tells about."""
    salt = None if text is None else secrets.token_hex(16)
    event: Row = {
        "referral_id": referral_id,
        "what": what,
        "by_role": by_role,
        "by_person": by_person,
        "at": moments.written(at),
        "text": text,
        "salt": salt,
        "text_hash": None if salt is None else _hash(salt, text or ""),
    }
    _insert(db, event)


def head(db: Database) -> str:
    """The last link: 64 hexadecimal digits that stand for everything that ever happened."""
    found = rows(db, "SELECT chain FROM event ORDER BY id DESC LIMIT 1")
    return str(found[0]["chain"]) if found else BEFORE_ALL


def has_link(db: Database, link: str) -> bool:
    """Whether this link is the chain's, or the beginning before all of them."""
    found = rows(db, "SELECT 1 FROM event WHERE chain = ?", link)
    return bool(found) or link == BEFORE_ALL


def length(db: Database) -> int:
    """How many events there are."""
    return int(db.execute("SELECT count(*) FROM event").fetchone()[0])


def breaks(db: Database, *, noted: str = BEFORE_ALL) -> list[str]:
    """What does not fit, in sentences; empty if nothing was changed, deleted or cut off.

    `noted` is a head that was written down earlier, or its beginning: it must still be a link of
    the chain.
    """
    found, link, links = [], BEFORE_ALL, {BEFORE_ALL}
    for row in rows(db, "SELECT * FROM event ORDER BY id"):
        link = _link(link, row)
        if link != row["chain"]:
            found.append(f"event {row['id']} does not follow from those before it")
            link = row["chain"]
        if row["text"] is not None and _hash(row["salt"], row["text"]) != row["text_hash"]:
            found.append(f"the text of event {row['id']} was changed")
        links.add(link)
    if not any(link.startswith(noted) for link in links):
        found.append("the head noted earlier is not in the chain: events were cut off")
    return found


def begin_with(db: Database, older: str) -> None:
    """Copy the events of an older table, which had no chain; part of its migration."""
    for row in rows(db, f"SELECT * FROM {older} ORDER BY id"):
        _insert(db, {**row, "text": None, "salt": None, "text_hash": None})


def _insert(db: Database, event: Row) -> None:
    # The id is part of the body: a row that is put elsewhere breaks the chain.
    row: Row = {"id": _next_id(db), **event}
    row["chain"] = _link(head(db), row)
    insert(db, "event", row)


def _next_id(db: Database) -> int:
    return int(db.execute("SELECT coalesce(max(id), 0) + 1 FROM event").fetchone()[0])


def _link(before: str, row: Row) -> str:
    body = json.dumps([row[name] for name in BODY], ensure_ascii=False)
    return _hash(before, hashlib.sha256(body.encode()).hexdigest())


def _hash(*parts: str) -> str:
    return hashlib.sha256("".join(parts).encode()).hexdigest()
