"""Whole scans: sent on, and the landing page read to its end."""

from collections.abc import Iterator
from random import Random

from tests.benchmarks import big_town, load, phones
from tests.benchmarks.figure import Figure
from tests.serving import serving

# In all languages that phones ask for these make fewer pages than are kept.
PLACES = 250
MOST_SECONDS = 10.0


def figures(*, seconds: float) -> Iterator[Figure]:
    """Pairs of redirect and landing page (gzip), while pages are made and when they are kept."""
    with big_town.visited() as folder:
        chosen = Random(3).sample(big_town.all_placements(folder), PLACES)
        codes = [placement.code for placement in chosen]
        visits = phones.whole_scans(codes, chance=Random(4))
        with serving(folder) as address:
            made = load.peak(address, phones.every_whole_scan(codes))
            kept = load.peak(address, visits, seconds=min(seconds, MOST_SECONDS))
    yield Figure("redirect + page made for it, peak", made.per_second(), "pairs/s")
    told = f"p99 {kept.percentile(0.99):.1f} ms with {load.LINES_AT_PEAK} at once"
    yield Figure(
        "redirect + kept page, peak", kept.per_second(), "pairs/s", at_least=1_000, beside=told
    )
