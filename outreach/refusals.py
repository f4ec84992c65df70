"""Refusals: kind reasons why something brought to a door does not work out, in every language."""

from outreach.letters import Say


def reasons(_: Say) -> dict[str, str]:
    """Name of each reason → the sentence whoever proposed something is told."""
    return {
        "no_means": _(
            "We like it, but right now we have neither the people nor the money to do it well."
        ),
        "not_open": _("On our pages stands only what is open to everybody and sells nothing."),
        "elsewhere": _(
            "It lies outside the town we are there for. The office there will gladly help you."
        ),
        "enough": _("At the moment enough people have come forward to go along with others."),
        "there_already": _("Something very like it exists near you already. Call us, we know it."),
    }
