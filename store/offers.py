"""Offers: what people can come to, with everything a shy person asks before coming."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlite_utils import Database

from store import offer_texts, search
from store.database import Row, one, rows, transaction, update
from store.errors import NotFound
from store.facts import Fact
from store.offer_texts import OfferText
from store.organizations import SELECT as SELECT_ORGANIZATION
from store.organizations import Organization
from store.venues import SELECT as SELECT_VENUE
from store.venues import Venue

SITUATIONS = (
    "new_in_town",
    "alone",
    "single_parent",
    "caring",
    "between_jobs",
    "newcomer",
    "bereaved",
    "everyone",
)


@dataclass(frozen=True, slots=True)
class Details:
    """What an offer says in every language alike; cost in cents, None where nobody told us."""

    category: str = ""
    age_from: int | None = None
    age_to: int | None = None
    cost_cents: int | None = None
    free: Fact = "unknown"
    no_sign_up: Fact = "unknown"
    come_alone: Fact = "unknown"
    no_need_to_buy: Fact = "unknown"
    companion_welcome: Fact = "unknown"
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer as one reader sees it: `text` is in their language or the next best."""

    id: int
    status: str
    details: Details
    text: OfferText
    organization: Organization
    venue: Venue
    languages: tuple[str, ...]
    situations: tuple[str, ...]

    def phone(self) -> str | None:
        """The number to call about this offer: its own, or its organization's."""
        return self.details.phone or self.organization.phone

    def email(self) -> str | None:
        """The address to write to about this offer: its own, or its organization's."""
        return self.details.email or self.organization.email


def get(db: Database, offer_id: int, *, language: str) -> Offer:
    """The published offer with this id, in the reader's language or the next best.

    Raises NotFound, also for one that is not published.
    """
    found = by_ids(db, [offer_id], language=language)
    if not found:
        raise NotFound(f"no published offer {offer_id}")
    return found[0]


def by_ids(db: Database, offer_ids: Iterable[int], *, language: str) -> list[Offer]:
    """The published ones among these offers, in the order of the ids."""
    return _read(db, list(offer_ids), language=language, where="status = 'published'")


def in_language(db: Database, known: Iterable[Offer], *, language: str) -> list[Offer]:
    """The same offers as a reader of another language sees them; only their texts are read."""
    texts = offer_texts.best(db, [offer.id for offer in known], language=language)
    return [replace(offer, text=texts[offer.id]) for offer in known]


def in_any_status(db: Database, offer_ids: Iterable[int], *, language: str) -> list[Offer]:
    """These offers, published or not, in the order of the ids."""
    return _read(db, list(offer_ids), language=language, where="TRUE")


def _read(db: Database, ids: list[int], *, language: str, where: str) -> list[Offer]:
    wanted = json.dumps(ids)
    in_wanted = "IN (SELECT value FROM json_each(?))"
    found = rows(db, f"SELECT * FROM offer WHERE {where} AND id {in_wanted}", wanted)
    texts = offer_texts.best(db, ids, language=language)
    venues = _venues(db, {row["venue_id"] for row in found})
    organizations = _organizations(db, {row["organization_id"] for row in found})
    spoken = _sets(db, "offer_language", "language", wanted)
    situations = _sets(db, "offer_life_situation", "situation", wanted)
    offers = {
        row["id"]: Offer(
            id=row["id"],
            status=row["status"],
            details=_details(row),
            text=texts[row["id"]],
            organization=organizations[row["organization_id"]],
            venue=venues[row["venue_id"]],
            languages=spoken.get(row["id"], ()),
            situations=situations.get(row["id"], ()),
        )
        for row in found
    }
    return [offers[offer_id] for offer_id in ids if offer_id in offers]


def distances(db: Database, *, lat: float, lon: float, within_m: float) -> dict[int, float]:
    """Published offers within a distance of a point: id → metres as the crow flies, near first."""
    return {
        row["id"]: row["metres"]
        for row in rows(
            db,
            """
            SELECT o.id, 2 * 6371000 * asin(sqrt(
              pow(sin(radians(v.lat - :lat) / 2), 2) +
              cos(radians(:lat)) * cos(radians(v.lat)) * pow(sin(radians(v.lon - :lon) / 2), 2)
            )) AS metres
            FROM venue v JOIN offer o ON o.venue_id = v.id
            WHERE o.status = 'published' AND v.lat IS NOT NULL AND metres <= :within
            ORDER BY metres, o.id
            """,
            lat=lat,
            lon=lon,
            within=within_m,
        )
    }


