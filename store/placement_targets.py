"""Where a code leads, and led: every target with its time, who chose it and why."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlencode

from sqlite_utils import Database

from store import moments
from store.database import insert, one, rows, transaction


@dataclass(frozen=True, slots=True)
class Target:
    """What a code leads to: offers around its place, one offer, or a list filtered by a query.

    `filter` is the query of the public list, for example `situation=caring&free=yes`.
    """

    kind: str
    offer_id: int | None = None
    filter: str = ""


AROUND = Target("around")


@dataclass(frozen=True, slots=True)
class Led:
    """Where a code led from a moment to another one (None: until today); `by` is a name."""

    target: Target
    from_at: datetime
    until_at: datetime | None
    by: str
    why: str


def to_offer(offer_id: int) -> Target:
    """Lead to one offer's page."""
    return Target("offer", offer_id=offer_id)


def to_filter(query: str) -> Target:
    """Lead to the public list with these filters chosen, written as an address may hold them."""
    return Target("filter", filter=urlencode(parse_qsl(query)))


def point(
    db: Database, placement_id: int, *, target: Target, by: str, why: str, now: datetime
) -> None:
    """Let the placement's code lead there from now on; what was before stays in the history."""
    at = now.isoformat(timespec="seconds")
    with transaction(db):
        db.execute(
            "UPDATE placement_target SET until_at = ? WHERE placement_id = ? AND until_at IS NULL",
            [at, placement_id],
        )
        insert(
            db,
            "placement_target",
            {
                "placement_id": placement_id,
                "kind": target.kind,
                "offer_id": target.offer_id,
                "filter": target.filter,
                "from_at": at,
                "by": by,
                "why": why,
            },
        )


def current(db: Database, placement_id: int) -> Target:
    """Where the placement's code leads now."""
    return Target(
        **one(
            db,
            "SELECT kind, offer_id, filter FROM placement_target"
            " WHERE placement_id = ? AND until_at IS NULL",
            placement_id,
        )
    )


def on(db: Database, placement_id: int, at: datetime) -> Target:
    """Where the placement's code led at a moment. Raises NotFound if it did not exist yet."""
    moment = at.isoformat(timespec="seconds")
    return Target(
        **one(
            db,
            "SELECT kind, offer_id, filter FROM placement_target WHERE placement_id = ?"
            " AND from_at <= ? AND (until_at IS NULL OR until_at > ?) ORDER BY id DESC",
            placement_id,
            moment,
            moment,
        )
    )


def history(db: Database, placement_id: int) -> list[Led]:
    """Everywhere the placement's code led, the latest first."""
    sql = """SELECT kind, offer_id, filter, from_at, until_at, by, why FROM placement_target
    WHERE placement_id = ? ORDER BY id DESC"""
    return [
        Led(
            Target(row["kind"], row["offer_id"], row["filter"]),
            moments.read(row["from_at"]),
            moments.read(row["until_at"]) if row["until_at"] else None,
            row["by"],
            row["why"],
        )
        for row in rows(db, sql, placement_id)
    ]
