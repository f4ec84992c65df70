"""Invitations from the desk: a pilot, another coordinator, or somebody who lost everything."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive, proof
from outreach.desk.people import people as desk
from outreach.desk.people.people_forms import NewPersonForm
from store import invitations
from store.errors import NotFound, Taken
from store.people import Person, Role

INVITED: dict[str, Role] = {"pilot": "pilot", "coordinator": "coordinator"}

desk_invitations = Blueprint("desk_invitations", __name__, template_folder="templates")
desk_invitations.context_processor(proof.asked_for)


@desk_invitations.get("/desk/people/new/<role>")
@access.for_role("coordinator")
def new(role: str) -> ResponseReturnValue:
    return _form_page(_invited(role), NewPersonForm(), {})


@desk_invitations.post("/desk/people/new/<role>")
@access.for_role("coordinator")
def invite(role: str) -> ResponseReturnValue:
    as_role, form, db = _invited(role), NewPersonForm.parse(request.form), archive.here().db()
    if problems := form.problems():
        return _form_page(as_role, form, problems), 422
    if problem := _doubt(as_role):
        return _form_page(as_role, form, {"code": problem}), proof.STATUS[problem]
    try:
        token = invitations.invite(
            db, role=as_role, name=form.name, email=form.email, now=clock.now()
        )
    except Taken:
        return _form_page(as_role, form, {"email": "taken"}), 422
    return _link_page(invitations.invited(db, token, now=clock.now()), token)


@desk_invitations.post("/desk/people/<int:person_id>/invitation")
@access.for_role("coordinator")
def renew(person_id: int) -> ResponseReturnValue:
    person = desk.staying(person_id, *INVITED)
    if problem := _doubt(person.role):
        return desk.page(person, {"invitation": problem}), proof.STATUS[problem]
    token = invitations.renew(archive.here().db(), person.id, now=clock.now())
    return _link_page(person, token)


def _invited(role: str) -> Role:
    """The role an address names. Raises NotFound for one nobody is invited to by a link."""
    if role not in INVITED:
        raise NotFound(f"nobody is invited as {role}")
    return INVITED[role]


def _doubt(role: Role) -> proof.Problem:
    """What is wrong with the proof that somebody who makes coordinators must give."""
    return proof.problem() if role == "coordinator" else ""


def _form_page(role: Role, form: NewPersonForm, problems: dict[str, str]) -> str:
    return render_template("desk/new_person.html", role=role, form=form, problems=problems)


def _link_page(person: Person, token: str) -> str:
    """The link, to be seen once: only its hash is kept."""
    path = url_for("enrolment.invitation", token=token)
    return render_template(
        "desk/invitation_link.html",
        person=person,
        link=f"{town.here().office.base_url}{path}",
        until=clock.now() + invitations.VALID_FOR,
    )
