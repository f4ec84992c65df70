"""Which language somebody gets who did not choose one yet."""

from collections.abc import Sequence
from functools import lru_cache

from store.languages import LANGUAGES

# What a browser may ask for, and the prefix of ours that serves it.
PREFIX_OF_TAG = {language.tag: prefix for prefix, language in LANGUAGES.items()}


@lru_cache(maxsize=1000)
def preferred(accept_language: str, offered: Sequence[str]) -> str:
    """The offered prefix an Accept-Language header likes best; the first offered if none fits."""
    for tag in _by_liking(accept_language):
        prefix = PREFIX_OF_TAG.get(tag) or PREFIX_OF_TAG.get(tag.partition("-")[0], "")
        if prefix in offered:
            return prefix
    return offered[0]


def _by_liking(header: str) -> list[str]:
    liked = []
    for part in header.lower().split(","):
        tag, _, quality = part.strip().partition(";q=")
        liked.append((-_number(quality), tag.strip()))
    return [tag for dislike, tag in sorted(liked, key=lambda pair: pair[0]) if dislike < 0]


def _number(quality: str) -> float:
    try:
        return float(quality or "1")
    except ValueError:
        return 0.0
