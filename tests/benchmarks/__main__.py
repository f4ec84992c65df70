"""Measures what was asked for and prints one table; exit status 1 only if a number is wrong."""

import argparse
import sys
from collections.abc import Callable, Iterator

from tests.benchmarks import (
    brochure,
    desk,
    gaps,
    hand_offs,
    lines,
    pages,
    paper,
    scans,
    screen_devices,
    screens,
    timetable,
    visits,
)
from tests.benchmarks.figure import Figure, heading

BENCHMARKS: dict[str, Callable[..., Iterator[Figure]]] = {
    "scans": scans.figures,
    "visits": visits.figures,
    "pages": pages.figures,
    "paper": paper.figures,
    "brochure": brochure.figures,
    "hand_offs": hand_offs.figures,
    "screens": screens.figures,
    "devices": screen_devices.figures,
    "desk": desk.figures,
    "gaps": gaps.figures,
    "timetable": timetable.figures,
    "lines": lines.figures,
}


def main() -> int:
    """Run the benchmarks named on the command line, or all."""
    asked = _asked()
    print(heading(), flush=True)  # noqa: T201
    is_wrong = False
    for name in asked.names or BENCHMARKS:
        for figure in BENCHMARKS[name](seconds=asked.seconds):
            print(figure.line(), flush=True)  # noqa: T201
            is_wrong |= figure.is_wrong()
    return int(is_wrong)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--seconds", type=float, default=60, help="of each constant load")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(BENCHMARKS):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    return asked


if __name__ == "__main__":
    sys.exit(main())
