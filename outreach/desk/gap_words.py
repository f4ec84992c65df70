"""What the desk calls the groups, days and numbers of its gaps."""

from babel.numbers import format_decimal
from flask import g

from kiosk.wording import gettext as _
from store.groups import Group
from store.open_hours import Part


def group_name(group: Group) -> str:
    """A group as one speaks of it in a sentence: for …"""
    return {
        "all": _("all people"),
        "28-59": _("people from 28 to 59"),
        "new_in_town": _("people new in town"),
        "alone": _("people who are alone a lot"),
        "single_parent": _("single parents"),
        "caring": _("people who care for somebody"),
        "between_jobs": _("people looking for work"),
        "newcomer": _("people new in Germany"),
        "bereaved": _("people in mourning"),
    }[group.key]


def time_name(weekday: int, part: Part) -> str:
    """A part of a weekday: Sunday, in the evening."""
    said = {"morning": _("morning"), "afternoon": _("afternoon"), "evening": _("evening")}[part]
    return _("%(weekday)s %(part)s") % {"weekday": weekdays()[weekday], "part": said}


def weekdays(width: str = "wide") -> list[str]:
    """The days of the week from Monday on; `width` is wide or abbreviated."""
    names = g.language.locale.days["format"][width]
    return [names[weekday].rstrip(".") for weekday in range(7)]


def decimal(number: float) -> str:
    """A number as one reads it, small ones with one decimal."""
    digits = "#,##0.#" if 0 < number < 10 else "#,##0"
    return str(format_decimal(number, format=digits, locale=g.language.locale))
