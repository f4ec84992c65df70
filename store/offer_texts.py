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


def every(db: Database, offer_id: int) -> dict[str, OfferText]:
    """All texts of an offer by their language."""
    found = rows(db, "SELECT * FROM offer_text WHERE offer_id = ?", offer_id)
    texts = [OfferText(**{k: v for k, v in row.items() if k != "offer_id"}) for row in found]
    return {text.language: text for text in texts}


def lacking(db: Database, *, language: str, most: int) -> dict[int, OfferText]:
    """Published offers that say nothing in this language yet, each with its German text."""
    found = rows(
        db,
        "SELECT t.* FROM offer_text t JOIN offer o ON o.id = t.offer_id"
        " WHERE t.language = 'de' AND o.status = 'published' AND NOT EXISTS"
        " (SELECT 1 FROM offer_text x WHERE x.offer_id = o.id AND x.language = ?)"
        " ORDER BY t.title LIMIT ?",
        language,
        most,
    )
    return {row.pop("offer_id"): OfferText(**row) for row in found}


def remove(db: Database, offer_id: int, *, language: str) -> None:
    """Take back the text in one language; the German one always stays."""
    with transaction(db):
        db.execute(
            "DELETE FROM offer_text WHERE offer_id = ? AND language = ? AND language <> 'de'",
            [offer_id, language],
        )


def write(db: Database, offer_id: int, text: OfferText) -> None:
    """Set the text of an offer in one language."""
    with transaction(db):
        db.table("offer_text").insert({"offer_id": offer_id, **asdict(text)}, replace=True)
