"""The report's tables by district: who asked, what is missing, what changes."""

from collections.abc import Mapping, Sequence

from printables.report.tables import Table, hidden_where_small
from printables.report.words import Shown as Said
from printables.report.words import _, group_name, part_name, weekdays
from store.districts import District
from store.early_warning import Compared, EarlyWarning
from store.gaps import Cell, Matrix
from store.groups import ALL
from store.open_hours import PARTS, Slot
from store.reach import TELLING, Reach
from store.small_numbers import FEWEST, PublishedTable, Shown, listed, published


def requests(
    reached: Mapping[str, Sequence[Reach]], districts: Sequence[District], *, elsewhere: int
) -> Table:
    """Requests by group and district against how many live there; `elsewhere` is no district."""
    names = {district.id: district.name for district in districts}
    rows: list[tuple[Said, ...]] = []
    for group, places in reached.items():
        counts = {names[one.district_id]: one.n for one in places}
        if group == ALL.key:
            # With it the total is that of the way of the requests.
            counts[_("no district")] = elsewhere
        rows += _of_group(group, places, published(listed(group, counts, has_total=True)))
    header = (_("Group"), _("District"), _("Requests"), _("expected"), _("Index"))
    return Table("requests", _("Requests by group and district"), header, tuple(rows))


def gaps(matrix: Matrix, hours: Mapping[Slot, Mapping[str, float]]) -> Table:
    """Each slot of the town: scans a week, and open hours a week for every group."""
    groups, scans = tuple(next(iter(hours.values()), {})), _scans_by_slot(matrix)
    header = (_("District"), _("Weekday"), _("Time of day"), _("Scans a week"))
    rows = tuple(
        (
            district.name,
            weekdays()[one.slot.weekday],
            part_name(one.slot.part),
            scans[one.slot],
            *(round(hours[one.slot][group], 2) for group in groups),
        )
        for district in matrix.districts
        for part in PARTS
        for one in matrix.row(district.id, part)
    )
    named = (_("Hours for %(whom)s", whom=group_name(group)) for group in groups)
    return Table("gaps", _("What is open when"), (*header, *named), rows)


def missing(matrix: Matrix, *, most: int) -> Table:
    """Where nothing is open although people look for company, the strongest first."""
    names, scans = {one.id: one.name for one in matrix.districts}, _scans_by_slot(matrix)
    rows = tuple(
        (
            f"{names[one.slot.district_id]}, {weekdays()[one.slot.weekday]},"
            f" {part_name(one.slot.part)}",
            scans[one.slot],
        )
        # By scans alone: the order must not tell how many requests name a time.
        for one in sorted(matrix.missing(), key=lambda one: -one.scans)[:most]
    )
    header = (_("Where and when"), _("Scans a week"))
    return Table("missing", _("Nothing is open here"), header, rows)


def open_hours(matrix: Matrix) -> Table:
    """Open hours a week for one group: district and time of day by weekday."""
    rows = tuple(
        (
            f"{district.name}, {part_name(part)}",
            *(_hours(one) for one in matrix.row(district.id, part)),
        )
        for district in matrix.districts
        for part in PARTS
    )
    header = (_("District and time of day"), *weekdays("abbreviated"))
    return Table("open_hours", _("Open hours a week"), header, rows)


def signs(matrix: Matrix) -> Table:
    """What was looked for in each district."""
    columns = {
        _("Scans"): [matrix.needs[one.id].scans for one in matrix.districts],
        _("Searches in vain"): [matrix.needs[one.id].empty_searches for one in matrix.districts],
        _("“Come along” tapped"): [matrix.needs[one.id].come_along for one in matrix.districts],
    }
    names = [district.name for district in matrix.districts]
    # Their totals stand among the key figures, or are part of one that does.
    lists = [
        hidden_where_small(dict(zip(names, counts, strict=True))) for counts in columns.values()
    ]
    rows = tuple((name, *(shown[n] for shown in lists)) for n, name in enumerate(names))
    return Table("signs", _("What people looked for"), (_("District"), *columns), rows)


def changes(warnings: Sequence[EarlyWarning]) -> Table:
    """How each district changed in eight weeks, and what that says."""
    words = {
        "wanted_and_missing": _("more people look for company, and less is open"),
        "quiet": _("has become quiet"),
        "too_small": _("too few numbers to say anything"),
        "calm": _("nothing unusual"),
    }
    rows = tuple(
        (
            one.district.name,
            _change(one.scans),
            round(one.hours, 1),
            round(one.hours_before, 1),
            words[one.kind],
        )
        for one in warnings
    )
    header = (
        _("District"),
        _("Scans"),
        _("Hours a week"),
        _("before"),
        _("That means"),
    )
    return Table("changes", _("What changes in the districts"), header, rows)


def _of_group(group: str, places: Sequence[Reach], shown: PublishedTable) -> list[tuple[Said, ...]]:
    [total] = shown.column_totals
    by_name = dict(zip(shown.rows, places, strict=False))
    lines = [
        (group_name(group), name, n, *_expected(by_name.get(name), n, total))
        for name, (n,) in zip(shown.rows, shown.cells, strict=True)
    ]
    return [*lines, (group_name(group), _("whole town"), total, "", "")]


def _expected(place: Reach | None, n: Shown, total: Shown) -> tuple[Said, Said]:
    """Both follow from the total, so they are hidden with it; the index tells the number itself."""
    if place is None or place.expected is None:
        return "", ""
    if total is None:
        return None, None
    index = place.index()
    return round(place.expected, 1), None if n is None else "" if index is None else round(index, 2)


def _scans_by_slot(matrix: Matrix) -> dict[Slot, Said]:
    """Scans a week in each slot; those of a district add up to what is told of it."""
    found: dict[Slot, Said] = {}
    for district in matrix.districts:
        slots = [one for one in matrix.cells.values() if one.slot.district_id == district.id]
        weeks = matrix.needs[district.id].weeks
        counted = {str(n): round(one.scans * weeks) for n, one in enumerate(slots)}
        shown = hidden_where_small(counted)
        for one, n in zip(slots, shown, strict=True):
            found[one.slot] = None if n is None else round(n / weeks, 1)
    return found


def _hours(one: Cell) -> Said:
    if not one.is_empty():
        return round(one.hours, 1)
    return _("missing") if one.is_wanted() else "–"


def _change(scans: Compared) -> Said:
    """By how many percent a count changed; from a few it would say nothing, and too much."""
    if not scans.before and not scans.now:
        return "–"
    if scans.before < TELLING or scans.now < FEWEST:
        return None
    percent = f"{abs(scans.now / scans.before - 1) * 100:.0f}"
    more = scans.now >= scans.before
    return _("%(n)s %% more", n=percent) if more else _("%(n)s %% less", n=percent)
