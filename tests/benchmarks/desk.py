"""The desk in the big town: counting views, silence, and the funnel of 20,000 requests."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from kiosk import clock, warming
from outreach import session_cookie
from outreach.app import create_app
from store import database, silence
from tests.benchmarks import big_town, desk_town
from tests.benchmarks.figure import Figure
from tests.cast import enrol

ROUNDS = 9
TODAY = {"today, the start of the desk": "/desk"}
COUNTING = {
    "the town, 4 weeks": "/desk/counting",
    "the town, a year": "/desk/counting?days=year",
    "a district, a year": "/desk/counting/district/1?days=year",
    "a campaign, a year": "/desk/counting/campaign/1?days=year",
    "a kind, a year": "/desk/counting/kind/poster?days=year",
    "a placement, a year": "/desk/counting/placement/17?days=year",
    "a place by a word": "/desk/counting?words=lerchen",
}
FUNNEL = {
    "everybody": "/desk/funnel",
    "by district": "/desk/funnel?by=district",
    "by life situation": "/desk/funnel?by=group",
    "one quarter, by language": "/desk/funnel?quarter=2026-2&by=language",
}


def figures(*, seconds: float) -> Iterator[Figure]:
    """How long each view takes within the serving process."""
    with big_town.visited() as folder:
        _settle(folder)
        reader = Coordinator(folder)
        for what, address in TODAY.items():
            yield reader.figure(f"{what}, p50", address, at_most=50)
        for what, address in COUNTING.items():
            yield reader.figure(f"counting, {what}, p50", address)
        for what, address in FUNNEL.items():
            yield reader.figure(f"funnel, {what}, p50", address)
        yield _silence(folder)


def _settle(folder: Path) -> None:
    db = database.open_office(folder)
    desk_town.fill(db, now=clock.now())
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def _silence(folder: Path) -> Figure:
    db, took = database.open_office(folder, is_reader=True), []
    for _ in range(ROUNDS):
        began = perf_counter()
        found = silence.silent(db, clock.local_now().date())
        took.append((perf_counter() - began) * 1000)
    db.close()
    return Figure("silence, all placements, p50", median(took), "ms", beside=f"{len(found)} silent")


class Coordinator:
    """Petra's browser inside the serving process, made ready as it is: no network between."""

    def __init__(self, folder: Path) -> None:
        db = database.open_office(folder)
        petra = enrol(db, folder, role="coordinator", name="Petra Sommer", now=clock.now())
        db.close()
        app = create_app(folder)
        warming.warm_up(app)
        self._client = app.test_client()
        self._client.set_cookie(session_cookie.NAME, petra.token)

    def figure(self, what: str, address: str, *, at_most: float = 200) -> Figure:
        """The usual time of a page, in the middle of some rounds."""
        took = [self.get(address) for _ in range(ROUNDS)]
        told = f"slowest of {ROUNDS}: {max(took):.0f} ms"
        return Figure(what, median(took), "ms", at_most=at_most, beside=told)

    def get(self, address: str) -> float:
        """Milliseconds until the page is there."""
        began = perf_counter()
        answer = self._client.get(address)
        took = perf_counter() - began
        assert answer.status_code == 200, f"{address}: {answer.status}"
        return took * 1000
