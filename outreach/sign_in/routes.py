"""Sign in with a password and a second factor, and out again."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock
from outreach import access, archive, attempts, session_cookie, wording
from outreach.sign_in import asked, entry, rules
from outreach.sign_in.forms import SignInForm
from store import passwords, second_factors, sessions

sign_in = Blueprint("sign_in", __name__, template_folder="templates")


@sign_in.get("/sign-in")
def show() -> ResponseReturnValue:
    if access.stage() == "inside":
        return redirect(entry.home(access.person()), code=303)
    return door("")


@sign_in.post("/sign-in")
def enter() -> ResponseReturnValue:
    here, now = archive.here(), clock.now()
    form = SignInForm.parse(request.form)
    if not attempts.may_try_name(here.db(), form.email, pepper=here.pepper(), now=now):
        return door("too_many"), 429
    person = passwords.owner(
        here.db(), email=form.email, password=form.password, pepper=here.pepper()
    )
    if person is None:
        return door("no_match"), 422
    entry.leave()
    device = rules.device(request.user_agent.string)
    token = sessions.begin(here.db(), person.id, device=device, now=now)
    return session_cookie.give(redirect(url_for("sign_in.code"), code=303), token)


def door(problem: str) -> str:
    """The page to sign in on, with what went wrong if something did."""
    return render_template(
        "sign_in/sign_in.html",
        problem=problem,
        after=request.args.get("after"),
        takes_passkeys=asked.site() is not None,
    )


@sign_in.get("/sign-in/code")
@access.while_signing_in
def code() -> ResponseReturnValue:
    return _second_door("")


@sign_in.post("/sign-in/code")
@access.while_signing_in
def prove() -> ResponseReturnValue:
    here, person, now = archive.here(), access.person(), clock.now()
    typed = request.form.get("code") or request.form.get("recovery_code", "")
    if not attempts.may_try_code(here.db(), person.id, now=now):
        return _second_door("too_many"), 429
    if not second_factors.use(here.db(), person.id, typed=typed, pepper=here.pepper(), now=now):
        return _second_door("wrong"), 422
    token = sessions.complete(here.db(), access.here().id, now=now)
    return entry.inside(redirect(entry.home(person), code=303), person, token)


def _second_door(problem: str) -> str:
    is_recovering = "recovery_code" in request.form
    return render_template("sign_in/code.html", problem=problem, is_recovering=is_recovering)


@sign_in.post("/sign-out")
@access.while_signed_in_at_all
def leave() -> ResponseReturnValue:
    language = access.person().language or wording.chosen() or None
    entry.leave()
    door = url_for("sign_in.show", after="sign-out", lang=language)
    return session_cookie.remove(redirect(door, code=303))
