"""The way of a scan: code → placement → where it leads today. A lane of its own before Flask.

Flask costs about as much as the whole lane; at a bus stop in the rain that is not worth it.
"""

import logging
import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import escape

from kiosk import clock
from kiosk.counting import is_bot, kind_of
from kiosk.languages import preferred
from kiosk.town import Town
from store import codes, offers, placement_targets, placements
from store.database import Database
from store.errors import NotFound
from store.placement_targets import AROUND, Target
from store.placements import Placement
from store.scans import Scan

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)

PATH = re.compile(r"/([qk])/([^/]+)/?", re.IGNORECASE)
HEADERS = [
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Robots-Tag", "noindex"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Length", "0"),
]
SORRY = """<!doctype html><html lang="de" dir="ltr"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Gleich wieder da</title>
<h1>Gleich wieder da</h1><p>Bitte versuchen Sie es in einer Minute noch einmal, oder rufen Sie an:
<b>{phone}</b></p><p lang="en">Please try again in a minute, or call us.</p></html>"""
NOT_IN_AN_ADDRESS = re.compile(r"[^a-z0-9]+")
SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class ScanLane:
    """Answers live codes at /q/ and /k/ by itself and hands everything else to the application."""

    def __init__(self, application: "WSGIApplication", town: Town) -> None:
        self._application = application
        self._town = town
        # Reading the patterns of crawlers takes a while; nobody at a poster shall wait for that.
        is_bot("anybody")

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        way = PATH.fullmatch(environ["PATH_INFO"])
        if way is None or environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._application(environ, start_response)
        try:
            address = self._scan(environ, way[2], is_typed=way[1] in "kK")
        except NotFound:
            return self._application(environ, start_response)
        except Exception:
            # Whatever broke, the code on the paper is right: never let this look like a wrong one.
            log.exception("a scan could not be answered")
            return self._sorry(start_response)
        start_response("302 Found", [("Location", address), *HEADERS])
        return [b""]

    def _sorry(self, start_response: "StartResponse") -> Iterable[bytes]:
        """Words for somebody in the rain, made without anything that may be broken too."""
        page = SORRY.format(phone=escape(self._town.office.phone)).encode()
        kept = [header for header in HEADERS if header[0] != "Content-Length"]
        described = [("Content-Type", "text/html; charset=utf-8"), ("Retry-After", "10")]
        start_response("503 Service Unavailable", [*described, *kept])
        return [page]

    def _scan(self, environ: "WSGIEnvironment", typed: str, *, is_typed: bool) -> str:
        db = self._town.reading()
        # WSGI hands paths over as Latin-1, whatever they are (PEP 3333).
        symbols = codes.normalise(typed.encode("latin-1").decode("utf-8", "replace"))
        placement = placements.by_code(db, symbols)
        now = clock.local_now()
        kind = kind_of(environ, is_typed=is_typed)
        self._town.tally.count(Scan(placement.id, kind, now.date(), now.hour))
        accepted = environ.get("HTTP_ACCEPT_LANGUAGE", "")
        language = preferred(accepted, self._town.office.languages)
        return destination(db, placement, language)


def destination(db: Database, placement: Placement, language: str) -> str:
    """The address a code leads to today; it carries no code, so a reload is not a scan."""
    stands = placements.standing_for(db, placement)
    target = placement_targets.current(db, stands.id)
    if target.offer_id is not None and not offers.by_ids(db, [target.offer_id], language=language):
        target = AROUND  # the offer has ended; paper must not lead to an ending
    return _address(stands, target, language)


def _address(placement: Placement, target: Target, language: str) -> str:
    if target.kind == "offer":
        return f"/{language}/offers/{target.offer_id}?from={placement.id}"
    if target.kind == "filter":
        return f"/{language}/offers?{target.filter}&from={placement.id}"
    return f"/{language}/near/{name_in_address(placement)}"


def name_in_address(placement: Placement) -> str:
    """The placement as a part of an address: `jahnplatz-haltestelle-12`."""
    spelled = placement.name.lower().translate(SPELLED_OUT)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    words = NOT_IN_AN_ADDRESS.sub("-", plain).strip("-")
    return quote(f"{words}-{placement.id}".lstrip("-"))
