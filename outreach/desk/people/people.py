"""The office's people: who may act today, what is missing, and who is to leave."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock
from outreach import access, archive, proof
from outreach.desk.people import standing
from outreach.desk.people.certificate_forms import CertificateForm
from outreach.desk.people.people_forms import CardForm, DatesForm
from outreach.desk.people.standing import Matter
from store import devices, districts, invitations, people, revocations, sessions, staff_cards
from store.errors import NotFound, WrongStep
from store.people import Person
from store.staff_cards import StaffCard

desk_people = Blueprint("desk_people", __name__, template_folder="templates")
desk_people.context_processor(proof.asked_for)


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody in the list, with what the office has to look after."""

    person: Person
    card: StaffCard | None
    matters: list[Matter]


@desk_people.get("/desk/people")
@access.for_role("coordinator")
def index() -> ResponseReturnValue:
    everyone = people.everyone(archive.here().db())
    listed = [_listed(person) for person in everyone if not person.is_revoked]
    return render_template(
        "desk/people.html",
        # Who needs something comes first; sorting keeps the names in order.
        listed=sorted(listed, key=lambda entry: not entry.matters),
        revoked=[person for person in everyone if person.is_revoked],
    )


@desk_people.get("/desk/people/<int:person_id>")
@access.for_role("coordinator")
def show(person_id: int) -> ResponseReturnValue:
    return page(people.get(archive.here().db(), person_id))


@desk_people.post("/desk/people/<int:person_id>/dates")
@access.for_role("coordinator")
def note_dates(person_id: int) -> ResponseReturnValue:
    person, form = staying(person_id, "key_person", "pilot"), DatesForm.parse(request.form)
    if form is None:
        return page(person, {"dates": "no_day"}), 422
    people.qualify(
        archive.here().db(),
        person.id,
        trained_until_on=form.trained_until_on,
        confidential_since_on=form.confidential_since_on,
    )
    return back(person, "dates")


@desk_people.post("/desk/people/<int:person_id>/revocation")
@access.for_role("coordinator")
def revoke(person_id: int) -> ResponseReturnValue:
    person, me = staying(person_id), access.person()
    if problem := proof.problem():
        return page(person, {"revocation": problem}), proof.STATUS[problem]
    revocations.revoke(archive.here().db(), person.id, by=me.id, now=clock.now())
    return back(person, "revocation")


@desk_people.post("/desk/people/<int:person_id>/sessions/<int:session_id>/end")
@access.for_role("coordinator")
def end_session(person_id: int, session_id: int) -> ResponseReturnValue:
    person = staying(person_id, "pilot", "coordinator")
    sessions.end(archive.here().db(), session_id, of=person.id, now=clock.now())
    return back(person, "ended")


@desk_people.post("/desk/people/<int:person_id>/devices/<int:device_id>/end")
@access.for_role("coordinator")
def end_device(person_id: int, device_id: int) -> ResponseReturnValue:
    person = staying(person_id, "key_person")
    devices.end(archive.here().db(), device_id, of=person.id, now=clock.now())
    return back(person, "ended")


def staying(person_id: int, *roles: str) -> Person:
    """Somebody to do something about. Raises NotFound for another role, WrongStep if put out."""
    person = people.get(archive.here().db(), person_id)
    if roles and person.role not in roles:
        raise NotFound(f"person {person_id} is a {person.role}")
    if person.is_revoked:
        raise WrongStep(f"person {person_id} was put out")
    return person


def page(
    person: Person,
    problems: dict[str, str] | None = None,
    card_form: CardForm | None = None,
    certificate_form: CertificateForm | None = None,
) -> str:
    """Everything about somebody; `problems` by the form or field they belong to."""
    db, now, listed = archive.here().db(), clock.now(), _listed(person)
    is_invited = person.role != "key_person"
    if certificate_form is None and person.role != "coordinator":
        certificate_form = CertificateForm.usual(person.role, clock.local_now().date())
    return render_template(
        "desk/person.html",
        person=person,
        card=listed.card,
        matters=listed.matters,
        card_form=card_form or CardForm.of(listed.card),
        certificate_form=certificate_form,
        districts=districts.everywhere(db),
        devices=devices.for_person(db, person.id),
        sessions=sessions.for_person(db, person.id, now=now) if is_invited else [],
        open_until=invitations.open_until(db, person.id, now=now),
        problems=problems or {},
        after=request.args.get("after"),
    )


def back(person: Person, after: str) -> ResponseReturnValue:
    """To the page of somebody about whom something was done."""
    return redirect(url_for("desk_people.show", person_id=person.id, after=after), code=303)


def _listed(person: Person) -> Listed:
    card = staff_cards.of_person(archive.here().db(), person.id)
    return Listed(person, card, standing.matters(person, card, on=clock.local_now().date()))
