"""Early warning: districts where more people look for company while less is open, or that go quiet.

The last eight weeks are compared with the eight before. A difference counts if it is both large
and hardly chance; where there is too little to tell, that is what is said.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sqlite_utils import Database

from store import chances, districts, needs, open_hours, public_holidays
from store.counting import Span
from store.districts import District
from store.groups import ALL
from store.needs import Needs
from store.open_hours import OpenOffer, Stretch

# Chance alone would do it in one of a hundred times.
UNLIKELY = 0.01
A_THIRD_MORE = 4 / 3
HALF = 0.5
A_FIFTH_LESS = 0.8
# With fewer in both times together hardly any difference would be more than chance.
ENOUGH_SCANS = 20
ENOUGH_SIGNS = 10

Kind = Literal["wanted_and_missing", "quiet", "too_small", "calm"]
ORDER: tuple[Kind, ...] = ("wanted_and_missing", "quiet", "too_small", "calm")


@dataclass(frozen=True, slots=True)
class Compared:
    """A count of the last weeks and of as many weeks before."""

    now: int
    before: int

    def rises(self) -> bool:
        """Whether it is more by a third at least, and hardly by chance."""
        return self.now >= A_THIRD_MORE * self.before and self._is_unlikely()

    def falls(self) -> bool:
        """Whether half of it is gone at least, and hardly by chance."""
        return self.now <= HALF * self.before and self._is_unlikely()

    def chance(self) -> float:
        """The chance of such a difference if nothing had changed."""
        return chances.of_difference(self.now, self.before)

    def _is_unlikely(self) -> bool:
        return self.chance() < UNLIKELY


@dataclass(frozen=True, slots=True)
class EarlyWarning:
    """What the numbers say about a district, with the numbers; hours are those open a week.

    `signs` are empty searches, come-along steps and requests; placements that `fell_silent` were
    scanned in the weeks before, and not since.
    """

    district: District
    kind: Kind
    scans: Compared
    signs: Compared
    fell_silent: int
    hours: float
    hours_before: float
    span: Span

    def hours_fall(self) -> bool:
        """Whether a fifth less is open, or nothing any more."""
        return self.hours_before > 0 and self.hours <= A_FIFTH_LESS * self.hours_before

    def is_alarm(self) -> bool:
        """Whether somebody should look."""
        return self.kind in ("wanted_and_missing", "quiet")


def of_districts(db: Database, *, today: date, state: str) -> list[EarlyWarning]:
    """All districts, those to look at first; `state` is the one whose public holidays count."""
    return in_span(db, needs.last_weeks(today), state=state)


def in_span(db: Database, span: Span, *, state: str) -> list[EarlyWarning]:
    """The same for other weeks, compared with as many before."""
    now = needs.by_district(db, span, group=ALL, with_pattern=False)
    before = needs.by_district(db, span.before(), group=ALL, with_pattern=False)
    offers = open_hours.published_lately(db)
    hours = _hours(db, offers, span, state)
    hours_before = _hours(db, offers, span.before(), state)
    found = [
        of_district(
            district,
            now[district.id],
            before[district.id],
            hours=(hours.get(district.id, 0.0), hours_before.get(district.id, 0.0)),
            span=span,
        )
        for district in districts.everywhere(db)
    ]
    return sorted(found, key=lambda warning: ORDER.index(warning.kind))


def of_district(
    district: District, now: Needs, before: Needs, *, hours: tuple[float, float], span: Span
) -> EarlyWarning:
    """What these numbers say about a district; `hours` a week are those of now and before."""
    warning = EarlyWarning(
        district=district,
        kind="calm",
        scans=Compared(now.scans, before.scans),
        signs=Compared(now.signs(), before.signs()),
        fell_silent=now.fell_silent,
        hours=hours[0],
        hours_before=hours[1],
        span=span,
    )
    return replace(warning, kind=_kind(warning))


def _kind(warning: EarlyWarning) -> Kind:
    scans, signs = warning.scans, warning.signs
    if (scans.rises() or signs.rises()) and warning.hours_fall():
        return "wanted_and_missing"
    if scans.falls() or signs.falls():
        return "quiet"
    has_scans = scans.now + scans.before >= ENOUGH_SCANS
    has_signs = signs.now + signs.before >= ENOUGH_SIGNS
    return "calm" if has_scans or has_signs else "too_small"


def _hours(db: Database, offers: list[OpenOffer], span: Span, state: str) -> dict[int, float]:
    holidays = public_holidays.between(state, span.first, span.last)
    return open_hours.by_district(db, offers, Stretch(span.first, span.last, holidays))
