"""One's own account: language, where one is signed in, passkeys, and new recovery codes."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive, tongues
from outreach.sign_in import asked
from store import passkeys, passwords, people, second_factors, sessions

account = Blueprint("account", __name__, template_folder="templates")


@account.get("/account")
@access.for_own_account
def show() -> ResponseReturnValue:
    return page("")


@account.post("/account/language")
@access.for_own_account
def speak() -> ResponseReturnValue:
    wanted, back = request.form.get("language", ""), request.form.get("back", "")
    if wanted not in ("", *town.here().office.languages):
        abort(422)
    people.speak_with(archive.here().db(), access.person().id, language=wanted)
    return redirect(back if tongues.leads_somewhere(back) else url_for("account.show"), code=303)


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
@access.after_proof
@access.for_own_account
def renew_recovery_codes() -> ResponseReturnValue:
    me, here = access.person(), archive.here()
    drawn = second_factors.renew_recovery_codes(here.db(), me.id, pepper=here.pepper())
    return render_template(
        "sign_in/recovery_codes.html",
        codes=drawn,
        onward=url_for("account.show"),
        has_password=passwords.is_chosen(here.db(), me.id),
    )


def page(problem: str) -> str:
    """The account's page, with what went wrong if something did."""
    me, db, now = access.person(), archive.here().db(), clock.now()
    return render_template(
        "sign_in/account.html",
        problem=problem,
        sessions=sessions.for_person(db, me.id, now=now),
        here=access.here(),
        is_proved=access.here().is_proved(now),
        passkeys=passkeys.for_person(db, me.id),
        last_way_in=passkeys.last_way_in(db, me.id),
        takes_passkeys=asked.site() is not None,
        codes_left=second_factors.recovery_codes_left(db, me.id),
    )
