"""Passkeys: sign in with one, come in for the first time with one, add and remove one's own."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock
from outreach import access, archive, attempts, session_cookie
from outreach.sign_in import account, asked, attempt_cookie, entry, routes, rules
from outreach.sign_in.enrolment import password_page
from store import invitations, sessions, tokens
from store import passkeys as keys
from store.errors import LastWayIn, Taken

passkeys = Blueprint("passkeys", __name__, template_folder="templates")


@passkeys.post("/sign-in/passkey/challenge")
def challenge() -> ResponseReturnValue:
    if not attempts.may_ask_passkey(archive.here().db(), now=clock.now()):
        return {"problem": "too_many"}, 429
    attempt = tokens.new()
    return attempt_cookie.give(asked.to_use(attempt, None), attempt)


@passkeys.post("/sign-in/passkey")
def enter() -> ResponseReturnValue:
    person = asked.whose(attempt_cookie.read())
    if person is None:
        return routes.door("passkey"), 422
    entry.leave()
    device = rules.device(request.user_agent.string)
    token = sessions.open(archive.here().db(), person.id, device=device, now=clock.now())
    answer = entry.inside(redirect(entry.home(person), code=303), person, token)
    return attempt_cookie.remove(answer)


@passkeys.post("/enrolment/passkey/challenge")
@access.while_enrolling
def enrol_challenge() -> ResponseReturnValue:
    return asked.to_make(session_cookie.read())


@passkeys.post("/enrolment/passkey")
@access.while_enrolling
def enrol() -> ResponseReturnValue:
    here, person = archive.here(), access.person()
    key = asked.made(session_cookie.read())
    if key is None:
        return password_page(problem="passkey"), 422
    enrolled = invitations.finish_with_passkey(
        here.db(),
        access.here().id,
        key,
        person_id=person.id,
        device=rules.device(request.user_agent.string),
        pepper=here.pepper(),
        now=clock.now(),
    )
    page = render_template(
        "sign_in/recovery_codes.html", codes=enrolled.recovery_codes, onward=entry.home(person)
    )
    return entry.inside(page, person, enrolled.token)


@passkeys.post("/account/passkeys/challenge")
@access.after_proof
@access.for_own_account
def add_challenge() -> ResponseReturnValue:
    return asked.to_make(session_cookie.read())


@passkeys.post("/account/passkeys")
@access.after_proof
@access.for_own_account
def add() -> ResponseReturnValue:
    key, device = asked.made(session_cookie.read()), rules.device(request.user_agent.string)
    if key is None:
        return account.page("passkey"), 422
    try:
        keys.add(archive.here().db(), access.person().id, key, device=device, now=clock.now())
    except Taken:
        return account.page("passkey"), 422
    return redirect(url_for("account.show"), code=303)


@passkeys.post("/account/passkeys/<int:passkey_id>/remove")
@access.for_own_account
def remove(passkey_id: int) -> ResponseReturnValue:
    try:
        keys.remove(archive.here().db(), passkey_id, of=access.person().id)
    except LastWayIn:
        return account.page("last_way_in"), 409
    return redirect(url_for("account.show"), code=303)
