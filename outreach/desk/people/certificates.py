"""Training certificates from the desk: made on demand, handed out once, kept nowhere."""

from functools import partial

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, certificates, press
from outreach.desk import making
from outreach.desk.people import people as desk
from outreach.desk.people.certificate_forms import CertificateForm
from printables.errors import CannotPrint
from printables.office import certificate
from store.errors import NotFound
from store.people import Person

# It stays among somebody's downloads, so it names nobody.
FILE_NAME = "bescheinigung.pdf"

desk_certificates = Blueprint("desk_certificates", __name__, template_folder="templates")


@desk_certificates.post("/desk/people/<int:person_id>/certificate")
@access.for_role("coordinator")
def begin(person_id: int) -> ResponseReturnValue:
    person = desk.staying(person_id, "key_person", "pilot")
    form = CertificateForm.parse(request.form)
    if problem := form.problem():
        return desk.page(person, {"certificate": problem}, certificate_form=form), 422
    said = certificates.piece(
        person,
        held_on=form.day(),
        hours=form.length(),
        contents=form.lines(),
        office=town.here().office,
    )
    press.here().begin(_name(person), partial(certificate.render, said), now=clock.now())
    return redirect(url_for("desk_certificates.collect", person_id=person.id), code=303)


@desk_certificates.get("/desk/people/<int:person_id>/certificate")
@access.for_role("coordinator")
def collect(person_id: int) -> ResponseReturnValue:
    person = desk.staying(person_id, "key_person", "pilot")
    try:
        pdf = press.here().collect(_name(person), now=clock.now())
    except NotFound:
        return desk.back(person, "certificate_collected")
    except CannotPrint:
        # Its sentence may hold a name, so it goes into no log.
        return desk.back(person, "certificate_unprintable")
    if pdf is None:
        return making.waiting("desk/certificate_in_print.html", person=person)
    return making.handed_out(pdf, FILE_NAME)


def _name(person: Person) -> str:
    """What it is collected by: the session that asked for it, and whose it is."""
    return making.name("certificate", person.id)
