"""What the desk calls the times of its gaps."""

from kiosk.wording import gettext as _
from printables.report.words import weekdays
from store.open_hours import Part


def time_name(weekday: int, part: Part) -> str:
    """A part of a weekday: Sunday, in the evening."""
    said = {"morning": _("morning"), "afternoon": _("afternoon"), "evening": _("evening")}[part]
    return _("%(weekday)s %(part)s") % {"weekday": weekdays()[weekday], "part": said}
