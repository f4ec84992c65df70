"""The report as a tagged PDF: A4, as many pages as it needs."""

from dataclasses import replace

from markupsafe import Markup

from printables import bench, pages, pdf
from printables.charts import About, Bar, Bars
from printables.courses import Course, Moment
from printables.drawing import in_file
from printables.report import town_map, words
from printables.report.contents import Report
from printables.report.tables import Table
from printables.report.words import _
from printables.sheets import Sheet
from store.groups import ALL
from store.palette import light_css

PAGE = Sheet(210, 297, for_print=False)
# So many weeks have a date below them; more would touch each other.
TICKS = 6
# The head in groups of eight can be compared with a printed one.
SIGNS_A_GROUP = 8


def render(report: Report) -> bytes:
    """The report as PDF/UA-1.

    Raises CannotPrint with a sentence where a name has a letter our fonts lack.
    """
    return pdf.flowed(_page(report), sheet=PAGE, style="report.css")


def _page(report: Report) -> str:
    medium = in_file(report.palette)
    head = report.chain_head
    groups = (head[n : n + SIGNS_A_GROUP] for n in range(0, len(head), SIGNS_A_GROUP))
    charts: dict[str, Course | Bars] = {
        "scans": _scans(report.tables.scans),
        "funnel": _funnel(report.tables.funnel),
    }
    about = _about("map", _("Requests by district"), "")
    return pages.html(
        "report.html",
        report=report,
        tables=report.tables,
        language=words.LANGUAGE,
        _=_say,
        day=words.day,
        group=words.group_name(report.group),
        head=" ".join(groups),
        colours=light_css(report.palette),
        charts={
            key: (chart.about.alt(), pages.data_url(chart.svg(medium)))
            for key, chart in charts.items()
        },
        requests=_telling(report.tables.requests),
        unsaid=_unsaid(report.tables.requests),
        map=pages.data_url(town_map.svg(about, report.places, medium)),
        map_alt=_map_alt(report),
        mark=pages.data_url(bench.mark(report.palette.light()["house"])),
        hides=any(table.hides_anything() for table in _tables(report)),
    )


def _scans(table: Table) -> Course:
    every = max(1, len(table.rows) // TICKS)
    moments = tuple(
        Moment(str(label), _number(n), _number(before), str(label)[:6] if at % every == 0 else "")
        for at, (label, n, before) in enumerate(table.rows)
    )
    summary = _("Week by week; dashed: the time before. The last week may be shorter.")
    about = _about("scans", table.title, summary)
    return Course(about, moments, (_("period"), _("before")))


def _funnel(table: Table) -> Bars:
    bars = tuple(
        Bar(str(step), _number(n), str(share or "")) for step, n, share, _days in table.rows
    )
    about = _about("funnel", table.title, _("How many came so far or further."))
    return Bars(about, bars, whole=bars[0].value)


def _telling(requests: Table) -> Table:
    """All people, and of the other groups those of which there is something to say."""
    unsaid = _unsaid(requests)
    rows = tuple(row for row in requests.rows if row[0] not in unsaid)
    return replace(requests, rows=rows)


def _unsaid(requests: Table) -> list[str]:
    """Groups whose total is hidden, or nothing; all people never are."""
    town, everybody = _("whole town"), words.group_name(ALL.key)
    totals = {str(row[0]): row[2] for row in requests.rows if row[1] == town}
    return [group for group, n in totals.items() if not n and group != everybody]


def _about(key: str, title: str, summary: str) -> About:
    return About(key, title, summary, (), words.hidden())


def _map_alt(report: Report) -> str:
    """The map says nothing that this does not."""
    told = ", ".join(f"{place.name} {words.cell(place.n)}" for place in report.places)
    return _("Map of the town with the requests of each district: %(told)s.", told=told)


def _tables(report: Report) -> list[Table]:
    return [getattr(report.tables, name) for name in report.tables.__slots__]


def _say(message: str, **values: object) -> Markup:
    """The words of a template, with its values escaped."""
    return Markup(_(message)) % values  # noqa: S704  # our own catalogue


def _number(value: words.Shown) -> float | None:
    return None if value is None or isinstance(value, str) else float(value)
