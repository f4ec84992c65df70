"""The frame around every public page: its language, the office, and the same page elsewhere."""

from dataclasses import dataclass
from urllib.parse import quote

from flask import abort, g, request

from kiosk import clock, town, wording
from kiosk.languages import preferred
from store.languages import LANGUAGES

LONGEST_QUERY = 500
IN_A_QUERY = "%!$&'()*+,-./:;=?@_~"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """This page in another language."""

    prefix: str
    tag: str
    endonym: str
    address: str


def speak(endpoint: str | None, values: dict[str, str] | None) -> None:
    """Take the language from the address; without one there, what the browser prefers."""
    office = town.here().office
    accepted = request.headers.get("Accept-Language", "")
    prefix = (values or {}).get("lang") or preferred(accepted, office.languages)
    if prefix not in office.languages:
        wording.speak(office.languages[0])
        abort(404)
    wording.speak(prefix)


def speak_if_offered(prefix: str) -> None:
    """Speak this language where it is one of ours, else the preferred one; for error pages."""
    offered = town.here().office.languages
    accepted = request.headers.get("Accept-Language", "")
    wording.speak(prefix if prefix in offered else preferred(accepted, offered))


def frame() -> dict[str, object]:
    """What every page's template needs."""
    return {
        "office": town.here().office,
        "today": clock.local_now().date(),
        "language": g.language,
        "neighbours": _neighbours(),
    }


def _neighbours() -> list[Neighbour]:
    lang = (request.view_args or {}).get("lang")
    rest = _address().removeprefix(f"/{lang}") if lang else "/"
    return [
        Neighbour(prefix, LANGUAGES[prefix].tag, LANGUAGES[prefix].endonym, f"/{prefix}{rest}")
        for prefix in town.here().office.languages
    ]


def _address() -> str:
    """This page's path with its query, unless that is longer than any we make."""
    path, query = quote(request.path), quote(request.query_string, safe=IN_A_QUERY)
    return f"{path}?{query}" if 0 < len(query) <= LONGEST_QUERY else path
