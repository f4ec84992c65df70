"""From an invitation to the first sign-in: a password, a phone for the codes, recovery codes.

A passkey takes the place of the first two (`outreach.sign_in.passkeys`).

A link is used up by a POST only: mail scanners open every link they see.
"""

import pyotp
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from kiosk import clock, town
from outreach import access, archive, attempts, session_cookie
from outreach.sign_in import asked, entry, routes, rules
from outreach.sign_in.forms import PasswordForm
from printables import qr
from store import invitations, passwords, second_factors
from store.errors import Gone, NotFound, Taken

enrolment = Blueprint("enrolment", __name__, template_folder="templates")


@enrolment.get("/invitation/<token>")
def invitation(token: str) -> ResponseReturnValue:
    person = invitations.invited(archive.here().db(), token, now=clock.now())
    return render_template("sign_in/invitation.html", person=person, token=token)


@enrolment.post("/invitation/<token>")
def accept(token: str) -> ResponseReturnValue:
    here, now = archive.here(), clock.now()
    device = rules.device(request.user_agent.string)
    session_token = invitations.accept(
        here.db(), token, device=device, pepper=here.pepper(), now=now
    )
    entry.leave()
    return session_cookie.give(redirect(url_for("enrolment.password"), code=303), session_token)


@enrolment.post("/sign-in/recovery-code")
def recover() -> ResponseReturnValue:
    here, now, typed = archive.here(), clock.now(), request.form.get("recovery_code", "")
    if not attempts.may_try_recovery(here.db(), now=now):
        return routes.door("too_many"), 429
    device = rules.device(request.user_agent.string)
    token = invitations.recover(here.db(), typed, device=device, pepper=here.pepper(), now=now)
    if token is None:
        return routes.door("no_recovery"), 422
    entry.leave()
    return session_cookie.give(redirect(url_for("enrolment.password"), code=303), token)


@enrolment.errorhandler(NotFound)
@enrolment.errorhandler(Gone)
def void(error: Exception) -> ResponseReturnValue:
    # Who opens the link again in the middle of it goes on where they were.
    if access.stage() == "enrolling":
        return redirect(url_for("enrolment.password"), code=303)
    return render_template("sign_in/invitation_void.html"), 410


@enrolment.get("/enrolment/password")
@access.while_enrolling
def password() -> ResponseReturnValue:
    return password_page()


@enrolment.post("/enrolment/password")
@access.while_enrolling
def choose_password() -> ResponseReturnValue:
    here, form = archive.here(), PasswordForm.parse(request.form, access.person())
    if form.email_problem() or form.password_problem():
        return password_page(form=form), 422
    try:
        passwords.choose(
            here.db(),
            access.person().id,
            email=form.email,
            password=form.password,
            pepper=here.pepper(),
        )
    except Taken:
        return password_page(form=form, problem="taken"), 422
    return redirect(url_for("enrolment.phone"), code=303)


@enrolment.get("/enrolment/phone")
@access.while_enrolling
def phone() -> ResponseReturnValue:
    if not passwords.is_chosen(archive.here().db(), access.person().id):
        return redirect(url_for("enrolment.password"), code=303)
    return _phone_page("")


@enrolment.post("/enrolment/phone")
@access.while_enrolling
def finish() -> ResponseReturnValue:
    here, person = archive.here(), access.person()
    enrolled = invitations.finish(
        here.db(),
        access.here().id,
        person_id=person.id,
        typed=request.form.get("code", ""),
        pepper=here.pepper(),
        now=clock.now(),
    )
    if enrolled is None:
        return _phone_page("wrong"), 422
    page = render_template(
        "sign_in/recovery_codes.html",
        codes=enrolled.recovery_codes,
        onward=entry.home(person),
        has_password=True,
    )
    return entry.inside(page, person, enrolled.token)


def password_page(*, form: PasswordForm | None = None, problem: str = "") -> str:
    """The page to choose how to sign in on, with what went wrong if something did."""
    return render_template(
        "sign_in/password.html",
        form=form,
        problem=problem,
        takes_passkeys=asked.site() is not None,
    )


def _phone_page(problem: str) -> str:
    here, person = archive.here(), access.person()
    secret = second_factors.secret(here.db(), person.id, pepper=here.pepper())
    address = pyotp.TOTP(secret).provisioning_uri(
        name=person.email, issuer_name=town.here().office.name
    )
    return render_template(
        "sign_in/phone.html",
        problem=problem,
        secret=rules.grouped(secret),
        address=address,
        # Drawn into the page itself, so that it needs no picture of its own and no looser policy.
        symbol=Markup(qr.unkept_symbol(address).svg()),  # noqa: S704
    )
