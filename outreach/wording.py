"""The staff's words, in the reader's language; the desk speaks German, with words of its own."""

from datetime import date, datetime
from pathlib import Path

from babel.numbers import format_decimal
from flask import Flask, current_app, g, has_request_context, request
from markupsafe import Markup

from kiosk import town, wording
from kiosk.clock import TOWN_TIME
from kiosk.languages import preferred
from outreach import access
from store.languages import LANGUAGES, translations
from store.people import Person

CATALOGUES = Path(__file__).with_name("translations")
DESK = Path(__file__).with_name("desk")
DESK_CATALOGUES = DESK / "translations"
DESK_LANGUAGE = "de"

# Where nobody is known yet a choice of language stays in the address, not in a cookie.
DOORS = frozenset({"sign_in", "enrolment", "passkeys", "partner_meetings", "partner_translations"})


def speak() -> None:
    """Let this request's pages speak German at the desk, and elsewhere as their reader does.

    What the address says (`?lang=tr`) comes first, then what somebody who is signed in has chosen,
    then what the browser prefers.
    """
    if is_at_the_desk():
        g.language = LANGUAGES[DESK_LANGUAGE]
        g.wording = translations(CATALOGUES, DESK_LANGUAGE, DESK_CATALOGUES)
        return
    # First without asking who it is: the page that says the database is broken needs words too.
    _speak(chosen() or _preferred())
    found = access.session()
    if found is not None and not chosen():
        speak_for(found.person)


def speak_for(person: Person) -> None:
    """Let this request's pages speak the language a person has chosen, or what the browser prefers.

    For rooms that know somebody by another way than a session: a key person by the device.
    """
    is_offered = person.language in town.here().office.languages
    _speak(person.language if is_offered else _preferred())


def chosen() -> str:
    """The language of this office that the address names; empty without one."""
    named = request.args.get("lang", "")
    return named if named in town.here().office.languages else ""


def is_at_the_desk() -> bool:
    """Whether this request is for a room of the desk."""
    blueprint = current_app.blueprints.get(request.blueprint or "")
    return blueprint is not None and blueprint.import_name.startswith("outreach.desk.")


def moment(at: datetime) -> Markup:
    """A moment as one says it in town: Tuesday, 5 May, 10:00."""
    local = at.astimezone(TOWN_TIME)
    words = Markup(wording.gettext("%(day)s, %(time)s"))  # noqa: S704
    return words % {"day": wording.day(local.date()), "time": wording.clock(local.time())}


def town_day(at: datetime) -> date:
    """The day a moment falls on in town."""
    return at.astimezone(TOWN_TIME).date()


def number(n: int) -> str:
    """A whole number as one writes it: 4,997."""
    return str(format_decimal(n, locale=g.language.locale))


def capitalised(words: str) -> str:
    """Words as they stand by themselves: the first letter large, the others as they are."""
    return words[:1].upper() + words[1:]


def teach(app: Flask) -> None:
    """Give the staff's templates their formats, and keep a language chosen before signing in."""
    app.jinja_env.filters.update(moment=moment, town_day=town_day, number=number)
    app.url_defaults(_keep_chosen)


def _keep_chosen(endpoint: str, values: dict[str, object]) -> None:
    if endpoint.partition(".")[0] in DOORS and has_request_context() and chosen():
        values.setdefault("lang", chosen())


def _preferred() -> str:
    accepted = request.headers.get("Accept-Language", "")
    return preferred(accepted, town.here().office.languages)


def _speak(prefix: str) -> None:
    g.language = LANGUAGES[prefix]
    g.wording = translations(CATALOGUES, prefix)
