"""Timetable feeds (GTFS) as transport companies give them out, small and as large as a country."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

Row = tuple[object, ...]

ROUTES = ("route_id", "route_short_name", "route_type")
TRIPS = ("route_id", "service_id", "trip_id", "direction_id")
STOPS = ("stop_id", "stop_name", "stop_lat", "stop_lon", "parent_station")
VISITS = ("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence")
CALENDAR = (
    *("service_id", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("start_date", "end_date"),
)
EVERY_DAY = ("daily", *(1,) * 7, "20260101", "20261231")


@dataclass
class Feed:
    """A feed of the stops A, B, C … of a straight road in town, 500 m apart from south to north."""

    stops: list[Row] = field(default_factory=list)
    routes: list[Row] = field(default_factory=list)
    trips: list[Row] = field(default_factory=list)
    visits: list[Row] = field(default_factory=list)
    more: dict[str, str] = field(default_factory=dict)

    def road(self, names: Iterable[str], *, lat: float = 52.0, lon: float = 8.53) -> "Feed":
        """Stops along a road; each has the id of its name."""
        for n, name in enumerate(names):
            self.stops.append((name, name, lat + n * 0.0045, lon, ""))
        return self

    def line(self, name: str, course: Iterable[str], *, trips: int = 1, **also: str) -> "Feed":
        """A line (a bus by default) that runs this course so many times on each day."""
        route = also.get("route", f"route-{name}")
        if route not in {row[0] for row in self.routes}:
            self.routes.append((route, name, also.get("kind", "3")))
        course = list(course)
        for _ in range(trips):
            trip = f"trip-{len(self.trips)}"
            days = also.get("days", "daily")
            self.trips.append((route, days, trip, also.get("direction", "0")))
            times = ("10:00:00", "10:00:00")
            self.visits += [(trip, *times, stop, n) for n, stop in enumerate(course)]
        return self

    def tables(self) -> dict[str, str]:
        """The files of the feed: name → text; what stands in `more` instead of ours."""
        return {
            "stops.txt": written(STOPS, self.stops),
            "routes.txt": written(ROUTES, self.routes),
            "trips.txt": written(TRIPS, self.trips),
            "stop_times.txt": written(VISITS, self.visits),
            "calendar.txt": written(CALENDAR, [EVERY_DAY]),
        } | self.more

    def write(self, path: Path, *, folder: str = "", leave_out: str = "") -> Path:
        """The feed as a zip file."""
        with ZipFile(path, "w", ZIP_DEFLATED) as zipped:
            for name, text in self.tables().items():
                if name != leave_out:
                    zipped.writestr(folder + name, text)
        return path


def written(heading: Row, rows: Iterable[Row]) -> str:
    file = io.StringIO()
    csv.writer(file).writerows([heading, *rows])
    return file.getvalue()


def write_large(path: Path, *, visits: int, share_in_town: float, seed: int = 5) -> None:
    """A feed of so many stop_times, of which some halt in the town at 52.02, 8.53.

    The rows of a trip are not together, as in a feed that was merged from many.
    """
    chance = Random(seed)
    trips, a_trip = visits // 20, 20
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as zipped:
        _stream(zipped, "stops.txt", STOPS, _large_stops(chance))
        routes = ((f"r{n}", str(n % 300), "3" if n % 7 else "0") for n in range(3_000))
        _stream(zipped, "routes.txt", ROUTES, routes)
        rows = ((f"r{n % 3_000}", f"s{n % 500}", f"t{n}", n % 2) for n in range(trips))
        _stream(zipped, "trips.txt", TRIPS, rows)
        _stream(zipped, "stop_times.txt", VISITS, _large_visits(trips, a_trip, share_in_town))
        days = ((f"s{n}", *EVERY_DAY[1:]) for n in range(500))
        _stream(zipped, "calendar.txt", CALENDAR, days)


IN_TOWN, ELSEWHERE = 10_000, 300_000


def _large_stops(chance: Random) -> Iterator[Row]:
    for n in range(IN_TOWN):
        lat, lon = chance.gauss(52.02, 0.02), chance.gauss(8.53, 0.02)
        yield f"de:05999:{n}", f"Erfundene Haltestelle {n // 2}", round(lat, 6), round(lon, 6), ""
    for n in range(ELSEWHERE):
        lat, lon = chance.uniform(48, 50), chance.uniform(9, 13)
        yield f"de:09999:{n}", f"Anderswo {n}", round(lat, 6), round(lon, 6), ""


def _large_visits(trips: int, a_trip: int, share_in_town: float) -> Iterator[Row]:
    for first in range(0, trips, 100):
        for nth in range(a_trip):
            for trip in range(first, min(first + 100, trips)):
                time = f"{5 + trip % 18:02}:{nth * 2:02}:00"
                # A route goes the same way all day.
                start = trip % 3_000 * 97 + (nth if trip % 2 else -nth)
                here = trip % 10 < share_in_town * 10
                number = start % (IN_TOWN if here else ELSEWHERE)
                stop = f"de:{'05999' if here else '09999'}:{number}"
                yield f"t{trip}", time, time, stop, nth


def _stream(zipped: ZipFile, name: str, heading: Row, rows: Iterable[Row]) -> None:
    with zipped.open(name, "w") as raw, io.TextIOWrapper(raw, "utf-8", newline="") as file:
        csv.writer(file).writerows([heading])
        csv.writer(file).writerows(rows)
