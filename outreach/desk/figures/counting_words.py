"""What is counted, in the desk's words: kinds of scan, next steps, scopes."""

from kiosk.wording import gettext


def scan_kinds() -> dict[str, str]:
    """Scans behind which a human being may stand."""
    _ = gettext
    return {
        "person": _("Scanned with a phone"),
        "typed": _("Code typed in"),
        "unclear": _("Probably scanned"),
    }


def machine_kinds() -> dict[str, str]:
    """Calls of a code that are not counted in."""
    _ = gettext
    return {
        "preview": _("Preview in a message"),
        "prefetch": _("Loaded ahead by a browser"),
        "bot": _("Search engines and other machines"),
        "staff": _("Our own people"),
    }


def steps() -> dict[str, str]:
    """What somebody did next, in the order it usually goes."""
    _ = gettext
    return {
        "list": _("Looked through the offers"),
        "offer": _("Opened an offer"),
        "way": _("Looked up the way"),
        "calendar": _("Put it into the calendar"),
        "call": _("Tapped a phone number"),
        "come_along": _("Asked for company"),
    }


def scope_kinds() -> dict[str, str]:
    """What a town's counts are told apart by."""
    _ = gettext
    return {"district": _("Districts"), "campaign": _("Campaigns"), "kind": _("Kinds of place")}
