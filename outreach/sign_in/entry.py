"""What happens at every door: where it leads, the cookie behind it, and leaving what was open."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock
from outreach import access, archive, session_cookie, wording
from store import people, sessions
from store.people import Person


def home(person: Person) -> str:
    """The address where this person's day begins."""
    return url_for(access.HOMES[person.role])


def inside(answer: ResponseReturnValue, person: Person, token: str) -> Response:
    """The answer for somebody who proved everything, with the cookie of a complete session.

    A pilot's own phone keeps it; at a desk it goes with the browser's window. The language chosen
    at the door is spoken inside from now on.
    """
    if wording.chosen():
        people.speak_with(archive.here().db(), person.id, language=wording.chosen())
    keep = sessions.LIMITS["pilot"].in_all if person.role == "pilot" else None
    return session_cookie.give(answer, token, keep=keep)


def leave() -> None:
    """End the session this request came with, if there is one."""
    found = access.session()
    if found is not None:
        sessions.end(archive.here().db(), found.id, of=found.person.id, now=clock.now())
