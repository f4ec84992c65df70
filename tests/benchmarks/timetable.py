"""A timetable feed of two million stop_times, loaded by the command as an office does it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from outreach.commands import demo
from outreach.demo import town
from tests import feeds
from tests.benchmarks.figure import Figure

VISITS = 2_000_000
BEGEGNUNG = "from outreach.cli import begegnung; begegnung()"


def figures(*, seconds: float) -> Iterator[Figure]:
    """Seconds and memory of a load where a tenth of the feed is the town's, and where all of it."""
    for share, words in ((0.1, "a tenth in town"), (1.0, "all in town")):
        with TemporaryDirectory(prefix="begegnung-") as name:
            folder, path = Path(name) / "data", Path(name) / "feed.zip"
            folder.mkdir()
            demo.build(folder, town.SMALL)
            feeds.write_large(path, visits=VISITS, share_in_town=share)
            took, megabytes, said = _load(folder, path)
        what = f"load-gtfs, 2 million stop_times, {words}"
        yield Figure(what, took, "s", at_most=60, beside=said)
        yield Figure("its memory at most", megabytes, "MB", at_most=300)


def _load(folder: Path, path: Path) -> tuple[float, float, str]:
    """Seconds, megabytes and the first words of the command, in a process of its own."""
    command = [sys.executable, "-c", BEGEGNUNG, "load-gtfs", str(path), "--data", str(folder)]
    began = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        said = process.stdout.read().decode().strip()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, said
    return perf_counter() - began, used.ru_maxrss / 1024, said.splitlines()[0]
