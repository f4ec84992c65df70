"""Read a feed in the General Transit Feed Specification: which lines halt where in town.

The whole country may be in it; only what halts in the town's box is kept. A stop is all its
platforms together, and a direction is what most of its trips from today on do.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path

from outreach.exchange import gtfs_calendar, gtfs_stops
from outreach.exchange.feed_zip import FeedZip, Watch, opened
from outreach.exchange.problems import UnreadableFile
from store.placement_lists import Box
from store.timetables import Courses, Place, Timetable

LONGEST_NAME = 60
# The country's largest town has 300,000 trips; more would only fill memory.
MOST_TRIPS = 1_000_000
FEWEST_STOPS = 2

# What a route type means: the first ten of the standard, and its extension by hundreds.
MEANS = {0: "tram", 1: "subway", 2: "train", 3: "bus", 4: "ferry", 5: "tram", 6: "tram", 7: "tram"}
MEANS |= {11: "bus", 12: "tram"}
MEANS_BY_HUNDRED = {1: "train", 2: "bus", 4: "subway", 7: "bus", 8: "bus", 9: "tram", 10: "ferry"}

# A visit of a trip in one number: where it comes in the order of the trip above, the place below.
ORDER_BITS = 32

Course = tuple[int, ...]
Run = tuple[str, str, str, Course]  # route, days, direction, course


def read(path: Path, *, box: Box, town: str, today: date, watch: Watch) -> Timetable:
    """What runs in the box from today on. Raises UnreadableFile with a sentence, and nothing less.

    `watch` is handed the name of each step with its pieces and gives them back one by one.
    """
    with opened(path, watch=watch) as feed:
        gtfs_calendar.expect(feed)
        platforms = gtfs_stops.platforms(feed, box)
        places, place_of = gtfs_stops.places(platforms, town)
        if not places:
            raise UnreadableFile(f"Not one stop of this feed lies in {town}; nothing was loaded.")
        visits = _visits(feed, place_of, platforms.elsewhere)
        runs = _runs(feed, visits)
        named = _lines(feed, {route for route, *_ in runs})
        days = gtfs_calendar.days(feed, {days for _, days, *_ in runs}, today=today)
    lines = _usual(runs, named, days)
    if not lines:
        raise UnreadableFile(
            f"No line of this feed runs in {town} from today on; is it an old one?"
        )
    return _only_used(places, lines)


def _visits(
    feed: FeedZip, place_of: dict[str, int], elsewhere: set[str]
) -> dict[str, "array[int]"]:
    """For each trip that halts in town where and in which order; trips elsewhere take no room."""
    visits: dict[str, array[int]] = defaultdict(lambda: array("Q"))
    unknown: dict[str, str] = {}
    columns = ("trip_id", "stop_id", "stop_sequence")
    for trip, stop, order in feed.rows("stop_times.txt", columns):
        place = place_of.get(stop)
        if place is not None:
            visits[trip].append(_number(order) << ORDER_BITS | place)
            gtfs_stops.refuse_crowds(len(visits), MOST_TRIPS, "stop_times.txt")
        elif stop and stop not in elsewhere:
            unknown.setdefault(trip, stop)
            gtfs_stops.refuse_crowds(len(unknown), MOST_TRIPS, "stop_times.txt")
    for trip, stop in unknown.items():
        # Somewhere else in the country that is nobody's trouble here.
        if trip in visits:
            raise UnreadableFile(
                f"stop_times.txt: the trip “{trip[:40]}” halts at “{stop[:40]}”, which stops.txt"
                " does not know; nothing was loaded."
            )
    return visits


def _number(order: str) -> int:
    if not (order.isascii() and order.isdigit() and len(order) < 9):
        raise UnreadableFile(
            f"stop_times.txt: “{order[:40]}” is no number in an order; nothing was loaded."
        )
    return int(order)


def _runs(feed: FeedZip, visits: dict[str, "array[int]"]) -> Counter[Run]:
    """How many trips run which course on which days."""
    runs: Counter[Run] = Counter()
    same: dict[Course, Course] = {}
    columns = ("route_id", "service_id", "trip_id")
    for route, days, trip, direction in feed.rows("trips.txt", columns, maybe=("direction_id",)):
        if trip in visits:
            course = _course(visits.pop(trip))
            if len(set(course)) >= FEWEST_STOPS:
                runs[route, days, direction.strip(), same.setdefault(course, course)] += 1
    return runs


def _course(visits: Iterable[int]) -> Course:
    """The places in the order of the trip; two platforms of one place after another are one."""
    course: list[int] = []
    for visit in sorted(visits):
        place = visit & ((1 << ORDER_BITS) - 1)
        if not course or course[-1] != place:
            course.append(place)
    return tuple(course)


def _lines(feed: FeedZip, routes: set[str]) -> dict[str, tuple[str, str]]:
    """The name and means of these routes; those without a name, and planes, are left out."""
    named = {}
    columns, maybe = ("route_id", "route_type"), ("route_short_name", "route_long_name")
    for route, kind, short, long in feed.rows("routes.txt", columns, maybe=maybe):
        name = " ".join((short or long).split())[:LONGEST_NAME]
        means = _means(kind.strip())
        if route in routes and name and means:
            named[route] = (name, means)
    return named


def _means(kind: str) -> str:
    number = int(kind) if kind.isascii() and kind.isdigit() and len(kind) < 5 else -1
    return MEANS.get(number) or MEANS_BY_HUNDRED.get(number // 100, "")


def _usual(
    runs: Counter[Run], named: dict[str, tuple[str, str]], days: dict[str, int]
) -> list[Courses]:
    weights: dict[tuple[str, str], Counter[tuple[str, Course]]] = defaultdict(Counter)
    for (route, pattern, direction, course), trips in runs.items():
        if route in named and days.get(pattern, 0) > 0:
            weights[named[route]][direction, course] += trips * days[pattern]
    return [
        Courses(name, means, _usual_courses(found))
        for (name, means), found in sorted(weights.items())
    ]


def _usual_courses(weights: Counter[tuple[str, Course]]) -> tuple[Course, ...]:
    """What most trips of each direction do; of two that run as often the longer course."""
    ranked = sorted(weights, key=lambda one: (-weights[one], -len(one[1]), one))
    direction, there = ranked[0]
    back = next((c for other, c in ranked if _is_back(direction, there, other, c)), None)
    if back is None:
        return (there,)
    return (back, there) if direction == "1" else (there, back)


def _is_back(direction: str, there: Course, other: str, course: Course) -> bool:
    if direction and other:
        return direction != other
    # Without a word from the feed: whether it comes by the same places in the opposite order.
    order = {place: nth for nth, place in enumerate(there)}
    passed = [order[place] for place in course if place in order]
    steps = [later - earlier for earlier, later in pairwise(passed)]
    return sum(step < 0 for step in steps) > sum(step > 0 for step in steps)


def _only_used(places: list[Place], lines: list[Courses]) -> Timetable:
    """The timetable without stops at which nothing halts any more."""
    used = sorted({place for line in lines for course in line.courses for place in course})
    index = {place: nth for nth, place in enumerate(used)}
    return Timetable(
        tuple(places[place] for place in used),
        tuple(
            Courses(
                line.name,
                line.means,
                tuple(tuple(index[place] for place in course) for course in line.courses),
            )
            for line in lines
        ),
    )
