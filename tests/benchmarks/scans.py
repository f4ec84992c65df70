"""Scans of 100,000 codes: how soon they are sent on, alone and beside other work, all counted."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from store import database, scans
from tests.benchmarks import big_town, constant_302, load, neighbours, phones
from tests.benchmarks.figure import Figure
from tests.benchmarks.load import Answers
from tests.serving import serving

PER_SECOND = 1_000
MOST_SECONDS_AT_PEAK = 10.0


def figures(*, seconds: float) -> Iterator[Figure]:
    """What the issue asks of `GET /q/<code>`, with the same server's constant 302 as measure."""
    with big_town.visited() as folder:
        codes = [placement.code for placement in big_town.all_placements(folder)]
        reference, reference_peak = _reference(codes, seconds)
        yield from _alone(folder, codes, seconds, reference, reference_peak)
        for work in neighbours.WORKS:
            yield from _beside(work, folder, codes, seconds)


def _reference(codes: list[str], seconds: float) -> tuple[Answers, Answers]:
    with constant_302.serving() as address:
        return _constant(address, codes, min(seconds, MOST_SECONDS_AT_PEAK)), _peak(
            address, codes, seconds
        )


def _alone(
    folder: Path, codes: list[str], seconds: float, reference: Answers, reference_peak: Answers
) -> Iterator[Figure]:
    before = _counted(folder)
    with serving(folder) as address:
        constant, peak = _constant(address, codes, seconds), _peak(address, codes, seconds)
    ratio = constant.percentile(0.99) / reference.percentile(0.99)
    told = f"constant 302: {reference.percentile(0.99):.2f} ms, ratio {ratio:.1f}"
    yield from _at_constant_rate("scan", constant, most_ms=10, beside=told)
    share = peak.per_second() / reference_peak.per_second()
    told = f"constant 302: {reference_peak.per_second():,.0f}/s, ratio {share:.2f}"
    yield Figure("scan, peak", peak.per_second(), "/s", at_least=5_000, beside=told)
    yield _all_counted("scan", folder, before, constant, peak)


def _beside(work: str, folder: Path, codes: list[str], seconds: float) -> Iterator[Figure]:
    before, what = _counted(folder), f"scan beside {work}"
    with serving(folder) as address, neighbours.at(work, folder) as rounds:
        constant = _constant(address, codes, seconds)
        told = f"{rounds()} rounds of it"
    yield from _at_constant_rate(what, constant, most_ms=20, beside=told)
    yield _all_counted(what, folder, before, constant)


def _at_constant_rate(
    what: str, answers: Answers, *, most_ms: float, beside: str
) -> Iterator[Figure]:
    at = f"{what}, {PER_SECOND:,}/s"
    yield Figure(f"{at}, p50", answers.percentile(0.5), "ms")
    yield Figure(f"{at}, p99", answers.percentile(0.99), "ms", at_most=most_ms, beside=beside)
    yield Figure(f"{at}, longest", answers.percentile(1), "ms")


def _constant(address: str, codes: list[str], seconds: float) -> Answers:
    visits = phones.scans(codes, chance=Random(1))
    return load.constant(address, visits, per_second=PER_SECOND, seconds=seconds)


def _peak(address: str, codes: list[str], seconds: float) -> Answers:
    visits = phones.scans(codes, chance=Random(2))
    return load.peak(address, visits, seconds=min(seconds, MOST_SECONDS_AT_PEAK))


def _all_counted(what: str, folder: Path, before: int, *answers: Answers) -> Figure:
    counted = _counted(folder) - before
    answered = sum(each.number() for each in answers)
    return Figure(f"{what}, counted of those answered", counted, "scans", must_equal=answered)


def _counted(folder: Path) -> int:
    db = database.open_office(folder, is_reader=True)
    try:
        return sum(kinds.total() for kinds in scans.by_kind(db).values())
    finally:
        db.close()
