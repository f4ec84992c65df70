"""Offers that came from somebody's list, and how to know them again when the list comes again."""

import json
from dataclasses import dataclass

from sqlite_utils import Database

from store.database import rows, transaction, update


@dataclass(frozen=True, slots=True)
class Listing:
    """How a list names an offer; a list has no ids, and people correct even names and streets."""

    title: str
    organization: str
    town: str
    street: str

    def without_street(self) -> "Listing":
        """The same without its street, to know an offer again that has moved."""
        return Listing(self.title, self.organization, self.town, "")


@dataclass(frozen=True, slots=True)
class Known:
    """An offer we took over from the list before, and the digest of its row then."""

    offer_id: int
    listing: Listing
    digest: str


def from_source(db: Database, source: str) -> list[Known]:
    """Every offer taken over from this list so far."""
    return [
        Known(row["id"], Listing(*json.loads(row["source_key"])), row["source_digest"])
        for row in rows(
            db,
            "SELECT id, source_key, source_digest FROM offer WHERE source = ? ORDER BY id",
            source,
        )
    ]


def remember(db: Database, offer_id: int, *, source: str, listing: Listing, digest: str) -> None:
    """Note which row of the list this offer is, and what the row said."""
    key = json.dumps([listing.title, listing.organization, listing.town, listing.street])
    with transaction(db):
        said = {"source": source, "source_key": key, "source_digest": digest}
        update(db, "offer", offer_id, said)
