"""Who gets in: nobody, unless an endpoint is public by name or says whom it is for.

Rooms load a record together with the person who asks (`sessions.end(…, of=me.id)`), so the second
half of the question, *which* record, is answered where it is loaded.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar, get_args
from urllib.parse import urlsplit

from flask import Flask, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock
from outreach import archive, endpoints, phones, provenance, session_cookie
from store import devices, sessions
from store.errors import NotAllowed, NotFound, NotWritten
from store.people import Person, Role
from store.sessions import Session

View = TypeVar("View", bound=Callable[..., Any])
Rooms = Literal["public", "staff", "all"]
Stage = Literal["nobody", "enrolling", "signing_in", "inside"]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

# A beacon tells a stranger nothing, not even that it did not listen.
BEACONS = frozenset({"beacons.beacon"})

# Where each role's day begins.
HOMES: dict[Role, str] = {"coordinator": "desk.start", "pilot": "pilots.start"}


class Untrained(NotAllowed):
    """The training or the promise of confidentiality that this room asks for is missing."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Whom an endpoint is for."""

    stages: tuple[Stage, ...]
    roles: tuple[Role, ...] = get_args(Role)
    asks_for_training: bool = False
    asks_for_proof: bool = False
    most_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class PhoneGuard:
    """For an enrolled phone of a key person who may act today, by the token `read` finds."""

    read: Callable[[], str]


GUARDS: dict[Callable[..., Any], Guard | PhoneGuard] = {}


def for_role(*roles: Role) -> Callable[[View], View]:
    """For people with one of these roles who may act today."""
    return lambda view: _guarded(view, Guard(("inside",), roles, asks_for_training=True))


def for_own_account(view: View) -> View:
    """For whoever is signed in, whatever the role and the dates of training."""
    return _guarded(view, Guard(("inside",)))


def after_proof(view: View) -> View:
    """For whoever is let in, once they proved lately who they are; stands above the other guard."""
    rule = GUARDS[view]
    assert isinstance(rule, Guard)
    return _guarded(view, replace(rule, asks_for_proof=True))


def with_file(most_bytes: int) -> Callable[[View], View]:
    """For whoever is let in, who may send so much more than others; stands above the other guard.

    Nobody else may: what a stranger sends is refused before it is read.
    """

    def widened(view: View) -> View:
        rule = GUARDS[view]
        assert isinstance(rule, Guard)
        return _guarded(view, replace(rule, most_bytes=most_bytes))

    return widened


def while_signing_in(view: View) -> View:
    """For somebody who gave the right password and no second factor yet."""
    return _guarded(view, Guard(("signing_in",)))


def while_enrolling(view: View) -> View:
    """For somebody who accepted an invitation and did not finish yet."""
    return _guarded(view, Guard(("enrolling",)))


def while_signed_in_at_all(view: View) -> View:
    """For whoever has something to sign out of, be it half a sign-in."""
    return _guarded(view, Guard(("signing_in", "inside")))


def for_phone(view: View) -> View:
    """For an enrolled phone that sends its token with the request, which no form can do."""
    return _guarded(view, PhoneGuard(phones.sent_token))


def for_phone_with_form(view: View) -> View:
    """For an enrolled phone that has its token in a cookie; its forms carry their own."""
    return _guarded(view, PhoneGuard(phones.kept_token))


def guard(app: Flask) -> None:
    """Let every request of this application be looked at before anything else happens."""
    app.before_request(_admit)


def is_for_staff() -> bool:
    """Whether this request is for a room of people we know."""
    if request.endpoint is None:
        # A wrong address: whose it is meant to be only a room by itself can know.
        return bool(current_app.config["ROOMS"] == "staff")
    return request.endpoint not in endpoints.KIOSK_ENDPOINTS


def is_for_phones() -> bool:
    """Whether this request is for the hand-off, which knows phones and no sessions."""
    return request.path.startswith(f"{phones.PATH}/") or request.path == phones.PATH


def session() -> Session | None:
    """The open session of this request, complete or not."""
    if "session" not in g:
        g.session = _find_session()
    return g.session  # type: ignore[no-any-return]


def person() -> Person:
    """Who is asking, where a guard has let somebody in."""
    return here().person


def reader() -> Person | None:
    """Whom this page is made for: who has a session, or whose phone it is."""
    phone, found = phones.known(), session()
    if phone is not None:
        return phone.person
    return found.person if found else None


def here() -> Session:
    """The session of this request, where a guard has let somebody in."""
    found = session()
    assert found is not None
    return found


def stage() -> Stage:
    """How far somebody has come."""
    found = session()
    if found is None:
        return "nobody"
    if found.is_complete:
        return "inside"
    return "signing_in" if found.person.is_enrolled else "enrolling"


def _admit() -> ResponseReturnValue | None:
    # Without an endpoint it is a wrong address or method; those have pages of their own.
    if request.endpoint is None:
        return None
    if request.method not in SAFE_METHODS and request.endpoint not in BEACONS:
        provenance.refuse_foreign_pages()
    if request.endpoint in endpoints.PUBLIC_ENDPOINTS:
        return None
    rule = GUARDS.get(current_app.view_functions[request.endpoint])
    if rule is None:
        raise NotAllowed(f"{request.endpoint} is neither public nor guarded")
    if isinstance(rule, PhoneGuard):
        _let_phone_in(rule)
        return None
    return _let_in(rule)


def _let_in(rule: Guard) -> ResponseReturnValue | None:
    if stage() not in rule.stages:
        return redirect(_place(), code=303)
    if rule.most_bytes and person().role in rule.roles:
        request.max_content_length = request.max_form_memory_size = rule.most_bytes
    if request.method not in SAFE_METHODS:
        provenance.refuse_foreign_forms()
    if person().role not in rule.roles:
        raise NotAllowed(f"{request.endpoint} is for {rule.roles}")
    if rule.asks_for_training and not person().may_act(clock.local_now().date()):
        raise Untrained(f"person {person().id} may not act today")
    if rule.asks_for_proof and not here().is_proved(clock.now()):
        return redirect(url_for("proof.show", back=urlsplit(request.referrer or "").path), code=303)
    # That a visit goes unnoted is no reason to keep somebody from a page.
    with suppress(NotWritten):
        sessions.see(archive.here().db(), here(), now=clock.now())
    return None


def _let_phone_in(rule: PhoneGuard) -> None:
    phone = phones.know(rule.read())
    if request.method not in SAFE_METHODS and rule.read is phones.kept_token:
        provenance.refuse_foreign_forms()
    if not phone.person.may_act(clock.local_now().date()):
        raise Untrained(f"person {phone.person.id} may not act today")
    with suppress(NotWritten):
        devices.see(archive.here().db(), phone, now=clock.now())


def _place() -> str:
    """Where somebody belongs who knocked at the wrong door."""
    found = session()
    if found is None:
        return url_for("sign_in.show", after="pause" if session_cookie.read() else None)
    endpoints = {"enrolling": "enrolment.password", "signing_in": "sign_in.code"}
    return url_for(endpoints.get(stage()) or HOMES[found.person.role])


def _find_session() -> Session | None:
    token = session_cookie.read()
    if not token or is_for_phones():
        return None
    try:
        return sessions.opened_by(archive.here().db(), token, now=clock.now())
    except NotFound:
        return None


def _guarded(view: View, rule: Guard | PhoneGuard) -> View:
    GUARDS[view] = rule
    return view