def without_place(db: Database, *, town: str | None) -> list[int]:
    """Published offers nobody has placed on the map yet; those of this town, or of every town."""
    sql = (
        "SELECT o.id FROM offer o JOIN venue v ON v.id = o.venue_id WHERE o.status = 'published'"
        " AND v.lat IS NULL AND (:town IS NULL OR v.town = :town OR v.district_id IS NOT NULL)"
        " ORDER BY o.id"
    )
    return [row["id"] for row in rows(db, sql, town=town)]


def create(
    db: Database, *, organization_id: int, venue_id: int, text: OfferText, details: Details
) -> int:
    """Publish a new offer with its German text. Returns its id."""
    with transaction(db):
        offer_id = int(
            db.execute(
                "INSERT INTO offer (organization_id, venue_id) VALUES (?, ?) RETURNING id",
                [organization_id, venue_id],
            ).fetchone()[0]
        )
        describe(db, offer_id, details)
        offer_texts.write(db, offer_id, text)
        search.index(db, offer_id)
    return offer_id


def describe(db: Database, offer_id: int, details: Details) -> None:
    """Set what the offer says in every language alike."""
    checked_on = details.checked_on and details.checked_on.isoformat()
    columns = {name: getattr(details, name) for name in Details.__slots__}
    with transaction(db):
        update(db, "offer", offer_id, {**columns, "checked_on": checked_on})


def details(db: Database, offer_id: int) -> Details:
    """What the offer says in every language alike, whatever its status. Raises NotFound."""
    return _details(one(db, "SELECT * FROM offer WHERE id = ?", offer_id))


def relocate(db: Database, offer_id: int, *, organization_id: int, venue_id: int) -> None:
    """Let another organization make the offer, or the same at another venue."""
    with transaction(db):
        update(db, "offer", offer_id, {"organization_id": organization_id, "venue_id": venue_id})


def translate(db: Database, offer_id: int, text: OfferText) -> None:
    """Write the offer's text in one language, new or again, and make it findable."""
    with transaction(db):
        offer_texts.write(db, offer_id, text)
        search.index(db, offer_id)


def untranslate(db: Database, offer_id: int, *, language: str) -> None:
    """Take back the offer's text in one language; the German one always stays."""
    with transaction(db):
        offer_texts.remove(db, offer_id, language=language)
        search.index(db, offer_id)


def welcome(
    db: Database, offer_id: int, *, languages: Iterable[str], situations: Iterable[str]
) -> None:
    """Say which languages are spoken there and for whose situation it is meant."""
    with transaction(db):
        for table, column, values in (
            ("offer_language", "language", languages),
            ("offer_life_situation", "situation", situations),
        ):
            db.execute(f"DELETE FROM {table} WHERE offer_id = ?", [offer_id])
            db.table(table).insert_all({"offer_id": offer_id, column: value} for value in values)


def _details(row: Row) -> Details:
    values = {name: row[name] for name in Details.__slots__}
    values["checked_on"] = values["checked_on"] and date.fromisoformat(values["checked_on"])
    return Details(**values)


def _venues(db: Database, ids: set[int]) -> dict[int, Venue]:
    found = rows(
        db, f"{SELECT_VENUE} WHERE v.id IN (SELECT value FROM json_each(?))", json.dumps(list(ids))
    )
    return {row["id"]: Venue(**row) for row in found}


def _organizations(db: Database, ids: set[int]) -> dict[int, Organization]:
    sql = f"{SELECT_ORGANIZATION} WHERE id IN (SELECT value FROM json_each(?))"
    return {row["id"]: Organization(**row) for row in rows(db, sql, json.dumps(list(ids)))}


def _sets(db: Database, table: str, column: str, wanted: str) -> dict[int, tuple[str, ...]]:
    sets: dict[int, tuple[str, ...]] = {}
    for row in rows(
        db,
        f"SELECT offer_id, {column} AS value FROM {table}"
        " WHERE offer_id IN (SELECT value FROM json_each(?)) ORDER BY offer_id, value",
        wanted,
    ):
        sets[row["offer_id"]] = (*sets.get(row["offer_id"], ()), row["value"])
    return sets
