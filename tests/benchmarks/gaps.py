"""Gaps, reach and early warning in the big town as pages, and the funder's report as paper."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from flask.testing import FlaskClient

from kiosk import clock, warming
from outreach import quarters, reporting, session_cookie
from outreach.app import create_app
from printables import apart
from store import database
from tests.benchmarks import big_town, desk_town
from tests.benchmarks.figure import Figure
from tests.cast import enrol

ROUNDS = 9
REPORTS = 3
PAGES = {
    "gap matrix, all people": ("/desk/gaps?group=all", 500),
    "gap matrix, 28 to 59": ("/desk/gaps", 500),
    "gap matrix, single parents": ("/desk/gaps?group=single_parent", 500),
    "evidence of a cell": ("/desk/gaps/1/sunday/evening", 500),
    "reach of a year": ("/desk/gaps/reach", 500),
    "early warning": ("/desk/gaps/warnings", 500),
}


def figures(*, seconds: float) -> Iterator[Figure]:
    """Pages within the serving process; the report in a process of its own, from its start."""
    with big_town.visited() as folder:
        desk = _desk(folder)
        for what, (address, at_most) in PAGES.items():
            took = [_page(desk, address) for _ in range(ROUNDS)]
            told = f"slowest of {ROUNDS}: {max(took):.0f} ms"
            yield Figure(f"{what}, p50", median(took), "ms", at_most=at_most, beside=told)
        took = [_report(folder) for _ in range(REPORTS)]
        told = f"slowest of {REPORTS}: {max(took):.1f} s"
        yield Figure("report of a quarter, p50", median(took), "s", at_most=5, beside=told)


def _desk(folder: Path) -> FlaskClient:
    """Petra's browser, in a town of which 20,000 have asked."""
    db = database.open_office(folder)
    desk_town.fill(db, now=clock.now())
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    petra = enrol(db, folder, role="coordinator", name="Petra Sommer", now=clock.now())
    db.close()
    app = create_app(folder)
    warming.warm_up(app)
    desk = app.test_client()
    desk.set_cookie(session_cookie.NAME, petra.token)
    return desk


def _page(desk: FlaskClient, address: str) -> float:
    began = perf_counter()
    answer = desk.get(address)
    took = perf_counter() - began
    assert answer.status_code == 200, f"{address}: {answer.status}"
    return took * 1000


def _report(folder: Path) -> float:
    span = next(quarters.past(clock.local_now().date())).span()
    began = perf_counter()
    pdf = apart.render(partial(reporting.render, folder, span, clock.now()))
    took = perf_counter() - began
    assert pdf.startswith(b"%PDF")
    return took
