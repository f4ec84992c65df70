"""Landing pages of buses in the big town: all that is on along a line, and at one of its stops."""

from collections.abc import Iterator
from statistics import median

from kiosk.scanning import name_in_address
from store import database, lines, placements, stops, timetables
from store.database import Database
from store.placements import Placement
from store.timetables import Courses, Place, Timetable
from tests.benchmarks import big_town
from tests.benchmarks.figure import Figure
from tests.benchmarks.pages import Reader

# Through all of the town from south to north, a stop every 150 metres.
LONGEST = 120
LANGUAGES = ("de", "ls", "en", "tr", "ar", "uk", "ru")


def figures(*, seconds: float) -> Iterator[Figure]:
    """How long pages of a line take that are not kept, and how large they are on the wire."""
    with big_town.visited() as folder:
        db = database.open_office(folder)
        bus = next(one for one in placements.everywhere(db) if one.kind == "bus")
        for words, name in (("23 stops", "29"), ("120 stops", "120")):
            if name == "120":
                _load_longest(db)
            [line] = lines.meant(db, name)
            lines.put_on(db, bus.id, [line.id])
            reader, poster = Reader(folder), name_in_address(_poster(db))
            for language in LANGUAGES:
                # Reading a language's words and the holidays is no page's own.
                reader.get(f"/{language}/near/{poster}")
            yield from _pages(db, reader, bus, line.id, words)
        db.close()


def _pages(
    db: Database, reader: Reader, bus: Placement, line_id: int, words: str
) -> Iterator[Figure]:
    near = f"near/{name_in_address(bus)}"
    both = [
        reader.get(f"/{language}/{near}/line/{line_id}/{direction}")
        for language in LANGUAGES
        for direction in (0, 1)
    ]
    told = f"slowest of {len(both)}: {max(took for took, _ in both):.0f} ms"
    took = median(took for took, _ in both)
    yield Figure(f"line of {words}, not kept, p50", took, "ms", at_most=20, beside=told)
    largest = max(size for _, size in both)
    yield Figure(f"line of {words}, gzipped, largest", largest, "kB", at_most=12)
    each = [
        reader.get(f"/de/{near}/line/{line_id}/0/stop/{stop.id}")[0]
        for stop in stops.once_each(db, line_id)
    ]
    yield Figure(f"where to get off, {words}, not kept, p50", median(each), "ms", at_most=20)


def _poster(db: Database) -> Placement:
    return next(one for one in placements.everywhere(db) if one.kind == "poster")


def _load_longest(db: Database) -> None:
    there = tuple(range(LONGEST))
    middle, step = LONGEST / 2, 0.00135
    places = tuple(
        Place(f"Haltestelle {n}", 52.02 + (n - middle) * step, 8.53 + n % 9 / 900) for n in there
    )
    courses = Courses("120", "tram", (there, there[::-1]))
    timetables.replace(db, Timetable(places, (courses,)))
