"""Changes in words: who did what and when, and what stood there before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from kiosk import wording
from outreach import wording as staff_wording
from outreach.desk import differences
from outreach.desk.differences import Difference
from outreach.desk.history_values import labels, said
from outreach.exchange.times_in_words import in_words
from store import times as times_rows
from store.changes import Change
from store.database import Row
from store.languages import LANGUAGES

# What records are called: (table, id) → name.
Names = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changed; `old` or `new` is empty where there was or is nothing."""

    label: str
    old: str
    new: str


def deeds() -> dict[str, str]:
    """What can be done to a record → the sentence for it."""
    _ = wording.gettext
    return {
        "created": _("%(who)s entered this on %(day)s."),
        "edited": _("%(who)s changed this on %(day)s."),
        "deleted": _("%(who)s deleted this on %(day)s."),
        "undone": _("%(who)s took the last change back on %(day)s."),
        "checked": _("%(who)s made sure on %(day)s that everything is still right."),
        "translated": _("%(who)s translated this on %(day)s."),
        "times_set": _("%(who)s set the times on %(day)s."),
        "times_removed": _("%(who)s took times away on %(day)s."),
        "contacted": _("%(who)s spoke with them on %(day)s."),
        "noted": _("%(who)s wrote notes on %(day)s."),
        "imported": _("%(who)s took this over from a list on %(day)s."),
        "printed": _("%(who)s noted on %(day)s that this is printed."),
        "hung": _("%(who)s noted on %(day)s that this hangs."),
        "inspected": _("%(who)s looked after this on %(day)s."),
        "retargeted": _("%(who)s let the code lead somewhere else on %(day)s."),
        "renamed": _("%(who)s gave this another name on %(day)s."),
        "moved": _("%(who)s moved this to another place on %(day)s."),
        "merged": _("%(who)s merged this with another one on %(day)s."),
        "retired": _("%(who)s retired this on %(day)s."),
        "lost": _("%(who)s noted on %(day)s that this is lost."),
    }


def sentence(change: Change, *, today: date) -> str:
    """What happened, as one tells it: "Petra cancelled the date of 12 May on 3 May: painters"."""
    who = change.by or wording.gettext("The server")
    values = {"who": who, "day": day(staff_wording.town_day(change.at), today=today)}
    if told := _about_a_date(change, today=today):
        words, more = told
        return words % (values | more)
    words = deeds().get(change.what) or deeds()["edited"]
    return words % values


def day(on: date, *, today: date) -> str:
    """A day of this year without its year: 3 May."""
    pattern = "d. MMMM" if on.year == today.year else "d. MMMM y"
    return format_date(on, pattern, locale=LANGUAGES["de"].locale)


def _about_a_date(change: Change, *, today: date) -> tuple[str, dict[str, str]] | None:
    """The sentence where just one date was cancelled, moved or brought back."""
    found = differences.of(change)
    if change.what == "undone" or [each.table for each in found] != ["changed_date"]:
        return None
    _, row = wording.gettext, found[0].new
    usual = date.fromisoformat((row or found[0].old or {})["day"])
    more = {"date": day(usual, today=today), "reason": row["reason"] if row else ""}
    if row is None:
        return _("%(who)s said on %(day)s that the date of %(date)s takes place as usual."), more
    if row["kind"] == "cancelled" and row["reason"]:
        return _("%(who)s cancelled the date of %(date)s on %(day)s: %(reason)s"), more
    if row["kind"] == "cancelled":
        return _("%(who)s cancelled the date of %(date)s on %(day)s."), more
    more["to"] = day(date.fromisoformat(row["to_day"]), today=today)
    if row["reason"]:
        return _("%(who)s moved the date of %(date)s to %(to)s on %(day)s: %(reason)s"), more
    return _("%(who)s moved the date of %(date)s to %(to)s on %(day)s."), more


def lines(change: Change, names: Names, *, today: date) -> list[Line]:
    """What changed, value by value, in what a person knows; the rest is the machine's business."""
    return [line for each in differences.of(change) for line in _lines(each, names, today)]


def _lines(found: Difference, names: Names, today: date) -> list[Line]:
    if found.table == "schedule":
        return [Line(wording.gettext("Times"), _times(found.old), _times(found.new))]
    if found.table == "changed_date":
        return [_date_line(found, today)]
    if found.table == "placement_target":
        return _target_lines(found, names)
    prefix = _language_of(found)
    return [
        Line(f"{label}{prefix}", *(_value(found.table, column, row, names) for row in both))
        for column in found.columns()
        if (label := labels().get((found.table, column)))
        for both in [(found.old, found.new)]
    ]


def _value(table: str, column: str, row: Row | None, names: Names) -> str:
    return said(table, column, row[column], names) if row else ""


def _language_of(found: Difference) -> str:
    """In which language a text is, unless it is the German one."""
    language = (found.new or found.old or {}).get("language")
    if found.table not in ("offer_text", "campaign_text") or language == "de":
        return ""
    return f" ({LANGUAGES[str(language)].endonym})"


def _times(row: Row | None) -> str:
    _ = wording.gettext
    if row is None:
        return ""
    times = times_rows.read(row)
    parts = [in_words(times) or times.words]
    if times.until_on:
        parts.append(_("until %(day)s") % {"day": wording.full_date(times.until_on)})
    if times.is_paused_on_public_holidays:
        parts.append(_("not on public holidays"))
    if times.is_paused_in_school_holidays:
        parts.append(_("not in the school holidays"))
    if row["status"] == "proposed":
        parts.append(_("not confirmed yet"))
    return ", ".join(parts)


def _date_line(found: Difference, today: date) -> Line:
    _ = wording.gettext
    usual = date.fromisoformat((found.new or found.old or {})["day"])
    label = _("Date of %(day)s") % {"day": day(usual, today=today)}
    return Line(label, *(_date_words(row, today) for row in (found.old, found.new)))


def _date_words(row: Row | None, today: date) -> str:
    _ = wording.gettext
    if row is None:
        return _("as usual")
    if row["kind"] == "cancelled":
        return _("cancelled")
    to_day = day(date.fromisoformat(row["to_day"]), today=today)
    return ", ".join(filter(None, [_("moved to %(day)s") % {"day": to_day}, row["to_starts_at"]]))


def _target_lines(found: Difference, names: Names) -> list[Line]:
    """Where a code leads from now on; the end of the one before says nothing more."""
    if found.old is not None or found.new is None:
        return []
    _, row = wording.gettext, found.new
    kinds = {"around": _("what is on around it"), "filter": _("a chosen selection")}
    offer = names.get(("offer", row["offer_id"] or 0), "")
    return [Line(_("Leads to"), "", kinds.get(row["kind"]) or offer)]
