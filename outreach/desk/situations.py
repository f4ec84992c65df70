"""Life situations as the desk calls them."""

from kiosk.wording import gettext
from outreach.wording import capitalised


def names() -> dict[str, str]:
    """Each life situation (see `store.offers.SITUATIONS`), said within a sentence."""
    _ = gettext
    return {
        "new_in_town": _("new in town"),
        "alone": _("alone a lot"),
        "single_parent": _("raising children alone"),
        "caring": _("caring for somebody"),
        "between_jobs": _("looking for work"),
        "newcomer": _("new in Germany"),
        "bereaved": _("has lost somebody"),
        "everyone": _("for everybody"),
    }


def headings() -> dict[str, str]:
    """Each life situation at the head of a row."""
    return {situation: capitalised(name) for situation, name in names().items()}
