"""What the desk says of a finished file: whether a phone reads it, and what is wrong with it."""

from babel.numbers import format_decimal

from kiosk import wording
from printables.sizing import Size
from printables.trial import Trial

LOCALE = "de"


def light(trial: Trial) -> str:
    """What the light of a trial scan means, in a sentence."""
    _ = wording.gettext
    return {
        "green": _("Green: every phone reads this file."),
        "amber": _("Amber: it can hang, with something to know about it."),
        "red": _("Red: it should not hang like this."),
    }[trial.light]


def reasons(trial: Trial) -> list[str]:
    """Why a file is not green."""
    if trial.size is None:
        return [wording.gettext("The code in the finished file cannot be read.")]
    small = [] if trial.size.light == "green" else [_small(trial.size)]
    return small + [_failures()[name] for name in trial.failed]


def _small(size: Size) -> str:
    said = {
        "symbol": format_decimal(round(size.symbol_mm), locale=LOCALE),
        "distance": format_decimal(size.distance_m, locale=LOCALE),
        "needed": format_decimal(round(size.needed_mm), locale=LOCALE),
    }
    return (
        wording.gettext(
            "The code is %(symbol)s mm large and read from %(distance)s m: for that it needs "
            "%(needed)s mm. A larger piece or a shorter web address helps."
        )
        % said
    )


def _failures() -> dict[str, str]:
    _ = wording.gettext
    return {
        "with a tenth of it covered": _("It was not read with a tenth of it covered."),
        "at low contrast": _("It was not read when it was faded."),
        "held at a slant": _("It was not read at a slant."),
    }
