"""Offer texts: what the town writes about an offer, language by language."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlite_utils import Database

from store.database import rows, transaction
from store.languages import fallbacks


@dataclass(frozen=True, slots=True)
class OfferText:
    """An offer told in one language (a prefix of `languages.LANGUAGES`); `times` is prose."""

    language: str
    title: str
    description: str = ""
    first_visit: str = ""
    audience: str = ""
    times: str = ""


def best(db: Database, offer_ids: Iterable[int], *, language: str) -> dict[int, OfferText]:
    """For each offer the text in this language, else Leichte Sprache, else German."""
    order = fallbacks(language)
    chosen: dict[int, OfferText] = {}
    for row in rows(
        db,
        "SELECT t.* FROM offer_text t JOIN json_each(?) o ON o.value = t.offer_id"
        " JOIN json_each(?) l ON l.value = t.language ORDER BY l.key",
        json.dumps(list(offer_ids)),
        json.dumps(order),
    ):
        offer_id = row.pop("offer_id")
        chosen.setdefault(offer_id, OfferText(**row))
    return chosen


def write(db: Database, offer_id: int, text: OfferText) -> None:
    """Set the text of an offer in one language."""
    with transaction(db):
        db.table("offer_text").insert({"offer_id": offer_id, **asdict(text)}, replace=True)
