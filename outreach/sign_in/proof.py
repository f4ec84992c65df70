"""Proof: before what matters most, whoever is signed in shows once more who they are."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock
from outreach import access, archive, attempts, session_cookie, tongues
from outreach.sign_in import asked
from store import passkeys, passwords, second_factors, sessions

proof = Blueprint("proof", __name__, template_folder="templates")


@proof.get("/account/proof")
@access.for_own_account
def show() -> ResponseReturnValue:
    return _page("")


@proof.post("/account/proof")
@access.for_own_account
def prove() -> ResponseReturnValue:
    db, now = archive.here().db(), clock.now()
    if not attempts.may_try_code(db, access.person().id, now=now):
        return _page("too_many"), 429
    return _go_on() if _is_right() else (_page("no_match"), 422)


@proof.post("/account/proof/challenge")
@access.for_own_account
def challenge() -> ResponseReturnValue:
    return asked.to_use(session_cookie.read(), access.person())


@proof.post("/account/proof/passkey")
@access.for_own_account
def prove_by_passkey() -> ResponseReturnValue:
    found = asked.whose(session_cookie.read())
    is_here = found is not None and found.id == access.person().id
    return _go_on() if is_here else (_page("passkey"), 422)


def _is_right() -> bool:
    """Whether the form holds the person's password and a second factor."""
    me, here = access.person(), archive.here()
    typed, code = request.form.get("password", ""), request.form.get("code", "")
    is_right = passwords.is_of(here.db(), me.id, password=typed, pepper=here.pepper())
    return is_right and second_factors.use(
        here.db(), me.id, typed=code, pepper=here.pepper(), now=clock.now()
    )


def _go_on() -> ResponseReturnValue:
    sessions.prove(archive.here().db(), access.here().id, now=clock.now())
    return redirect(_back(), code=303)


def _page(problem: str) -> str:
    me, db = access.person(), archive.here().db()
    return render_template(
        "sign_in/proof.html",
        problem=problem,
        back=_back(),
        has_password=passwords.is_chosen(db, me.id),
        has_passkey=bool(passkeys.for_person(db, me.id)) and asked.site() is not None,
    )


def _back() -> str:
    wanted = request.values.get("back", "")
    return wanted if tongues.leads_somewhere(wanted) else url_for("account.show")
