"""Screens and the server: how long a document takes, and 500 of them that tell and ask."""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random
from statistics import median

from kiosk import clock
from kiosk.screens.turns import A_TURN
from store import database, screens
from store.languages import LANGUAGES
from tests.benchmarks import big_town, load
from tests.benchmarks.figure import Figure
from tests.benchmarks.pages import Reader
from tests.benchmarks.phones import Visit
from tests.serving import serving

SCREENS = 500
BEATS_A_SECOND = SCREENS / 60
# After a change the server lets one screen at a time ask for all its languages.
ASKED_A_SECOND = len(LANGUAGES) / A_TURN.total_seconds()
BUILT = 40
HEAD = b" HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
TOLD = {"build": "1", "document": "d", "as_of": "2026-05-05T08:00:00+00:00", "language": "de"}
TOLD |= {"state": "attract", "picture": "p1c7", "errors": json.dumps([])}
COUNTED = {"frames": 60, "heap": 9_000_000, "clock_off_seconds": 0, "visits": 1, "touches": 9}


def figures(*, seconds: float) -> Iterator[Figure]:
    """Documents as the server makes them, and the load of 500 screens after something changed."""
    with big_town.visited() as folder:
        keys = connected(folder, SCREENS)
        yield from _documents(folder, keys)
        with serving(folder) as address:
            visits = _visits(keys, chance=Random(8))
            rate = round(BEATS_A_SECOND + ASKED_A_SECOND)
            answers = load.constant(address, visits, per_second=rate, seconds=seconds)
    told = f"p50 {answers.percentile(0.5):.1f} ms, {answers.number()} at {rate}/s"
    p99 = answers.percentile(0.99)
    yield Figure(
        f"{SCREENS} screens, heartbeats and refreshes, p99", p99, "ms", at_most=100, beside=told
    )


def connected(folder: Path, number: int) -> list[str]:
    """The keys of so many new screens in the town, which speak all languages."""
    db = database.open_office(folder)
    places = Random(6).sample(big_town.all_placements(folder), number)
    speaks, now = tuple(LANGUAGES), clock.now()
    keys = [
        screens.add(db, place.id, profile="library-21", languages=speaks, now=now)
        for place in places
    ]
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return keys


def _documents(folder: Path, keys: list[str]) -> Iterator[Figure]:
    reader = Reader(folder)
    asked = [f"/screen/{key}/{lang}" for key, lang in product(keys, LANGUAGES)]
    first, *others = (reader.get(address) for address in Random(7).sample(asked, BUILT))
    took, sizes = [took for took, _ in others], [size for _, size in others]
    told = f"p50 {median(took):.0f} ms; first of the process {first[0]:.0f} ms"
    yield Figure("document made, slowest", max(took), "ms", at_most=200, beside=told)
    told = f"p50 {median(sizes):.1f} kB"
    yield Figure("document, gzipped, largest", max(sizes), "kB", at_most=150, beside=told)


def _visits(keys: list[str], *, chance: Random) -> Iterator[Visit]:
    """Heartbeats of any screen and, between them, screen after screen asking for its documents."""
    documents = (
        f"GET /screen/{key}/{lang}".encode() + HEAD + b"\r\n"
        for key, lang in product(keys, LANGUAGES)
    )
    share = ASKED_A_SECOND / (ASKED_A_SECOND + BEATS_A_SECOND)
    while True:
        is_beat = chance.random() > share
        request = _heartbeat(chance.choice(keys)) if is_beat else next(documents)
        yield Visit(request, b"", status=b"200")


def _heartbeat(key: str) -> bytes:
    body = json.dumps(TOLD | COUNTED).encode()
    head = b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
    return f"POST /screen/{key}/heartbeat".encode() + HEAD + head + body
