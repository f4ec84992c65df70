"""The data of a screen's document: what its script reads, in the reader's language."""

from collections import Counter
from urllib.parse import quote

from flask import g

from kiosk import wording
from kiosk.screens import screen_offers, screen_voice, screen_words, symbols
from kiosk.screens.screen_contents import Contents, interests
from store.offers import SITUATIONS
from store.office import Office
from store.screens import Screen

Data = dict[str, object]

# Topics that lie on the phone pages under a query of their own.
QUERIES = {"today": "when=today", "week": "when=week", "free": "free=yes"}
QUERIES |= {"step_free": "step_free=yes", "here": ""}
DOORS = ("company", "help", "offer", "idea")


def data(screen: Screen, contents: Contents, office: Office) -> Data:
    """Everything a screen's script needs: see `screen_offers` for what an offer says."""
    about = _interests(contents)
    situations = [name for name in SITUATIONS if name != "everyone"]
    return {
        "language": g.language.prefix,
        "place": screen.placement.name,
        "phone": screen_words.phone(office.phone),
        "quiet": screen.quiet,
        "days": screen_offers.days(contents.days),
        "offers": screen_offers.told(contents),
        "here": list(contents.here),
        "topics": screen_words.topics(),
        "interests": [_interest(name) for name in about],
        "situations": {name: wording.situation(name) for name in situations},
        "facts": screen_words.facts(),
        "doors": screen_words.doors(),
        "steps": screen_words.steps(),
        "words": screen_words.words(),
        "links": _links(contents, office, about, situations),
        "said": screen_voice.said(screen, contents),
    }


def _interests(contents: Contents) -> list[str]:
    """What the offers are about, the most frequent first."""
    counted = Counter(name for offer in contents.offers for name in interests(offer))
    return [name for name, _n in counted.most_common()]


def _interest(name: str) -> Data:
    words = screen_words.interest(name)
    return {"name": name, "words": words} if words else {"name": name, "words": name, "lang": "de"}


def _links(contents: Contents, office: Office, about: list[str], situations: list[str]) -> Data:
    """Where phones go on: addresses with their symbols, and what offers' symbols are made of."""
    start = f"{office.base_url}/{g.language.prefix}"
    queries = QUERIES | {f"interest:{name}": f"q={quote(name)}" for name in about}
    queries |= {f"situation:{name}": f"situation={name}" for name in situations}
    pages = {topic: f"/offers?{query}".rstrip("?") for topic, query in queries.items()}
    pages |= {f"door:{door}": f"/doors/{door}" for door in DOORS}
    lengths = {len(str(offer.id)) for offer in contents.offers}
    return {
        "start": start,
        "pages": {topic: [page, symbols.symbol(start + page)] for topic, page in pages.items()},
        "offers": {n: symbols.of_numbers(f"{start}/offers/", n) for n in sorted(lengths)},
    }
