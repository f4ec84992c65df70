"""Screens: placements that show by themselves what is on, on a bench, in a library, at a stele.

A screen is known by the key in its address, of which only the hash is kept here.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from store import codes, moments, placements, tokens
from store.database import Row, insert, one, rows, transaction
from store.errors import Gone, Taken
from store.placements import Placement
from store.screen_profiles import PROFILES, Profile

KEY_BYTES = 16
PAIRING_SYMBOLS = 8
PAIRING_VALID_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Screen:
    """A placement's screen; `languages` in the order they are offered, the first is the usual one.

    `categories` is empty where all are shown, `quiet` holds two local times HH:MM or nothing.
    """

    id: int
    placement: Placement
    profile: Profile
    languages: tuple[str, ...]
    radius_m: int
    categories: tuple[str, ...]
    quiet: tuple[str, str] | None
    has_printer: bool
    is_revoked: bool
    wish: str


SELECT = """
SELECT id, placement_id, profile, languages, radius_m, categories, quiet_from, quiet_until,
       has_printer, revoked_at, coalesce(wish, '') AS wish
FROM screen
"""


def get(db: Database, screen_id: int) -> Screen:
    """The screen with this id. Raises NotFound."""
    return _screen(db, one(db, f"{SELECT} WHERE id = ?", screen_id))


def by_key(db: Database, key: str) -> Screen:
    """The screen with this key in its address. Raises NotFound, and Gone for one put out."""
    screen = _screen(db, one(db, f"{SELECT} WHERE key_hash = ?", tokens.hashed(key)))
    if screen.is_revoked:
        raise Gone(f"screen {screen.id} was switched off")
    return screen


def everywhere(db: Database) -> list[Screen]:
    """All screens, the oldest first."""
    return [_screen(db, row) for row in rows(db, f"{SELECT} ORDER BY id")]


def add(
    db: Database, placement_id: int, *, profile: str, languages: tuple[str, ...], now: datetime
) -> str:
    """Make a placement a screen; returns the key of its address, which is not kept here.

    Raises Taken if it is one already.
    """
    key = _new_key()
    with transaction(db):
        if rows(db, "SELECT 1 FROM screen WHERE placement_id = ?", placement_id):
            raise Taken(f"placement {placement_id} has a screen already")
        row: Row = {
            "placement_id": placement_id,
            "profile": profile,
            "languages": " ".join(languages),
            "has_printer": PROFILES[profile].has_printer,
            "key_hash": tokens.hashed(key),
            "created_at": moments.written(now),
        }
        insert(db, "screen", row)
    return key


def settle(
    db: Database,
    screen_id: int,
    *,
    languages: tuple[str, ...],
    radius_m: int | None,
    categories: tuple[str, ...],
    quiet: tuple[str, str] | None,
    has_printer: bool,
) -> Screen:
    """Say anew what a screen shows, and when it is quiet."""
    changed: Row = {
        "languages": " ".join(languages),
        "radius_m": radius_m,
        "categories": "\n".join(categories),
        "quiet_from": quiet and quiet[0],
        "quiet_until": quiet and quiet[1],
        "has_printer": has_printer,
    }
    with transaction(db):
        db.table("screen").update(screen_id, changed)
    return get(db, screen_id)


def offer_pairing(db: Database, screen_id: int, *, now: datetime) -> str:
    """Eight symbols to be typed once at the device; an earlier offer is void."""
    typed = "".join(secrets.choice(codes.ALPHABET) for _ in range(PAIRING_SYMBOLS))
    until = moments.written(now + PAIRING_VALID_FOR)
    with transaction(db):
        changed = {"pairing_hash": tokens.hashed(typed), "pairing_until": until}
        db.table("screen").update(screen_id, changed)
    return typed


def pair(db: Database, typed: str, *, now: datetime) -> str:
    """Use a pairing code up; returns a new key, and the one before is void. Raises NotFound, Gone.

    A screen that was switched off is on again: somebody at the desk made the code for it.
    """
    key, offered = _new_key(), tokens.hashed(codes.normalise(typed))
    with transaction(db):
        row = one(db, "SELECT id, pairing_until FROM screen WHERE pairing_hash = ?", offered)
        if moments.read(row["pairing_until"]) <= now:
            raise Gone(f"the pairing code of screen {row['id']} has expired")
        void = {"pairing_hash": None, "pairing_until": None, "revoked_at": None}
        db.table("screen").update(row["id"], {"key_hash": tokens.hashed(key), **void})
    return key


def revoke(db: Database, screen_id: int, *, now: datetime) -> None:
    """Switch a screen off for good: its address and an open pairing code lead nowhere."""
    with transaction(db):
        void = {"pairing_hash": None, "pairing_until": None}
        db.table("screen").update(screen_id, {"revoked_at": moments.written(now), **void})


def wish_for(db: Database, screen_id: int, wish: str, *, now: datetime) -> None:
    """Ask a screen to `restart` or `refresh`; it hears of it with its next heartbeat."""
    with transaction(db):
        db.table("screen").update(screen_id, {"wish": wish, "wish_at": moments.written(now)})


def _screen(db: Database, row: Row) -> Screen:
    profile = PROFILES[row["profile"]]
    return Screen(
        id=row["id"],
        placement=placements.get(db, row["placement_id"]),
        profile=profile,
        languages=tuple(row["languages"].split()),
        radius_m=row["radius_m"] or profile.radius_m,
        categories=tuple(row["categories"].splitlines()),
        quiet=(row["quiet_from"], row["quiet_until"]) if row["quiet_from"] else None,
        has_printer=bool(row["has_printer"]),
        is_revoked=row["revoked_at"] is not None,
        wish=row["wish"],
    )


def _new_key() -> str:
    """A key that can be typed behind a command: one that begins with a dash would be an option."""
    while (key := secrets.token_urlsafe(KEY_BYTES)).startswith("-"):
        continue
    return key
