"""Crisis lines: whom somebody can call at once, the same on pages, screens and paper."""

from dataclasses import dataclass

from kiosk import wording

SECOND = "0800 111 0 222"

_ = wording.gettext


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """A number that answers right now: what it is called, and when it is right."""

    name: str
    number: str
    note: str


def heading() -> str:
    """What stands above the numbers."""
    return _("If it is urgent")


def lead() -> str:
    """The sentence before them."""
    return _("You do not have to get through this alone. These people answer right now:")


def all_of_them() -> tuple[CrisisLine, ...]:
    """Every line in the reader's language, for life in danger first."""
    listens = _("Someone who listens")
    return (
        CrisisLine(_("Emergency"), "112", _("Life in danger, now. Ambulance and fire brigade.")),
        CrisisLine(
            listens,
            "0800 111 0 111",
            _("TelefonSeelsorge: day and night, free of charge, you need not give a name."),
        ),
        CrisisLine(listens, SECOND, _("TelefonSeelsorge, second number.")),
        CrisisLine(listens, "116 123", _("TelefonSeelsorge, European number.")),
        CrisisLine(
            _("Doctor on call"),
            "116 117",
            _("Ill, but not life-threatening: evenings, nights, weekends."),
        ),
    )


def on_a_screen() -> tuple[CrisisLine, ...]:
    """Those that fit on a small screen: the listeners' second number leads to the same people."""
    return tuple(line for line in all_of_them() if line.number != SECOND)
