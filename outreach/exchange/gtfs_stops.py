"""The stops of a feed: those in town by name, all platforms of one together."""

from collections import defaultdict
from dataclasses import dataclass, field

from outreach.exchange.feed_zip import FeedZip
from outreach.exchange.problems import UnreadableFile
from store.placement_lists import Box
from store.stops import metres_between
from store.timetables import SAME_STOP_M, Place

LONGEST_NAME = 60
# The country has 700,000 stops; more would only fill memory.
MOST_STOPS = 2_000_000

Point = tuple[float, float]  # latitude, longitude

# Not in town.
NOWHERE: Point = (-91.0, 0.0)


@dataclass(slots=True)
class Platforms:
    """Where the feed's stops are: in town by id, and the ids of all others."""

    in_town: dict[str, tuple[str, float, float, str]] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)


def platforms(feed: FeedZip, box: Box) -> Platforms:
    """Every stop of the feed, those in the box with all that is known. Raises UnreadableFile."""
    found, columns = Platforms(), ("stop_id", "stop_name", "stop_lat", "stop_lon")
    for stop_id, name, lat, lon, parent in feed.rows(
        "stops.txt", columns, maybe=("parent_station",)
    ):
        point = _point(lat, lon)
        if point is None:
            feed.left_out.note("stops.txt: a stop at no place on earth", f"{stop_id}: {lat}, {lon}")
            point = NOWHERE
        is_in_town = box.south <= point[0] <= box.north and box.west <= point[1] <= box.east
        # Nobody gets off at a place without a name.
        if is_in_town and name.strip():
            found.in_town[stop_id] = (name, *point, parent)
        else:
            found.elsewhere.add(stop_id)
            refuse_crowds(len(found.elsewhere), MOST_STOPS, "stops.txt")
    return found


def refuse_crowds(number: int, most: int, table: str) -> None:
    """Raise UnreadableFile where a table tells of more than there can be."""
    if number > most:
        raise UnreadableFile(f"{table} tells of more than {most:,}; no country is like that.")


def _point(lat: str, lon: str) -> Point | None:
    """Degrees; a stop may have none, and None is for what cannot be any."""
    if not (lat.strip() and lon.strip()):
        return NOWHERE
    try:
        return float(lat), float(lon)
    except ValueError:
        return None


def places(found: Platforms, town: str) -> tuple[list[Place], dict[str, int]]:
    """Platforms of one name near each other as one place; stop id → index of its place."""
    groups: list[tuple[str, list[Point]]] = []
    by_name: dict[str, list[int]] = defaultdict(list)
    place_of: dict[str, int] = {}
    for stop_id, platform in found.in_town.items():
        # A platform may be called “Steig A”; its station has the name people know.
        name, *_ = found.in_town.get(platform[3], platform)
        name, point = _without_town(name, town), (platform[1], platform[2])
        near = (n for n in by_name[name] if metres_between(groups[n][1][0], point) <= SAME_STOP_M)
        index = next(near, len(groups))
        if index == len(groups):
            groups.append((name, []))
            by_name[name].append(index)
        groups[index][1].append(point)
        place_of[stop_id] = index
    return [_middle(*group) for group in groups], place_of


def _without_town(name: str, town: str) -> str:
    """The name as people in town say it: of “Musterstadt, Jahnplatz” the second half."""
    plain = " ".join(name.split())
    return plain.removeprefix(f"{town}, ")[:LONGEST_NAME].strip()


def _middle(name: str, points: list[Point]) -> Place:
    lat = sum(lat for lat, _ in points) / len(points)
    lon = sum(lon for _, lon in points) / len(points)
    return Place(name, round(lat, 6), round(lon, 6))
