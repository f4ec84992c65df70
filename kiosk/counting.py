"""Is this a person's scan? Told from what the request says by itself; nothing of it is kept."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from crawlerdetect import CrawlerDetect

# The crawlers' pattern takes quadratic time: 60,000 characters would stop the server for minutes.
LONGEST_USER_AGENT = 256


def kind_of(environ: Mapping[str, Any], *, is_typed: bool) -> str:
    """The kind of a scan (see `store.scans.KINDS`) from a WSGI environment.

    A browser that opens a page for a person says so (Sec-Fetch-Mode and -Dest); one that says
    nothing, such as an older iPhone, is `unclear`: shown, but never summed up as a person.
    """
    if environ["REQUEST_METHOD"] == "HEAD":
        return "preview"
    if _is_prefetch(environ):
        return "prefetch"
    if is_bot(environ.get("HTTP_USER_AGENT", "")):
        return "bot"
    if is_typed:
        return "typed"
    return "person" if _opens_a_page(environ) else "unclear"


def is_bot(user_agent: str) -> bool:
    """Whether this user agent names a crawler, a link preview or a script."""
    return bool(_crawlers().is_crawler(user_agent[:LONGEST_USER_AGENT]))


def _is_prefetch(environ: Mapping[str, Any]) -> bool:
    purposes = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_MOZ", "HTTP_X_PURPOSE")
    said = " ".join(environ.get(name, "") for name in purposes).lower()
    return "prefetch" in said or "preview" in said


def _opens_a_page(environ: Mapping[str, Any]) -> bool:
    return (
        environ.get("HTTP_SEC_FETCH_MODE") == "navigate"
        and environ.get("HTTP_SEC_FETCH_DEST") == "document"
    )


@cache
def _crawlers() -> CrawlerDetect:
    return CrawlerDetect()
