"""When each request came to each of its steps, for reading twenty thousand of them at once."""

from sqlite_utils import Database


def apply(db: Database) -> None:
    """Keep the moments beside the requests in an index, in the place of one without them."""
    db.execute("CREATE INDEX event_by_step ON event (referral_id, what, at)")
    db.execute("DROP INDEX event_by_referral")
