"""Gaps at the desk: where nothing is open, whom we do not reach, which district changes."""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive, fragments
from outreach.desk.figures import gap_words
from printables.charts import number
from printables.report.words import group_name, part_name, weekdays
from store import districts, early_warning, gaps, needs, reach
from store.errors import NotFound
from store.groups import FOCUS, GROUPS, Group
from store.open_hours import PARTS, Slot

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# The worst first; the rest stands in the matrix.
MOST_NAMED = 8
# A request is rare: of the eight weeks of the matrix hardly any district would say something.
WEEKS_OF_REACH = 52

desk_gaps = Blueprint("desk_gaps", __name__, template_folder="templates")
for _filter in (group_name, part_name):
    desk_gaps.add_app_template_filter(_filter)
desk_gaps.add_app_template_filter(number, "decimal")
desk_gaps.add_app_template_global(gap_words.time_name)


@desk_gaps.get("/desk/gaps")
@access.for_role("coordinator")
def index() -> ResponseReturnValue:
    found = gaps.matrix(archive.here().db(), group=_group(), **_here_and_now())
    missing = found.missing()
    return render_template(
        "desk/gaps.html",
        matrix=found,
        missing=missing[:MOST_NAMED],
        missing_beside=len(missing[MOST_NAMED:]),
        names={district.id: district.name for district in found.districts},
        **_words(),
    )


@desk_gaps.get("/desk/gaps/<int:district_id>/<weekday>/<part>")
@access.for_role("coordinator")
def show(district_id: int, weekday: str, part: str) -> ResponseReturnValue:
    slot, group = _slot(district_id, weekday, part), _group()
    found = gaps.evidence(archive.here().db(), slot, group=group, **_here_and_now())
    return render_template("desk/gap.html", evidence=found, group=group)


@desk_gaps.get("/desk/gaps/reach")
@access.for_role("coordinator")
def reached() -> ResponseReturnValue:
    db, span = archive.here().db(), needs.last_weeks(clock.local_now().date(), WEEKS_OF_REACH)
    names = {district.id: district.name for district in districts.everywhere(db)}
    found = reach.by_group(db, span)
    return render_template("desk/reach.html", span=span, reached=found, names=names, groups=GROUPS)


@desk_gaps.get("/desk/gaps/warnings")
@access.for_role("coordinator")
def warnings() -> ResponseReturnValue:
    found = early_warning.of_districts(archive.here().db(), **_here_and_now())
    return fragments.respond("desk/warnings.html", "desk/_warnings.html", warnings=found)


def _group() -> Group:
    wanted = request.args.get("group", FOCUS.key)
    if wanted not in GROUPS:
        raise NotFound(f"no group {wanted!r}")
    return GROUPS[wanted]


def _slot(district_id: int, weekday: str, part: str) -> Slot:
    if weekday not in WEEKDAYS or part not in PARTS:
        raise NotFound(f"no time {weekday!r} {part!r}")
    return Slot(district_id, WEEKDAYS.index(weekday), part)


def _here_and_now() -> dict[str, Any]:
    return {"today": clock.local_now().date(), "state": town.here().office.state}


def _words() -> dict[str, object]:
    return {
        "groups": GROUPS.values(),
        "parts": PARTS,
        "weekdays": weekdays(),
        "short_weekdays": weekdays("abbreviated"),
        "weekday_keys": WEEKDAYS,
    }
