"""What a screen says by itself, as plain text: its script puts words into the page, never HTML."""

from datetime import time

from flask import g

from kiosk import near, wording
from store.occurrences import Occurrence
from store.stops import NearStop

# Within a sentence that may run the other way, a name keeps its own direction between these.
ISOLATED = "\u2068{}\u2069"

_ = wording.gettext


def words() -> dict[str, str]:
    """The sentences a screen's script chooses from; {…} is filled in on the device."""
    return {
        "today": _("today"),
        "ask": _("ask for the time"),
        "range": _("{first} to {last} of {total}"),
        "untranslated": _("This text is not translated yet. It is in %(language)s.")
        % {"language": "{language}"},
        "spoken": _("Spoken there: {languages}"),
        "call": _("Ask first? Call {number}."),
        "nothing": _("Nothing more is on here. Look at the next seven days, or call us: {number}."),
        "over": _("For the next two weeks we know of no date. Please ask for it by phone."),
        "as_of_day": _("As of {day}, {time}"),
        "as_of_today": _("As of today, {time}"),
        "clock": "{time}\u00a0Uhr" if g.language.prefix == "ls" else "{time}",
        "stale_day": _("More than a day old: please call first."),
        "stale_clock": _("This clock may be wrong: please call first."),
        "stale_week": _("These dates are too old to show: please call."),
    }


def topics() -> dict[str, str]:
    """The heading of each list that is not about an interest or a life situation."""
    return {
        "today": _("Today"),
        "week": _("The next seven days"),
        "free": _("What costs nothing"),
        "step_free": _("What is step-free"),
        "here": _("Here at this place"),
        "interests": _("What do you feel like?"),
        "situations": _("What suits you?"),
    }


def steps() -> list[str]:
    """How to take something along by phone."""
    return [
        _("Open the camera of your phone."),
        _("Hold it in front of the pattern and tap on the link."),
        _("There you can read on in peace. This screen forgets you."),
    ]


def doors() -> dict[str, dict[str, object]]:
    """The four doors: what they are called, what is behind them, and what happens next."""
    return {
        "company": {
            "title": _("I am looking for company"),
            "lead": _("Leave us a name and a number on your phone. We do not ask for reasons."),
            "steps": [
                _("We ask what you like and when you have time. We do not ask for reasons."),
                _("A volunteer gets in touch with you and goes along with you the first time."),
                _("You can stop at any time. Then we delete what we know."),
            ],
        },
        "help": {
            "title": _("I want to help"),
            "lead": _("Somebody near you would go out, if only somebody came along."),
            "steps": [
                _("You call us or write to us: your name, your languages, when you have time."),
                _("We meet for coffee, and you learn in one afternoon what helps."),
                _("Then you go along with somebody, once or often."),
            ],
        },
        "offer": {
            "title": _("I have an offer"),
            "lead": _("A club, a parish, a neighbours' table: all where one can simply come."),
            "steps": [
                _("You tell us what, where, when, and whom one can call."),
                _("We ask about the threshold: steps, cost, sign-up, who greets newcomers."),
                _("Your offer stands here in several languages. It costs nothing."),
            ],
        },
        "idea": {
            "title": _("I have an idea"),
            "lead": _("You know best what is missing where you live."),
            "steps": [
                _("You tell us your idea, with or without your name."),
                _("We look for people and a room for it, and we tell you what became of it."),
            ],
        },
    }


def facts() -> dict[str, dict[str, str]]:
    """What each threshold fact is called where it is so, and where it is not."""
    pairs = {
        "free": (_("free"), _("costs something")),
        "no_sign_up": (_("no sign-up"), _("please sign up first")),
        "come_alone": (_("many come alone"), _("best in company")),
        "no_need_to_buy": (_("no need to buy anything"), _("people usually buy something")),
        "companion_welcome": (
            _("companions are welcome"),
            _("please come without a companion"),
        ),
        "step_free": (_("step-free"), _("there are steps")),
        "toilet": (_("accessible toilet"), _("no accessible toilet")),
        "hearing_loop": (_("hearing loop"), _("no hearing loop")),
        "quiet": (_("a quiet room"), _("it can get loud")),
    }
    return {fact: {"yes": yes, "no": no} for fact, (yes, no) in pairs.items()}


def interest(name: str) -> str | None:
    """A category in the reader's language; None for one that is only a town's own word."""
    return {
        "begegnung": _("Meeting people"),
        "beratung": _("Advice"),
        "bewegung": _("Moving"),
        "essen": _("Eating together"),
        "kreatives": _("Making things"),
        "kultur": _("Culture"),
        "lernen": _("Learning"),
        "musik": _("Music"),
        "natur": _("Nature"),
        "spiele": _("Games"),
    }.get(name.casefold())


def way(metres: float) -> str:
    """How far it is, and how long on foot where one can walk."""
    distance, minutes = wording.metres(metres), near.minutes_on_foot(metres)
    if minutes is None:
        return distance
    words = wording.ngettext(
        "%(distance)s, %(num)s minute on foot", "%(distance)s, %(num)s minutes on foot", minutes
    )
    return words % {"distance": distance, "num": minutes}


def walk(metres: float) -> str:
    """How long it is on foot; how far where one would not walk."""
    minutes = near.minutes_on_foot(metres)
    if minutes is None:
        return wording.metres(metres)
    words = wording.ngettext("%(num)s minute on foot", "%(num)s minutes on foot", minutes)
    return words % {"num": minutes}


def stop(near: NearStop) -> str:
    """A stop by its name and its lines."""
    said = {"stop": near.stop.name, "lines": wording.listed(near.line_names)}
    isolated = {name: ISOLATED.format(words) for name, words in said.items()}
    words = wording.ngettext(
        "Stop %(stop)s (line %(lines)s)", "Stop %(stop)s (lines %(lines)s)", len(near.line_names)
    )
    return words % isolated


def phone(number: str) -> str:
    """A number as people in town dial it, which no line's end takes apart."""
    return wording.national(number).replace(" ", "\u00a0")


def hour(at: time) -> str:
    """A time of day."""
    return str(g.language.clock(at))


def until(at: time) -> str:
    """When it ends."""
    return _("until %(time)s") % {"time": ISOLATED.format(hour(at))}


def note(date: Occurrence) -> str:
    """What is different about a date or not sure, as the phone pages say it."""
    if date.is_cancelled:
        return _("Does not take place.")
    if date.moved_to:
        return _("Moved to %(day)s.") % {"day": wording.day(date.moved_to)}
    if date.moved_from:
        return _("Instead of %(day)s.") % {"day": wording.day(date.moved_from)}
    if date.holiday:
        name = ISOLATED.format(date.holiday)
        return _("Public holiday (%(name)s): please call first.") % {"name": name}
    if date.rests_in_school_holidays:
        return _("Not in the school holidays. Please call to check.")
    return "" if date.is_confirmed else _("Time not confirmed yet. Please call to check.")
