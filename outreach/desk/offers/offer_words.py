"""What the desk says of offers: their states, and what is known of them and of their houses."""

from kiosk.wording import gettext
from outreach.wording import capitalised


def statuses() -> dict[str, str]:
    """The states of an offer, said within a sentence."""
    _ = gettext
    return {
        "draft": _("draft"),
        "published": _("published"),
        "paused": _("paused"),
        "ended": _("ended"),
    }


def status_headings() -> dict[str, str]:
    """The states of an offer, each by itself."""
    return {status: capitalised(name) for status, name in statuses().items()}


def facts() -> dict[str, str]:
    """What can be known of an offer or its house (see `store.facts`)."""
    _ = gettext
    return {
        "free": _("Free of charge"),
        "no_sign_up": _("Without signing up"),
        "come_alone": _("Many come alone"),
        "no_need_to_buy": _("No need to buy anything"),
        "companion_welcome": _("Companions are welcome"),
        "step_free": _("Step-free"),
        "toilet": _("Accessible toilet"),
        "hearing_loop": _("Hearing loop"),
        "quiet": _("A quiet room"),
    }


def answers() -> dict[str, str]:
    """Whether a fact holds."""
    _ = gettext
    return {"yes": _("yes"), "no": _("no"), "unknown": _("unknown")}
