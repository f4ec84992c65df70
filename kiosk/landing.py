"""What all landing pages have in common: one address, and a page that is kept while it is true."""

import gzip
from collections.abc import Callable
from datetime import datetime

from flask import make_response, redirect, request
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from kiosk.kept_pages import KeptPage
from store import placements, revision
from store.errors import NotFound
from store.placements import Placement


def placement_in(name: str) -> Placement:
    """The placement an address ends with: `jahnplatz-12`. Raises NotFound."""
    tail = name.rpartition("-")[2]
    if not (tail.isascii() and tail.isdigit() and len(tail) < 10):
        raise NotFound(name)
    return placements.get(town.here().reading(), int(tail))


def answer(address: str, make: Callable[[], KeptPage]) -> ResponseReturnValue:
    """The page at its one address, from what is kept or made now; every other leads there.

    The page is kept and links to itself in other languages: only its one name may be in it.
    """
    if request.full_path.rstrip("?") != address:
        return redirect(address, code=302)
    place = town.here()
    key = (address, revision.of(place.reading()))
    page = place.kept_pages.get(key, clock.local_now(), make)
    response = make_response(page.gzipped)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def kept(page: str, true_until: datetime) -> KeptPage:
    """A finished page as it is kept."""
    return KeptPage(gzip.compress(page.encode(), mtime=0), true_until)
