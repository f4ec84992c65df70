"""`begegnung place`, `codes` and `print-placement`: placing things and seeing what they did."""

import json

import pytest

from store import codes, lines, placements, timetables, venues
from store.scans import KINDS, STEPS
from store.timetables import Courses, Place, Timetable
from store.venues import Address

LIBRARY = ("--name", "Bibliothek", "--kind", "library", "--lat", "52.02", "--lon", "8.53")
SOMEWHERE = ("--lat", "52.02", "--lon", "8.53")


def test_place_says_the_code_alone_on_its_last_line(begegnung, folder, db):
    told = begegnung(
        *("place", "--name", " Jahnplatz,  Steig B", "--kind", "stop", *SOMEWHERE),
        *("--district", "Altstadt", "--campaign", "Frühling"),
        data=folder,
    )
    assert told.exit_code == 0
    placement = placements.by_code(db, told.stdout.splitlines()[-1])
    assert codes.is_valid(placement.code)
    assert (placement.name, placement.kind) == ("Jahnplatz, Steig B", "stop")
    assert (placement.lat, placement.lon) == (52.02, 8.53)
    assert (placement.district, placement.campaign) == ("Altstadt", "Frühling")
    assert placement.state == "drafted"


@pytest.mark.parametrize(
    "words",
    [
        ("--name", "X", "--kind", "balloon", *SOMEWHERE),
        ("--name", "X", "--kind", "stop", "--lat", "91", "--lon", "8"),
        ("--name", "X", "--kind", "stop", "--lat", "nan", "--lon", "8"),
        ("--name", "X", "--kind", "stop", "--lat", "52,02", "--lon", "8"),
        ("--name", " ", "--kind", "stop", *SOMEWHERE),
        ("--kind", "stop", *SOMEWHERE),
    ],
)
def test_what_cannot_be_placed_is_wrong_usage_and_leaves_nothing(begegnung, folder, db, words):
    told = begegnung("place", *words, "--district", "Neu", data=folder)
    assert told.exit_code == 2 and told.stderr
    assert placements.everywhere(db) == []


def test_codes_lists_what_each_code_did(begegnung, browse, town, folder):
    poster, offer = town.poster("Jahnplatz"), town.offer()
    browse.get(f"/q/{poster.code}")
    browse.get(f"/k/{poster.code}")
    browse.get(f"/de/offers/{offer}?from={poster.id}")
    [listed] = json.loads(begegnung("codes", "--json", data=folder).stdout)
    assert listed == {
        "code": poster.code,
        "printed": codes.printed(poster.code),
        "name": "Jahnplatz",
        "kind": "poster",
        "state": "drafted",
        "district": "",
        "scans": {kind: int(kind in {"person", "typed"}) for kind in KINDS},
        "steps": {step: int(step == "offer") for step in STEPS},
    }
    heading, line = begegnung("codes", data=folder).stdout.splitlines()
    assert heading.split()[:3] == ["code", "kind", "state"]
    assert line.split() == [
        *(codes.printed(poster.code), "poster", "drafted", "1", "0", "1", "0", "Jahnplatz")
    ]


def test_what_cannot_be_printed_is_refused(begegnung, town, folder):
    poster = town.poster()
    out = ("--out", str(folder / "poster.pdf"))
    unknown = begegnung("print-placement", "K7M2A", *out, data=folder)
    assert unknown.exit_code == 1 and "No placement carries the code K7M2A" in unknown.stderr
    for languages in ("de", "de,de", "de,xx", "de,en,tr"):
        told = begegnung(
            "print-placement", poster.code, "--languages", languages, *out, data=folder
        )
        assert told.exit_code == 2 and "two different languages" in told.stderr
    assert not (folder / "poster.pdf").exists()


def test_a_poster_that_could_not_be_written_is_not_printed(begegnung, town, folder, db):
    poster = town.poster()
    out = ("--out", str(folder / "nowhere" / "poster.pdf"))
    told = begegnung("print-placement", poster.code, *out, data=folder)
    assert told.exit_code == 1 and "No such file or directory" in told.stderr
    assert placements.get(db, poster.id).state == "drafted"


def test_a_filter_nobody_understands_is_refused_before_it_is_printed(begegnung, folder, town):
    town.venue()
    for query in ("situaton=caring", "from=5", "district=Nirgendwo", "nonsense", "free=maybe"):
        assert begegnung("place", *LIBRARY, "--filter", query, data=folder).exit_code == 2, query
    for query in ("free=yes&situation=caring", "district=Altstadt"):
        assert begegnung("place", *LIBRARY, "--filter", query, data=folder).exit_code == 0, query


def test_what_became_of_a_poster_is_noted_by_its_code(begegnung, folder):
    old, new = (begegnung("place", *LIBRARY, data=folder).stdout.split()[-1] for _ in "ab")
    assert begegnung("mark", old, "placed", data=folder).exit_code == 0
    assert begegnung("mark", old, "merged", data=folder).exit_code == 2
    assert begegnung("mark", old, "merged", "--into", new, data=folder).exit_code == 0
    assert begegnung("mark", old, "placed", data=folder).exit_code == 1
    assert begegnung("mark", "ZZZZZ", "placed", data=folder).exit_code == 1


def test_a_venue_is_placed_by_hand(begegnung, folder, db):
    venue = venues.at(db, Address("Haus am Wald", "Waldweg 1", "33991", "Musterstadt"))
    assert begegnung("locate", str(venue.id), *SOMEWHERE, data=folder).exit_code == 0
    assert venues.get(db, venue.id).located == "by_hand"
    assert begegnung("locate", "9999", *SOMEWHERE, data=folder).exit_code == 1


def test_a_bus_on_its_lines_hangs_in_the_middle_of_their_stops(begegnung, folder, db):
    places = tuple(Place(name, 52.0 + n / 100, 8.5) for n, name in enumerate("ABC"))
    courses = (("29", "bus", ((0, 1, 2),)), ("1", "bus", ((0, 1),)), ("1", "tram", ((1, 2),)))
    timetables.replace(db, Timetable(places, tuple(Courses(*one) for one in courses)))
    bus = ("place", "--name", "Bus 417", "--kind", "bus")
    told = begegnung(*bus, "--line", "29", "--line", "tram 1", data=folder)
    placement = placements.by_code(db, told.stdout.splitlines()[-1])
    assert (placement.lat, placement.lon) == (52.01, 8.5)
    assert [line.label() for line in lines.for_placement(db, placement.id)] == ["tram 1", "bus 29"]
    for words, sentence in (
        (("--line", "1"), "please say “bus 1”, “tram 1”"),
        (("--line", "30"), "We know no line 30"),
        ((), "--lat and --lon are degrees"),
    ):
        told = begegnung(*bus, *words, data=folder)
        assert told.exit_code == 2 and sentence in " ".join(told.stderr.split())
    told = begegnung("place", *LIBRARY, "--line", "29", data=folder)
    assert told.exit_code == 2 and "Only what is of kind bus" in told.stderr
    assert len(placements.everywhere(db)) == 1
