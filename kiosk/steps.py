"""Next steps: what was done after a scan, counted for the placement and for nobody else."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from kiosk.counting import kind_of
from store import placements
from store.errors import NotFound
from store.placements import Placement
from store.scans import HUMAN_KINDS, Step

beacons = Blueprint("beacons", __name__)


def placement() -> Placement | None:
    """The placement this page was reached from (`?from=12`), if it says so and there is one."""
    try:
        return placements.get(town.here().reading(), int(request.args.get("from", "")))
    except (ValueError, OverflowError, NotFound):
        return None


def count(step: str) -> None:
    """Count this step for the placement it started at; crawlers and prefetches take none."""
    origin = placement()
    if origin is None or kind_of(request.environ, is_typed=False) not in HUMAN_KINDS:
        return
    town.here().tally.count(Step(origin.id, step, clock.local_now().date()))


@beacons.post("/steps/<any(call, way):step>")
def beacon(step: str) -> ResponseReturnValue:
    """A tap on a number or a map leaves the page, so the page tells it by a beacon."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin":
        count(step)
    return "", 204
