"""Next steps: what was done after a scan, counted for the placement and for nobody else."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from kiosk.counting import is_bot
from store import placements
from store.errors import NotFound
from store.placements import Placement
from store.scans import Step

beacons = Blueprint("beacons", __name__)


def placement() -> Placement | None:
    """The placement this page was reached from (`?from=12`), if it says so and there is one."""
    try:
        return placements.get(town.here().reading(), int(request.args.get("from", "")))
    except (ValueError, OverflowError, NotFound):
        return None


def count(step: str) -> None:
    """Count this step for the placement it started at; a crawler takes no steps."""
    origin = placement()
    if origin is None or request.method == "HEAD" or is_bot(request.user_agent.string):
        return
    town.here().tally.count(Step(origin.id, step, clock.local_now().date()))


@beacons.post("/steps/<any(call, way):step>")
def beacon(step: str) -> ResponseReturnValue:
    """A tap on a number or a map leaves the page, so the page tells it by a beacon."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin":
        count(step)
    return "", 204
