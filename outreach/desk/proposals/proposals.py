"""Proposals at the desk: what came in at the doors, and what the office answers."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive
from outreach.desk.proposals import brought
from outreach.desk.proposals.proposal_forms import AnswerForm, InvitationForm, RefusalForm
from store import invitations, outbox, people, proposals
from store.database import transaction
from store.errors import Taken, WrongStep

ON_A_PAGE = 50

desk_proposals = Blueprint("desk_proposals", __name__, template_folder="templates")


@desk_proposals.get("/desk/proposals")
@access.for_role("coordinator")
def index() -> ResponseReturnValue:
    db, first = archive.here().db(), max(0, request.args.get("first", 0, type=int))
    settled = proposals.settled(db, first=first, most=ON_A_PAGE + 1)
    return render_template(
        "desk/proposals.html",
        to_do=proposals.to_do(db) if not first else [],
        settled=settled[:ON_A_PAGE],
        first=first,
        earlier=first + ON_A_PAGE if len(settled) > ON_A_PAGE else None,
    )


@desk_proposals.get("/desk/proposals/<int:proposal_id>")
@access.for_role("coordinator")
def show(proposal_id: int) -> ResponseReturnValue:
    return brought.page(brought.load(proposal_id))


@desk_proposals.post("/desk/proposals/<int:proposal_id>/answer")
@access.for_role("coordinator")
def answer(proposal_id: int) -> ResponseReturnValue:
    db, form, one = archive.here().db(), AnswerForm.parse(request.form), brought.load(proposal_id)
    if problems := form.problems():
        return brought.page(one, problems=problems, typed=form, status=422)
    words = {"tag": form.tag, "answer": form.answer}
    try:
        with transaction(db):
            proposals.answer(db, proposal_id, **words, by=access.person().id, now=clock.now())
            brought.tell(one, kind="proposal_answered")
    except Taken:
        return brought.already_settled(proposal_id)
    return _back(proposal_id)


@desk_proposals.post("/desk/proposals/<int:proposal_id>/refusal")
@access.for_role("coordinator")
def refuse(proposal_id: int) -> ResponseReturnValue:
    db, form, one = archive.here().db(), RefusalForm.parse(request.form), brought.load(proposal_id)
    reason = form.told(brought.reasons_for(one.proposal))
    if not reason:
        return brought.page(one, problems={"reason": "missing"}, typed=form, status=422)
    try:
        with transaction(db):
            me = access.person().id
            proposals.refuse(db, proposal_id, reason=reason, by=me, now=clock.now())
            brought.tell(one, kind="proposal_refused")
    except Taken:
        return brought.already_settled(proposal_id)
    return _back(proposal_id)


@desk_proposals.post("/desk/proposals/<int:proposal_id>/invitation")
@access.for_role("coordinator")
def invite(proposal_id: int) -> ResponseReturnValue:
    form, one = InvitationForm.parse(request.form), brought.load(proposal_id)
    if one.proposal.door != "help":
        raise WrongStep(f"proposal {proposal_id} is nobody who would go along")
    if problems := form.problems():
        return brought.page(one, problems=problems, typed=form, status=422)
    if _is_somebody_else(form):
        return brought.page(one, problems={"email": "taken"}, typed=form, status=422)
    try:
        _invite(one, form)
    except Taken:
        return brought.already_settled(proposal_id)
    return _back(proposal_id)


@desk_proposals.post("/desk/proposals/<int:proposal_id>/told")
@access.for_role("coordinator")
def told(proposal_id: int) -> ResponseReturnValue:
    proposals.told(archive.here().db(), brought.load(proposal_id).proposal.id, now=clock.now())
    return _back(proposal_id)


@desk_proposals.post("/desk/proposals/<int:proposal_id>/erasure")
@access.for_role("coordinator")
def erase(proposal_id: int) -> ResponseReturnValue:
    proposals.erase(archive.here().db(), town.here().keys(), proposal_id)
    return _back(proposal_id)


def _is_somebody_else(form: InvitationForm) -> bool:
    """Whether this address belongs to somebody who would not be invited with it."""
    found = people.find_by_email(archive.here().db(), form.email)
    return found is not None and (found.role, found.name) != ("pilot", form.name)


def _invite(one: brought.Brought, form: InvitationForm) -> None:
    db, now, proposal = archive.here().db(), clock.now(), one.proposal
    with transaction(db):
        token = invitations.invite(db, role="pilot", name=form.name, email=form.email, now=now)
        person = invitations.invited(db, token, now=now)
        if not person.language:
            people.speak_with(db, person.id, language=proposal.language)
        me = access.person().id
        proposals.accept(db, proposal.id, person_id=person.id, by=me, now=now)
        path = url_for("enrolment.invitation", token=token)
        outbox.put(db, person.id, kind="invitation", path=path, now=now)
        proposals.told(db, proposal.id, now=now)


def _back(proposal_id: int) -> ResponseReturnValue:
    return redirect(url_for("desk_proposals.show", proposal_id=proposal_id), code=303)
