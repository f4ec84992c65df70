"""What is said aloud of a screen's own views: its headings and sentences, in their order.

They are the words the views show (templates/kiosk/screen), so most are in the catalogue anyway.
"""

from collections.abc import Iterable, Mapping

from kiosk import crisis_lines, wording
from kiosk.screens import screen_words
from kiosk.screens.spoken import Phrase, number, phrase, sentences
from store.languages import LANGUAGES
from store.offers import SITUATIONS
from store.office import Office

Said = dict[str, list[Phrase]]

_ = wording.gettext


def views(office: Office, languages: Iterable[str]) -> Said:
    """The phrases of each view and topic by its name, and of what stands where nothing is on."""
    return {
        "start": [_start()],
        "languages": [phrase(_("Which language would you like?")), *_endonyms(languages)],
        "crisis": [_crisis()],
        "take-away": [sentences((_("Take it with me"), *screen_words.steps()))],
        "call": [sentences((_("Or call:"), number(wording.phone(office.phone).striptags())))],
        "ask": [phrase(_("Please ask for the time."))],
        "over": [
            phrase(_("For the next two weeks we know of no date. Please ask for it by phone."))
        ],
        "nothing": [_nothing(office)],
        **_topics(),
        **_doors(),
    }


def interests(names: Iterable[str]) -> Said:
    """The topics that are a town's categories."""
    return {f"interest:{name}": [_interest(name)] for name in names}


def _start() -> Phrase:
    return sentences(
        (
            _("Good to see you."),
            _("This is on near you. You need not know anybody, and you may just watch first."),
            *(_("Today"), _("This week"), _("By interest"), _("What suits me")),
            *(_("Free of charge"), _("Without steps")),
            *(_title(door) for door in screen_words.doors().values()),
        )
    )


def _endonyms(languages: Iterable[str]) -> list[Phrase]:
    return [phrase(LANGUAGES[prefix].endonym, language=prefix) for prefix in languages]


def _crisis() -> Phrase:
    told = [
        part
        for line in crisis_lines.on_a_screen()
        for part in (line.name, number(line.number), line.note)
    ]
    return sentences((crisis_lines.lead(), *told))


def _nothing(office: Office) -> Phrase:
    words = _("Nothing more is on here. Look at the next seven days, or call us: {number}.")
    return phrase(words.format(number=number(wording.phone(office.phone).striptags())))


def about(*, is_bench: bool) -> Said:
    """What is said of the screen's own place, where somebody sits at times or nobody does."""
    sits, nobody = (
        (
            _("Somebody sits here at fixed times and is glad of company. Just sit down."),
            _("Nobody sits here at fixed times yet. But sit down: perhaps somebody joins you."),
        )
        if is_bench
        else (
            _("Somebody is here at fixed times and is glad of company. Just come in."),
            _(
                "There are no fixed times here yet. But you are welcome to look what is on near"
                " here."
            ),
        )
    )
    forgets = _("This screen remembers nothing about you. It has no camera and no microphone.")
    leads = {"about:sits": sits, "about:nobody": nobody}
    return {name: [sentences((lead, forgets))] for name, lead in leads.items()}


def _topics() -> Said:
    situations = {
        f"situation:{name}": wording.situation(name) for name in SITUATIONS if name != "everyone"
    }
    named = screen_words.topics() | situations
    return {name: [phrase(words)] for name, words in named.items()}


def _doors() -> Said:
    return {f"door:{name}": [_door(door)] for name, door in screen_words.doors().items()}


def _door(door: Mapping[str, object]) -> Phrase:
    steps = door["steps"]
    assert isinstance(steps, list)
    return sentences((_title(door), str(door["lead"]), *steps))


def _title(door: Mapping[str, object]) -> str:
    return str(door["title"])


def _interest(name: str) -> Phrase:
    words = screen_words.interest(name)
    return phrase(words) if words else phrase(name, language="de")
