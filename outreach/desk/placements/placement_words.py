"""What the desk calls placements: their kinds, one and many, and how they are."""

from kiosk.wording import gettext


def kinds() -> dict[str, str]:
    """Kinds of placement, one of them."""
    _ = gettext
    return {
        "poster": _("Poster"),
        "stop": _("Stop"),
        "bench": _("Bench"),
        "library": _("Library"),
        "counter": _("Shop counter"),
        "bus": _("Bus"),
    }


def kinds_of_many() -> dict[str, str]:
    """Kinds of placement, several of them."""
    _ = gettext
    return {
        "poster": _("Posters"),
        "stop": _("Stops"),
        "bench": _("Benches"),
        "library": _("Libraries"),
        "counter": _("Counters"),
        "bus": _("Buses"),
    }


def conditions() -> dict[str, str]:
    """How a placement is: the states, and what was found; the worst first."""
    _ = gettext
    return {
        "lost": _("lost"),
        "pasted_over": _("pasted over"),
        "drafted": _("drafted"),
        "printed": _("printed, not up yet"),
        "placed": _("is up"),
        "checked": _("is up, was seen"),
        "retired": _("taken down"),
        "merged": _("another one took over"),
    }
