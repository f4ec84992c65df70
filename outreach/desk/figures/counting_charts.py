"""The pictures of a counting page: day by day, by weekday, what was done next, and by what."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from babel.dates import format_date

from kiosk.wording import gettext, ngettext, short_day
from outreach.desk.figures import counting_words
from outreach.desk.figures.pictures import Picture, picture
from printables.charts import LOCALE, About, Bar, Bars, Columns, number
from printables.courses import Course, Moment
from printables.report.words import hidden, weekdays
from store.counting import Counts, Span
from store.small_numbers import listed, published

# Longer spans are drawn in weeks: nobody reads a year's every day.
MOST_DAYS = 98
WEEK = 7
MOST_TICKS = 5


@dataclass(frozen=True, slots=True)
class Charts:
    """Every picture of a page."""

    days: Picture
    weekdays: Picture
    steps: Picture
    scans: Picture
    machines: Picture


def draw(counts: Counts, before: Counts) -> Charts:
    """The pictures of what was counted, beside what was counted before."""
    return Charts(
        days=picture(_course(counts, before)),
        weekdays=picture(_weekdays(counts)),
        steps=picture(_bars("steps", gettext("Next steps"), _steps(counts), _steps(before))),
        scans=picture(_bars("scans", gettext("Scans by kind"), _scans(counts), _scans(before))),
        machines=picture(
            _bars("machines", gettext("Not counted in"), _machines(counts), _machines(before))
        ),
    )


def hidden_outside(counts: Counts) -> list[str]:
    """What of this a report or a file would hide, in words."""
    told = [*_hidden(_scans(counts)), *_hidden(_steps(counts))]
    days = _hidden({day.isoformat(): counts.human(day) for day in counts.span.each()})
    if days:
        told.append(ngettext("%(n)s day", "%(n)s days", len(days)) % {"n": len(days)})
    return told


def _hidden(values: dict[str, int]) -> list[str]:
    cells = zip(values, published(listed("", values)).cells, strict=True)
    return [label for label, (n,) in cells if n is None]


def _scans(counts: Counts) -> dict[str, int]:
    return _named(counting_words.scan_kinds(), counts.by_kind())


def _machines(counts: Counts) -> dict[str, int]:
    return _named(counting_words.machine_kinds(), counts.by_kind())


def _steps(counts: Counts) -> dict[str, int]:
    return _named(counting_words.steps(), counts.steps)


def _named(names: dict[str, str], counted: Counter[str]) -> dict[str, int]:
    return {label: counted[name] for name, label in names.items()}


def _bars(key: str, title: str, values: dict[str, int], before: dict[str, int]) -> Bars:
    most = max(values, key=lambda label: values[label])
    header = ("", gettext("Number"), gettext("Before"))
    summary = gettext("Most: %(what)s, %(n)s.") % {"what": most, "n": number(values[most])}
    notes = {label: gettext("before %(n)s") % {"n": number(n)} for label, n in before.items()}
    is_quiet = key == "machines"
    bars = tuple(Bar(label, n, notes[label], is_quiet) for label, n in values.items())
    return Bars(About(key, title, summary, header, hidden()), bars)


def _weekdays(counts: Counts) -> Columns:
    names, values = weekdays("abbreviated"), counts.by_weekday()
    title = gettext("Scans on an average weekday")
    told = {"day": names[values.index(max(values))], "n": number(max(values))}
    summary = gettext("Most on %(day)s: %(n)s on average.") % told
    header = (gettext("Weekday"), gettext("Scans on average"))
    about = About("weekdays", title, summary, header, hidden())
    return Columns(about, tuple(Bar(name, n) for name, n in zip(names, values, strict=True)))


def _course(counts: Counts, before: Counts) -> Course:
    is_daily = counts.span.days <= MOST_DAYS
    moments = tuple(_moments(counts, before, 1 if is_daily else WEEK))
    most = max(moments, key=lambda one: one.value or 0)
    title = gettext("Scans a day") if is_daily else gettext("Scans a day, week by week")
    told = {"when": most.label, "n": number(most.value or 0)}
    summary = gettext("Most: %(when)s, %(n)s.") % told
    header = (gettext("When"), gettext("Scans a day"), gettext("Before"))
    about = About("days", title, summary, header, hidden())
    has_before = any(one.before is not None for one in moments)
    if not has_before:
        about = replace(about, header=header[:2])
    return Course(about, moments, (gettext("now"), gettext("before") if has_before else ""))


def _moments(counts: Counts, before: Counts, step: int) -> Iterator[Moment]:
    """Each day, or the average day of each week."""
    firsts = counts.span.each()[::step]
    ticks = _ticks(firsts)
    for first, first_before in zip(firsts, before.span.each()[::step], strict=True):
        label = short_day(first)
        yield Moment(
            label if step == 1 else gettext("Week from %(day)s") % {"day": label},
            _a_day(counts, first, step),
            _a_day_before(before, first_before, step),
            ticks.get(first, ""),
        )


def _a_day_before(before: Counts, first: date, days: int) -> float | None:
    """None where nothing was counted yet: that is no zero."""
    has_begun = before.begun_on is not None and before.begun_on <= first
    return _a_day(before, first, days) if has_begun else None


def _a_day(counts: Counts, first: date, days: int) -> float:
    whole = Span(first, min(date.fromordinal(first.toordinal() + days - 1), counts.span.last))
    return sum(map(counts.human, whole.each())) / whole.days


def _ticks(firsts: list[date]) -> dict[date, str]:
    """What is written under a few of these days: the day, or for many of them its month."""
    if (firsts[-1] - firsts[0]).days < 5 * WEEK:
        chosen = (
            firsts[:: max(1, -(-len(firsts) // MOST_TICKS))]
            if len(firsts) < WEEK
            else firsts[::WEEK]
        )
        return {day: format_date(day, "d.M.", locale=LOCALE) for day in chosen}
    begun = [day for day, last in zip(firsts[1:], firsts, strict=False) if day.month != last.month]
    chosen = begun[:: -(-len(begun) // MOST_TICKS)]
    return {day: format_date(day, "LLL", locale=LOCALE) for day in chosen}
