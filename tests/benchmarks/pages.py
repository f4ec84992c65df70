"""Pages in the big town as the server makes them: the landing page, and the list."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from werkzeug.test import EnvironBuilder, run_wsgi_app

from kiosk import warming
from kiosk.scanning import name_in_address
from outreach.app import create_app
from tests.benchmarks import big_town
from tests.benchmarks.figure import Figure

PLACES = 300
ROUNDS = 15
LISTS = {
    "all offers": "",
    "offers, free and this week": "?free=yes&when=week",
    "offers, a word": "?q=Fr%C3%BChst%C3%BCck",
}


def figures(*, seconds: float) -> Iterator[Figure]:
    """How long pages take within the serving process, and how large they are on the wire."""
    with big_town.visited() as folder:
        reader = Reader(folder)
        yield from _landing_pages(folder, reader)
        for what, query in LISTS.items():
            took = [reader.get(f"/de/offers{query}")[0] for _ in range(ROUNDS)]
            yield Figure(f"list, {what}, p50", median(took), "ms")


def _landing_pages(folder: Path, reader: "Reader") -> Iterator[Figure]:
    """Every placement once, so that none of its pages is kept."""
    chosen = Random(5).sample(big_town.all_placements(folder), PLACES)
    first, *others = (reader.get(f"/de/near/{name_in_address(each)}") for each in chosen)
    yield Figure("landing page, first of the process", first[0], "ms")
    took, sizes = [took for took, _ in others], [size for _, size in others]
    told = f"slowest of {len(took)}: {max(took):.0f} ms"
    yield Figure("landing page, not kept, p50", median(took), "ms", at_most=15, beside=told)
    told = f"p50 {median(sizes):.2f} kB"
    yield Figure("landing page, gzipped, largest", max(sizes), "kB", at_most=12, beside=told)


class Reader:
    """A browser inside the serving process, made ready as it is: no network between."""

    def __init__(self, folder: Path) -> None:
        app = create_app(folder)
        warming.warm_up(app)
        self._application = app.wsgi_app

    def get(self, address: str) -> tuple[float, float]:
        """Milliseconds until the page is there, and its size in kB."""
        accepts = [("Accept-Encoding", "gzip"), ("Accept-Language", "de")]
        environ = EnvironBuilder(path=address, headers=accepts).get_environ()
        began = perf_counter()
        body, status, _ = run_wsgi_app(self._application, environ)
        size = sum(map(len, body))
        took = perf_counter() - began
        assert status == "200 OK", f"{address}: {status}"
        return took * 1000, size / 1000
