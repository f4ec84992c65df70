"""The funnel in the desk's words: its steps and what each means, and what its ways differ in."""

from kiosk.wording import gettext
from outreach.desk import situations
from store.funnel import By
from store.languages import LANGUAGES


def steps() -> dict[str, str]:
    """What happened, in its order."""
    _ = gettext
    return {
        "given": _("Handed off"),
        "answered": _("Answered"),
        "accepted": _("A pilot said yes"),
        "reached": _("Reached"),
        "arranged": _("Arranged"),
        "accompanied": _("Went along"),
        "came_back": _("Came back alone"),
    }


def meanings() -> dict[str, str]:
    """What each step counts."""
    _ = gettext
    return {
        "given": _(
            "A card was given, a key person sent a request with consent, or somebody asked on"
            " our pages. Everybody belongs to the day this happened."
        ),
        "answered": _(
            "Somebody answered the card. Who agreed to be called, or asked on our pages, has"
            " answered at once. The time is that of cards only."
        ),
        "accepted": _("A pilot said yes for the first time, or the office assigned one."),
        "reached": _("The pilot and the person were in contact for the first time."),
        "arranged": _("The first date was agreed on."),
        "accompanied": _("They went to a date together for the first time."),
        "came_back": _("The person goes again on their own: the request ended well."),
    }


def traits() -> dict[By, str]:
    """What ways are told apart by."""
    _ = gettext
    return {
        "channel": _("Way of handing off"),
        "district": _("District"),
        "group": _("Life situation"),
        "language": _("Language"),
        "quarter": _("Quarter"),
    }


def part(by: By, name: str) -> str:
    """What one of the parts is called."""
    if not name:
        return gettext("not said")
    if by == "quarter":
        year, _, quarter = name.partition("-")
        return gettext("Quarter %(quarter)s of %(year)s") % {"quarter": quarter, "year": year}
    if by == "language":
        return LANGUAGES[name].endonym if name in LANGUAGES else name
    return {"channel": _channels, "group": situations.headings}.get(by, dict)().get(name, name)


def _channels() -> dict[str, str]:
    _ = gettext
    return {"card": _("Card"), "consent": _("Sent with consent"), "own": _("Asked on our pages")}
