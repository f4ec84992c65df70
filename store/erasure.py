"""Erasure: what is known about one request's person goes; the request stays and names nobody.

Where it goes from: the tables here, and the key in `keys.db` (`sealing.erase`). Then the files are
cleared of it. As long as somebody reads older pages they cannot be, and SQLite would keep the words
in its write-ahead log for days: so each erasure leaves a note until its pages are clear.
"""

from sqlite_utils import Database

from store.database import forget_pages, one, rows, transaction
from store.errors import NotWritten

# Attempts to reach somebody and a typed card serve to get in touch: they end with the contact.
# Mails name nobody, but lead to the request; that it was withdrawn is still to be told.
CONTACT = (
    "UPDATE referral SET box = NULL WHERE id = :id AND box IS NOT NULL",
    "DELETE FROM contact_attempt WHERE referral_id = :id",
    """UPDATE hand_off SET typed_code = '' WHERE typed_code <> '' AND
       (referral_id = :id OR card_code = (SELECT code FROM referral WHERE id = :id))""",
    """DELETE FROM mail WHERE kind <> 'withdrawn' AND (path GLOB '*/referrals/' || :id
       OR path GLOB '*/referrals/' || :id || '[/?#]*')""",
)

REST = (
    "UPDATE event SET text = NULL, salt = NULL WHERE referral_id = :id AND text IS NOT NULL",
    "DELETE FROM visit WHERE referral_id = :id",
)


def erase_contact(db: Database, referral_id: int) -> None:
    """Erase how to reach the person of this request, and what only served that."""
    _run(db, CONTACT, referral_id)


def erase_all(db: Database, referral_id: int) -> None:
    """Erase everything about the person of this request: they asked for it."""
    _run(db, CONTACT + REST, referral_id)


def boxes(db: Database) -> set[str]:
    """The names (as in `keys.db`) of everything that lies sealed in the main database."""
    sql = "SELECT record FROM {} WHERE box IS NOT NULL"
    tables = ("referral", "proposal")
    return {row["record"] for table in tables for row in rows(db, sql.format(table))}


def leave_pages(db: Database) -> None:
    """Note, together with an erasure, that its words still stand in the files."""
    db.execute("UPDATE forgetting SET pages_left = pages_left + 1")


def clear_pages(db: Database, keys: Database) -> bool:
    """Clear both files of all that was erased; whether that is done, now or before.

    If not, somebody reads older pages, or the disk is full: call it again some minutes later.
    """
    waiting = one(db, "SELECT pages_left AS n FROM forgetting")["n"]
    if not waiting:
        return True
    try:
        forget_pages(keys)
        forget_pages(db)
    except NotWritten:
        return False
    with transaction(db):
        # What was erased since then waits for the next time.
        db.execute("UPDATE forgetting SET pages_left = pages_left - ?", [waiting])
    return True


def _run(db: Database, statements: tuple[str, ...], referral_id: int) -> None:
    with transaction(db):
        for statement in statements:
            db.execute(statement, {"id": referral_id})
        leave_pages(db)
