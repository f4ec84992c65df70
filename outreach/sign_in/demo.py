"""A way into an invented town's rooms without a password; a real office has no such door."""

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import archive
from outreach.sign_in import entry, rules
from store import invitations
from store.errors import Gone, NotFound

demo_entry = Blueprint("demo_entry", __name__, template_folder="templates")


@demo_entry.before_request
def only_where_all_is_invented() -> None:
    if not town.here().office.is_invented:
        abort(404)


@demo_entry.get("/demo/<token>")
def show(token: str) -> ResponseReturnValue:
    person = invitations.invited(archive.here().db(), token, now=clock.now())
    return render_template("sign_in/demo.html", person=person)


@demo_entry.post("/demo/<token>")
def enter(token: str) -> ResponseReturnValue:
    db, now = archive.here().db(), clock.now()
    person = invitations.invited(db, token, now=now)
    device = rules.device(request.user_agent.string)
    session_token = invitations.enter(db, token, device=device, now=now)
    entry.leave()
    return entry.inside(redirect(entry.home(person), code=303), person, session_token)


@demo_entry.errorhandler(NotFound)
@demo_entry.errorhandler(Gone)
def void(error: Exception) -> ResponseReturnValue:
    return render_template("sign_in/invitation_void.html"), 410
