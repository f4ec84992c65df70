"""Wishes: what somebody looks for, and the offers that are known to fit."""

from dataclasses import dataclass

from sqlite_utils import Database

from store.database import rows


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for; an empty word means any."""

    district: str = ""
    language: str = ""
    situation: str = ""
    is_free: bool = False
    needs_no_sign_up: bool = False
    is_step_free: bool = False

    def is_empty(self) -> bool:
        """Whether anything will do."""
        return self == Wish()


def fitting(db: Database, wish: Wish) -> list[int]:
    """Published offers that are known to fit; what is unknown does not fit a wish for it."""
    return [
        row["id"]
        for row in rows(
            db,
            """
            SELECT o.id FROM offer o JOIN venue v ON v.id = o.venue_id
            LEFT JOIN district d ON d.id = v.district_id
            WHERE o.status = 'published'
              AND (:district = '' OR d.name = :district)
              AND (NOT :free OR o.free = 'yes')
              AND (NOT :no_sign_up OR o.no_sign_up = 'yes')
              AND (NOT :step_free OR v.step_free = 'yes')
              AND (:language = '' OR EXISTS (SELECT 1 FROM offer_language l
                   WHERE l.offer_id = o.id AND l.language = :language))
              AND (:situation = '' OR EXISTS (SELECT 1 FROM offer_life_situation s
                   WHERE s.offer_id = o.id AND s.situation IN (:situation, 'everyone')))
            ORDER BY o.id
            """,
            district=wish.district,
            free=wish.is_free,
            no_sign_up=wish.needs_no_sign_up,
            step_free=wish.is_step_free,
            language=wish.language,
            situation=wish.situation,
        )
    ]


def spoken_languages(db: Database) -> list[str]:
    """Languages spoken at any published offer."""
    sql = (
        "SELECT DISTINCT l.language FROM offer_language l JOIN offer o ON o.id = l.offer_id"
        " WHERE o.status = 'published' ORDER BY l.language"
    )
    return [row["language"] for row in rows(db, sql)]
