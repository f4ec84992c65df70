"""One's own account: where one is signed in, and new recovery codes."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock
from outreach import access, archive, attempts
from store import passwords, second_factors, sessions

account = Blueprint("account", __name__, template_folder="templates")


@account.get("/account")
@access.for_own_account
def show() -> ResponseReturnValue:
    return _page("")


@account.post("/account/sessions/<int:session_id>/end")
@access.for_own_account
def end_session(session_id: int) -> ResponseReturnValue:
    me, db = access.person(), archive.here().db()
    sessions.end(db, session_id, of=me.id, now=clock.now())
    return redirect(url_for("account.show"), code=303)


@account.post("/account/sessions/end-others")
@access.for_own_account
def end_other_sessions() -> ResponseReturnValue:
    me, db = access.person(), archive.here().db()
    sessions.end_all(db, me.id, but=access.here().id, now=clock.now())
    return redirect(url_for("account.show"), code=303)


@account.post("/account/recovery-codes")
@access.for_own_account
def renew_recovery_codes() -> ResponseReturnValue:
    me, here = access.person(), archive.here()
    if not attempts.may_try_code(here.db(), me.id, now=clock.now()):
        return _page("too_many"), 429
    if not _is_really_here():
        return _page("no_match"), 422
    drawn = second_factors.renew_recovery_codes(here.db(), me.id, pepper=here.pepper())
    onward = url_for("account.show")
    return render_template("sign_in/recovery_codes.html", codes=drawn, onward=onward)


def _is_really_here() -> bool:
    """Whether the form holds the person's password and a second factor: not just an open desk."""
    me, here = access.person(), archive.here()
    typed, code = request.form.get("password", ""), request.form.get("code", "")
    is_right = passwords.is_of(here.db(), me.id, password=typed, pepper=here.pepper())
    return is_right and second_factors.use(
        here.db(), me.id, typed=code, pepper=here.pepper(), now=clock.now()
    )


def _page(problem: str) -> str:
    me, db = access.person(), archive.here().db()
    return render_template(
        "sign_in/account.html",
        problem=problem,
        sessions=sessions.for_person(db, me.id, now=clock.now()),
        here=access.here(),
        codes_left=second_factors.recovery_codes_left(db, me.id),
    )
