"""The plan: all placements where they hang, drawn without a tile server."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from outreach import access, archive, fragments
from outreach.desk.placements import plan
from outreach.desk.placements.placements import filter_page, wanted_filter
from outreach.desk.placements.plan import HEIGHT, WIDTH, View
from store import placement_lists
from store.placement_lists import Box, Filter

# As many as one still reads through below the plan.
MOST_NAMED = 30
# Where a town without anything on its plan might be: any place will do.
NOWHERE = Box(51.9, 8.4, 52.1, 8.6)

desk_placement_plan = Blueprint("desk_placement_plan", __name__, template_folder="templates")


@desk_placement_plan.get("/desk/placements/plan")
@access.for_role("coordinator")
def show() -> ResponseReturnValue:
    db, wanted = archive.here().db(), wanted_filter()
    whole = View.around(placement_lists.extent(db, wanted) or NOWHERE)
    view = View.parse(request.args, whole)
    return fragments.respond(
        "desk/plan.html",
        "desk/_plan.html",
        view=view,
        whole=whole,
        ways=plan.told(view, whole),
        shapes=plan.shapes(view, placement_lists.places_of_districts(db)),
        bar=plan.scale_bar(view),
        size=(WIDTH, HEIGHT),
        **_there(view, wanted),
        **filter_page(wanted),
    )


def _there(view: View, wanted: Filter) -> dict[str, Any]:
    """What hangs in the view: drawn, counted, and the first of them by name."""
    found, db = _gathered(view, wanted), archive.here().db()
    total = sum(one.total() for one in found)
    named = placement_lists.in_box(db, wanted, view.box(), most=MOST_NAMED) if total else []
    marks = plan.marks(view, found)
    return {"marks": marks, "total": total, "named": named, "most_named": MOST_NAMED}


def _gathered(view: View, wanted: Filter) -> list[placement_lists.Gathered]:
    height, width = view.cell()
    box, db = view.box(), archive.here().db()
    return placement_lists.gathered(db, wanted, box=box, height=height, width=width)
