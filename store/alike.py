"""Alike: which places and organizations we know somebody may have meant with what they typed.

Words are compared folded as in `store.search`, and one letter more or less does not matter. A rare
word ("Lukashaus") tells more than one that stands in many names ("Gemeindehaus").
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from sqlite_utils import Database

from store import search
from store.database import rows

# Words may differ by this much, and are still taken for the same; numbers may not.
CLOSE_ENOUGH = 0.82
MOST_SPELLINGS = 5
WORTH_SHOWING = 0.25
# So much must fit, and so much less the next one, that the first is taken for what was meant.
SURE = 0.8
AHEAD = 0.9


@dataclass(frozen=True, slots=True)
class Alike:
    """One that may be meant; `likeness` is from 0 to 1."""

    id: int
    name: str
    likeness: float


def venues(db: Database, typed: str, *, most: int) -> list[Alike]:
    """The venues whose name and address are most like what was typed, the best first."""
    sql = (
        "SELECT id, name || ', ' || street || ', ' || trim(postcode || ' ' || town) AS name"
        " FROM venue ORDER BY id"
    )
    return _most_alike({row["id"]: row["name"] for row in rows(db, sql)}, typed, most)


def organizations(db: Database, typed: str, *, most: int) -> list[Alike]:
    """The organizations whose name is most like what was typed, the best first."""
    found = rows(db, "SELECT id, name FROM organization ORDER BY id")
    return _most_alike({row["id"]: row["name"] for row in found}, typed, most)


def surely_meant(found: list[Alike]) -> Alike | None:
    """The first of those found, if it may be chosen beforehand: a wrong place is a closed door."""
    if not found or found[0].likeness < SURE:
        return None
    is_ahead = len(found) == 1 or found[1].likeness < found[0].likeness * AHEAD
    return found[0] if is_ahead else None


def _most_alike(names: dict[int, str], typed: str, most: int) -> list[Alike]:
    words = {its_id: _words(name) for its_id, name in names.items()}
    how_many = Counter(word for each in words.values() for word in each)
    meant = {word: _spellings(word, how_many) for word in _words(typed)}
    weights = {
        word: math.log(1 + len(names) / max([1, *(how_many[known] for known in known_as)]))
        for word, known_as in meant.items()
    }
    found = [
        Alike(its_id, names[its_id], _likeness(words[its_id], meant, weights)) for its_id in names
    ]
    found = [one for one in found if one.likeness >= WORTH_SHOWING]
    return sorted(found, key=lambda one: (-one.likeness, one.name))[:most]


def _likeness(words: set[str], meant: dict[str, list[str]], weights: dict[str, float]) -> float:
    shared = sum(
        weights[word] for word, known_as in meant.items() if not words.isdisjoint(known_as)
    )
    return shared / (sum(weights.values()) or 1)


def _spellings(word: str, known: Iterable[str]) -> list[str]:
    if word.isdigit():
        return [word]
    return get_close_matches(word, known, n=MOST_SPELLINGS, cutoff=CLOSE_ENOUGH)


def _words(text: str) -> set[str]:
    return {word for word in search.WORD.findall(search.fold(text)) if word not in search.FILLERS}
