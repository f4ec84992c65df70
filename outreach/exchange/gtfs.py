"""Read a feed in the General Transit Feed Specification: which lines halt where in town.

The whole country may be in it; only what halts in the town's box is kept. A stop is all its
platforms together, and a direction is what most of its trips from today on do. Every large feed has
faults which nobody in town can mend: what is faulty is left out and told, and the rest is read.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path

from outreach.exchange import gtfs_calendar, gtfs_stops
from outreach.exchange.feed_zip import FeedZip, Watch, opened
from outreach.exchange.left_out import LeftOut
from outreach.exchange.problems import UnreadableFile
from store.placement_lists import Box
from store.timetables import Courses, Place, Timetable

LONGEST_NAME = 60
# Elsewhere in the country whole regions may be missing; in one town there are never so many.
MOST_UNKNOWN = 200_000
# The country's largest town has 300,000 trips; more would only fill memory.
MOST_TRIPS = 1_000_000
FEWEST_STOPS = 2

# What a route type means: the first ten of the standard, and its extension by hundreds.
MEANS = {0: "tram", 1: "subway", 2: "train", 3: "bus", 4: "ferry", 5: "tram", 6: "tram", 7: "tram"}
MEANS |= {11: "bus", 12: "tram"}
MEANS_BY_HUNDRED = {1: "train", 2: "bus", 7: "bus", 8: "bus", 9: "tram", 10: "ferry", 12: "ferry"}
MEANS_BY_HUNDRED |= dict.fromkeys((4, 5, 6), "subway")

# A visit of a trip in one number: where it comes in the order of the trip above, the place below.
ORDER_BITS = 32

Course = tuple[int, ...]
Run = tuple[str, str, str, Course]  # route, days, direction, course


def read(
    path: Path, *, box: Box, town: str, today: date, watch: Watch
) -> tuple[Timetable, LeftOut]:
    """What runs in the box from today on, and what of the feed was too faulty to be used.

    `watch` is handed the name of each step with its pieces and gives them back one by one. Raises
    UnreadableFile with a sentence, and nothing less, where nothing usable remains.
    """
    with opened(path, watch=watch) as feed:
        gtfs_calendar.expect(feed)
        platforms = gtfs_stops.platforms(feed, box)
        places, place_of = gtfs_stops.places(platforms, town)
        if not places:
            raise _nothing(feed, f"Not one stop of this feed lies in {town}; nothing was loaded.")
        visits = _visits(feed, place_of, platforms.elsewhere)
        runs = _runs(feed, visits)
        named = _lines(feed, {route for route, *_ in runs})
        days = gtfs_calendar.days(feed, {days for _, days, *_ in runs}, today=today)
        lines = _usual(runs, named, days)
        if not lines:
            told = f"No line of this feed runs in {town} from today on; is it an old one?"
            raise _nothing(feed, told)
    return _only_used(places, lines), feed.left_out


def _nothing(feed: FeedZip, told: str) -> UnreadableFile:
    """That nothing remains, with what may be the reason."""
    return UnreadableFile("\n".join((told, *feed.left_out.told())))


def _visits(
    feed: FeedZip, place_of: dict[str, int], elsewhere: set[str]
) -> dict[str, "array[int]"]:
    """For each trip that halts in town where and in which order; trips elsewhere take no room."""
    visits: dict[str, array[int]] = defaultdict(lambda: array("Q"))
    unknown: list[tuple[str, str]] = []
    columns = ("trip_id", "stop_id", "stop_sequence")
    for trip, stop, order in feed.rows("stop_times.txt", columns):
        place = place_of.get(stop)
        if place is None:
            if stop and stop not in elsewhere and len(unknown) < MOST_UNKNOWN:
                unknown.append((trip, stop))
        elif (nth := _number(order)) is not None:
            visits[trip].append(nth << ORDER_BITS | place)
            gtfs_stops.refuse_crowds(len(visits), MOST_TRIPS, "stop_times.txt")
        else:
            feed.left_out.note("stop_times.txt: a halt without a number in the order", order)
    for trip, stop in unknown:
        # Somewhere else in the country that is nobody's trouble here.
        if trip in visits:
            feed.left_out.note("stop_times.txt: a halt at a stop that stops.txt misses", stop)
    return visits


def _number(order: str) -> int | None:
    plain = order.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 9 else None


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
    for trip in visits:
        feed.left_out.note("stop_times.txt: a trip that trips.txt misses", trip)
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
    """The name and means of these routes; without those, such as a plane, they are left out."""
    named, missing = {}, set(routes)
    columns, maybe = ("route_id", "route_type"), ("route_short_name", "route_long_name")
    for route, kind, *names in feed.rows("routes.txt", columns, maybe=maybe):
        if route in missing:
            missing.remove(route)
            name, means = _name(names), _means(kind.strip())
            if name and means:
                named[route] = (name, means)
            else:
                why = f"a line {'of no known kind' if name else 'without a name'}"
                feed.left_out.note(f"routes.txt: {why}", name or route)
    for route in sorted(missing):
        feed.left_out.note("trips.txt: trips of a line that routes.txt misses", route)
    return named


def _name(names: Iterable[str]) -> str:
    """The short name, or the long one where that is blank."""
    plain = (" ".join(name.split()) for name in names)
    return next((name for name in plain if name), "")[:LONGEST_NAME].strip()


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
