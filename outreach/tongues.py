"""The same page in another language: a link before somebody is signed in, a form after."""

import re
from urllib.parse import quote

from flask import current_app, g, request, url_for
from werkzeug.exceptions import HTTPException

from kiosk import town
from outreach import wording
from store.languages import LANGUAGES, Language

OUR_PATH = re.compile(r"/(?!/)[\w/.-]*", re.ASCII)


def offered() -> list[Language]:
    """The languages this page can be read in; none at the desk, which speaks German."""
    if wording.is_at_the_desk():
        return []
    return [LANGUAGES[prefix] for prefix in town.here().office.languages]


def of_public_pages() -> str:
    """The language (a prefix) in which a link leads out to the public pages."""
    prefix, known = str(g.language.prefix), town.here().office.languages
    return prefix if prefix in known else known[0]


def way_back() -> str:
    """This page's path, or that of the sign-in where this answers a form that has no page."""
    return quote(request.path) if leads_somewhere(request.path) else url_for("sign_in.show")


def leads_somewhere(path: str) -> bool:
    """Whether a path is one of our own that can be opened; nobody is ever sent anywhere else."""
    if not OUR_PATH.fullmatch(path):
        return False
    try:
        current_app.url_map.bind("").match(path, method="GET")
    except HTTPException:
        return False
    return True
