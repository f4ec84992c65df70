"""Phones that scan: what their cameras and browsers send."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

# As they introduce themselves today, most frequent first; the last ones tell no Sec-Fetch.
BROWSERS = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 15_8 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/15.6 Mobile/15E148 Safari/604.1",
)
OLD_BROWSERS = 1
SAYS_PERSON = "Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"
LANGUAGES = ("de-DE,de;q=0.9,en;q=0.8", "de", "tr-TR,tr;q=0.9,de;q=0.7", "ar,de;q=0.8")
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@dataclass(frozen=True, slots=True)
class Visit:
    """A request, its answer's status and, if the visit goes on, what follows the next address."""

    request: bytes
    next_headers: bytes
    status: bytes = b"302"


def scans(codes: Sequence[str], *, chance: Random) -> Iterator[Visit]:
    """Endless scans of these codes at random, each over when it is sent on."""
    heads = _heads()
    while True:
        yield Visit(_asks(chance.choice(codes)) + chance.choice(heads), b"")


def whole_scans(codes: Sequence[str], *, chance: Random) -> Iterator[Visit]:
    """Endless scans of these codes at random, each over when its landing page was read."""
    heads = _heads()
    while True:
        head = chance.choice(heads)
        yield Visit(_asks(chance.choice(codes)) + head, head)


def every_whole_scan(codes: Sequence[str]) -> Iterator[Visit]:
    """A whole scan of each of these codes in each language: afterwards all their pages are made."""
    for code in codes:
        for head in _heads()[: len(LANGUAGES)]:
            yield Visit(_asks(code) + head, head)


def _asks(code: str) -> bytes:
    # In capitals, as the printed symbol holds it.
    return f"GET /Q/{code}".encode()


def _heads() -> list[bytes]:
    """The rest of a request after its address, for each kind of phone."""
    told = len(BROWSERS) - OLD_BROWSERS
    return [
        (
            f" HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: {browser}\r\nAccept: {ACCEPT}\r\n"
            f"Accept-Language: {language}\r\nAccept-Encoding: gzip, deflate, br\r\n"
            f"{SAYS_PERSON if n < told else ''}\r\n"
        ).encode()
        for n, browser in enumerate(BROWSERS)
        for language in LANGUAGES
    ]
