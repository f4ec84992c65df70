"""Offers as the office keeps them: in every status, with what is settled only at the desk."""

from datetime import date
from typing import Literal, get_args

from sqlite_utils import Database

from store import offers
from store.database import rows, transaction
from store.errors import NotFound
from store.offers import Offer

Status = Literal["draft", "published", "paused", "ended"]
STATUSES: tuple[Status, ...] = get_args(Status)


def are_there(db: Database) -> bool:
    """Whether anybody has entered an offer, in whatever state it is."""
    return bool(rows(db, "SELECT 1 FROM offer LIMIT 1"))


def get(db: Database, offer_id: int) -> Offer:
    """The offer with this id in German, published or not. Raises NotFound."""
    found = offers.in_any_status(db, [offer_id], language="de")
    if not found:
        raise NotFound(f"no offer {offer_id}")
    return found[0]


def settle(db: Database, offer_id: int, *, status: str) -> None:
    """Publish an offer, or let it rest."""
    with transaction(db):
        db.table("offer").update(offer_id, {"status": status})


def check(db: Database, offer_id: int, *, on: date) -> None:
    """Note that somebody made sure on this day that everything is still right."""
    with transaction(db):
        db.table("offer").update(offer_id, {"checked_on": on.isoformat()})


def categories(db: Database) -> list[str]:
    """Every category that is in use, by name."""
    sql = "SELECT DISTINCT category FROM offer WHERE category <> '' ORDER BY category"
    return [row["category"] for row in rows(db, sql)]


def of_organization(db: Database, organization_id: int) -> dict[int, str]:
    """The offers an organization makes: id → German title, by title."""
    return _titles(db, "organization_id", organization_id)


def at_venue(db: Database, venue_id: int) -> dict[int, str]:
    """The offers at a venue: id → German title, by title."""
    return _titles(db, "venue_id", venue_id)


def _titles(db: Database, column: str, value: int) -> dict[int, str]:
    sql = (
        "SELECT o.id, t.title FROM offer o JOIN offer_text t"
        f" ON t.offer_id = o.id AND t.language = 'de' WHERE o.{column} = ? ORDER BY t.title"
    )
    return {row["id"]: row["title"] for row in rows(db, sql, value)}
