"""The demo town's lines, as if they had been loaded from a feed."""

from typing import Any

from store import timetables
from store.database import Database
from store.timetables import Courses, Place, Timetable


def build(db: Database, invented: dict[str, Any]) -> None:
    """Load the invented lines into the demo town."""
    places = tuple(Place(name, lat, lon) for name, (lat, lon) in invented["stop"].items())
    number = {place.name: n for n, place in enumerate(places)}
    lines = tuple(
        _line(entry, tuple(number[name] for name in entry["course"])) for entry in invented["line"]
    )
    timetables.replace(db, Timetable(places, lines))


def _line(entry: dict[str, Any], there: tuple[int, ...]) -> Courses:
    courses = (there, there[::-1]) if entry["back"] == "same" else (there,)
    return Courses(entry["name"], entry["means"], courses)
