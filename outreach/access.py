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
from outreach import archive, forgery, session_cookie
from store import sessions
from store.errors import NotAllowed, NotFound, NotWritten
from store.people import Person, Role
from store.pepper import derived
from store.sessions import Session

View = TypeVar("View", bound=Callable[..., Any])
Rooms = Literal["public", "staff", "all"]
Stage = Literal["nobody", "enrolling", "signing_in", "inside"]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

# They know no session, no cookie and nobody.
KIOSK_ENDPOINTS = frozenset(
    {
        "beacons.beacon",
        "cards.ask",
        "cards.correct",
        "cards.in_hand",
        "cards.show",
        "cards.tell_anew",
        "cards.want_nothing",
        "cards.wish",
        "cards.withdraw",
        "doors.ask_for_company",
        "doors.company",
        "healthz",
        "htmx_script",
        "passkeys_script",
        "public.door",
        "public.front_door",
        "public.mark",
        "public.near_placement",
        "public.offer",
        "public.offer_calendar",
        "public.offer_list",
        "public.paper",
        "public.start",
        "public.static",
        "staff_style",
        "typed_codes.typed",
        "typed_codes.unknown",
    }
)
# Where a session begins.
DOOR_ENDPOINTS = frozenset(
    {
        "demo_entry.enter",
        "demo_entry.show",
        "enrolment.accept",
        "enrolment.invitation",
        "enrolment.recover",
        "passkeys.challenge",
        "passkeys.enter",
        "sign_in.enter",
        "sign_in.show",
    }
)
# What opens with a secret in its address, because calendar programs have no cookie.
FEED_ENDPOINTS = frozenset({"pilot_calendar.feed"})
PUBLIC_ENDPOINTS = KIOSK_ENDPOINTS | DOOR_ENDPOINTS | FEED_ENDPOINTS

# A beacon tells a stranger nothing, not even that it did not listen.
BEACONS = frozenset({"beacons.beacon"})

# Where each role's day begins.
HOMES: dict[Role, str] = {"coordinator": "desk.start", "pilot": "pilots.start"}


class Forged(NotAllowed):
    """A form that no page of ours sent, or one made for another session."""


class Untrained(NotAllowed):
    """The training or the promise of confidentiality that this room asks for is missing."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Whom an endpoint is for."""

    stages: tuple[Stage, ...]
    roles: tuple[Role, ...] = get_args(Role)
    asks_for_training: bool = False
    asks_for_proof: bool = False


GUARDS: dict[Callable[..., Any], Guard] = {}


def for_role(*roles: Role) -> Callable[[View], View]:
    """For people with one of these roles who may act today."""
    return lambda view: _guarded(view, Guard(("inside",), roles, asks_for_training=True))


def for_own_account(view: View) -> View:
    """For whoever is signed in, whatever the role and the dates of training."""
    return _guarded(view, Guard(("inside",)))


def after_proof(view: View) -> View:
    """For whoever is let in, once they proved lately who they are; stands above the other guard."""
    return _guarded(view, replace(GUARDS[view], asks_for_proof=True))


def while_signing_in(view: View) -> View:
    """For somebody who gave the right password and no second factor yet."""
    return _guarded(view, Guard(("signing_in",)))


def while_enrolling(view: View) -> View:
    """For somebody who accepted an invitation and did not finish yet."""
    return _guarded(view, Guard(("enrolling",)))


def while_signed_in_at_all(view: View) -> View:
    """For whoever has something to sign out of, be it half a sign-in."""
    return _guarded(view, Guard(("signing_in", "inside")))


def guard(app: Flask) -> None:
    """Let every request of this application be looked at before anything else happens."""
    app.before_request(_admit)


def is_for_staff() -> bool:
    """Whether this request is for a room of people we know."""
    if request.endpoint is None:
        # A wrong address: whose it is meant to be only a room by itself can know.
        return bool(current_app.config["ROOMS"] == "staff")
    return request.endpoint not in KIOSK_ENDPOINTS


def session() -> Session | None:
    """The open session of this request, complete or not."""
    if "session" not in g:
        g.session = _find_session()
    return g.session  # type: ignore[no-any-return]


def person() -> Person:
    """Who is asking, where a guard has let somebody in."""
    return here().person


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


def form_token() -> str:
    """What every form of a person we know must carry."""
    return forgery.token(session_cookie.read(), key=_form_key())


def _admit() -> ResponseReturnValue | None:
    # Without an endpoint it is a wrong address or method; those have pages of their own.
    if request.endpoint is None:
        return None
    if request.method not in SAFE_METHODS and request.endpoint not in BEACONS:
        _refuse_foreign_pages()
    if request.endpoint in PUBLIC_ENDPOINTS:
        return None
    rule = GUARDS.get(current_app.view_functions[request.endpoint])
    if rule is None:
        raise NotAllowed(f"{request.endpoint} is neither public nor guarded")
    return _let_in(rule)


def _let_in(rule: Guard) -> ResponseReturnValue | None:
    if stage() not in rule.stages:
        return redirect(_place(), code=303)
    if request.method not in SAFE_METHODS:
        _refuse_foreign_forms()
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


def _place() -> str:
    """Where somebody belongs who knocked at the wrong door."""
    found = session()
    if found is None:
        return url_for("sign_in.show", after="pause" if session_cookie.read() else None)
    endpoints = {"enrolling": "enrolment.password", "signing_in": "sign_in.code"}
    return url_for(endpoints.get(stage()) or HOMES[found.person.role])


def _refuse_foreign_pages() -> None:
    sender = forgery.sender(
        fetch_site=request.headers.get("Sec-Fetch-Site"),
        origin=request.headers.get("Origin"),
        our_origin=request.host_url.rstrip("/"),
    )
    # Old phones say nothing. Where nobody is signed in, nothing can be done in anybody's name.
    trusted = {"ours", "unsaid"} if request.endpoint in KIOSK_ENDPOINTS else {"ours"}
    if sender not in trusted:
        raise Forged(f"{request.endpoint} was sent by a page that is {sender}")


def _refuse_foreign_forms() -> None:
    given = request.form.get("form_token", "")
    if not forgery.is_genuine(given, session_cookie.read(), key=_form_key()):
        raise Forged(f"{request.endpoint} got the form of another session")


def _find_session() -> Session | None:
    token = session_cookie.read()
    if not token:
        return None
    try:
        return sessions.opened_by(archive.here().db(), token, now=clock.now())
    except NotFound:
        return None


def _form_key() -> bytes:
    return derived(archive.here().pepper(), "forms")


def _guarded(view: View, rule: Guard) -> View:
    GUARDS[view] = rule
    return view
