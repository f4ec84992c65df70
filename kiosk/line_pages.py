"""Pages behind a code in a bus or tram: the vehicle moves, so they are about its line's stops."""

from datetime import datetime, time, timedelta

from flask import Blueprint, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, frame, landing, near, town
from kiosk.along import along
from kiosk.kept_pages import KeptPage
from kiosk.scanning import name_in_address
from store import lines, stops
from store.lines import Line
from store.placements import Placement
from store.stops import Stop

line_pages = Blueprint("line_pages", __name__, template_folder="templates")

STOP = "stop/<int(max=999999999):stop_id>"

line_pages.url_value_preprocessor(frame.speak)
line_pages.context_processor(frame.frame)


@line_pages.get("/<lang>/near/<name>/line/<int:line_id>/<int(max=1):direction>")
def show(lang: str, name: str, line_id: int, direction: int) -> ResponseReturnValue:
    placement = landing.placement_in(name)
    runs = lines_of(placement)
    line = _ridden(runs, line_id, direction)
    if line is None:
        return _back(lang, placement)
    name = name_in_address(placement)
    address = url_for("line_pages.show", lang=lang, name=name, line_id=line_id, direction=direction)
    return landing.answer(address, lambda: _page(placement, runs, line, direction))


@line_pages.get(f"/<lang>/near/<name>/line/<int:line_id>/<int(max=1):direction>/{STOP}")
def get_off(
    lang: str, name: str, line_id: int, direction: int, stop_id: int
) -> ResponseReturnValue:
    placement = landing.placement_in(name)
    line = _ridden(lines_of(placement), line_id, direction)
    stop = _stop_on(line, stop_id) if line else None
    if line is None or stop is None:
        return _back(lang, placement)
    address = _stops_address(placement, line, direction) + str(stop.id)
    return landing.answer(address, lambda: _stop_page(placement, line, direction, stop))


@line_pages.get(f"/<lang>/near/<name>/{STOP}")
def get_off_any_line(lang: str, name: str, stop_id: int) -> ResponseReturnValue:
    """What was given out before an address said the line leads to the first that halts there."""
    placement = landing.placement_in(name)
    for line in lines_of(placement):
        if _stop_on(line, stop_id):
            return redirect(_stops_address(placement, line, 0) + str(stop_id), code=302)
    return _back(lang, placement)


def lines_of(placement: Placement) -> list[Line]:
    """The lines a vehicle runs; none for a thing that stays where it is."""
    if placement.kind != "bus":
        return []
    return lines.for_placement(town.here().reading(), placement.id)


def first_page(placement: Placement, runs: list[Line]) -> KeptPage:
    """What a scan in a vehicle of these lines leads to: its line, or first the question which."""
    if len(runs) == 1:
        return _page(placement, runs, runs[0], 0)
    choices = [(line, _courses(line)[0]) for line in runs]
    page = render_template(
        "kiosk/lines.html",
        placement=placement,
        choices=choices,
        place_name=name_in_address(placement),
    )
    tomorrow = clock.local_now().date() + timedelta(days=1)
    return landing.kept(page, datetime.combine(tomorrow, time.min))


def _page(placement: Placement, runs: list[Line], line: Line, direction: int) -> KeptPage:
    place, courses, name = town.here(), _courses(line), name_in_address(placement)
    found = along(
        place.reading(),
        line,
        courses[direction],
        direction,
        language=g.language.prefix,
        office=place.office,
        now=clock.local_now(),
    )
    page = render_template(
        "kiosk/line.html",
        placement=placement,
        line=line,
        along=found,
        course=list(dict.fromkeys(found.course)),
        way_back=courses[1 - direction] if len(courses) > 1 else None,
        direction=direction,
        is_one_of_several=len(runs) > 1,
        place_name=name,
        # Made once: a line has up to 120 stops.
        stops_address=_stops_address(placement, line, direction),
    )
    return landing.kept(page, found.true_until)


def _stop_page(placement: Placement, line: Line, direction: int, stop: Stop) -> KeptPage:
    place = town.here()
    around = near.around(
        place.reading(),
        lat=stop.lat,
        lon=stop.lon,
        language=g.language.prefix,
        office=place.office,
        now=clock.local_now(),
    )
    page = render_template(
        "kiosk/near.html",
        placement=placement,
        around=around,
        stop=stop,
        line=line,
        direction=direction,
        place_name=name_in_address(placement),
    )
    return landing.kept(page, around.true_until)


def _stops_address(placement: Placement, line: Line, direction: int) -> str:
    """What the addresses of all stops begin with; only their numbers follow."""
    lang, name = g.language.prefix, name_in_address(placement)
    # That of the page itself, which the stops stand below.
    values = {"lang": lang, "name": name, "line_id": line.id, "direction": direction}
    return url_for("line_pages.show", **values) + "/stop/"


def _ridden(runs: list[Line], line_id: int, direction: int) -> Line | None:
    """The line an address names, if the vehicle runs it and it still goes that way."""
    line = next((line for line in runs if line.id == line_id), None)
    goes = line is not None and direction < stops.directions(town.here().reading(), line.id)
    return line if goes else None


def _stop_on(line: Line, stop_id: int) -> Stop | None:
    return stops.find_on(town.here().reading(), stop_id, line_id=line.id)


def _courses(line: Line) -> tuple[tuple[Stop, ...], ...]:
    return stops.courses(town.here().reading(), line.id)


def _back(lang: str, placement: Placement) -> ResponseReturnValue:
    """To the vehicle's own page: a timetable has changed since this address was given out."""
    name = name_in_address(placement)
    return redirect(url_for("public.near_placement", lang=lang, name=name), code=302)
