"""Staff cards from the desk: a key person comes in, a card is lost, a card is printed."""

from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive, press, proof
from outreach import staff_cards as printed
from outreach.desk import making
from outreach.desk.people import people as desk
from outreach.desk.people.people_forms import CardForm, NewPersonForm, key_person_problems
from printables import staff_card
from printables.errors import CannotPrint
from store import districts, people, staff_cards
from store.database import transaction
from store.errors import NotFound, Taken
from store.people import Person

# It stays among somebody's downloads, so it names nobody.
FILE_NAME = "schluesselkarte.pdf"

desk_staff_cards = Blueprint("desk_staff_cards", __name__, template_folder="templates")
desk_staff_cards.context_processor(proof.asked_for)


@desk_staff_cards.get("/desk/people/new/key-person")
@access.for_role("coordinator")
def new() -> ResponseReturnValue:
    return _form_page(NewPersonForm(), CardForm(), {})


@desk_staff_cards.post("/desk/people/new/key-person")
@access.for_role("coordinator")
def welcome() -> ResponseReturnValue:
    form, card = NewPersonForm.parse(request.form), CardForm.parse(request.form)
    if problems := key_person_problems(form, card):
        return _form_page(form, card, problems), 422
    db, new = archive.here().db(), {"name": form.name, "email": form.email}
    try:
        with transaction(db):
            person = people.welcome(db, role="key_person", now=clock.now(), **new)
            secret = _issue(person, card)
    except Taken:
        return _form_page(form, card, {"email": "taken"}), 422
    return _print(person, card, secret)


@desk_staff_cards.post("/desk/people/<int:person_id>/staff-card")
@access.for_role("coordinator")
def issue(person_id: int) -> ResponseReturnValue:
    person, card = desk.staying(person_id, "key_person"), CardForm.parse(request.form)
    if problems := key_person_problems(NewPersonForm(person.name), card):
        return desk.page(person, problems, card), 422
    return _print(person, card, _issue(person, card))


@desk_staff_cards.get("/desk/people/<int:person_id>/staff-card")
@access.for_role("coordinator")
def collect(person_id: int) -> ResponseReturnValue:
    person = desk.staying(person_id, "key_person")
    try:
        pdf = press.here().collect(_name(person), now=clock.now())
    except NotFound:
        return desk.back(person, "collected")
    except CannotPrint:
        # Its sentence may hold a name, so it goes into no log.
        return desk.back(person, "unprintable")
    if pdf is None:
        return making.waiting("desk/card_in_print.html", person=person)
    return making.handed_out(pdf, FILE_NAME)


def _issue(person: Person, form: CardForm) -> str:
    """The secret of a new card; the older one is dead from here on."""
    db = archive.here().db()
    district_id = {d.name: d.id for d in districts.everywhere(db)}.get(form.district)
    return staff_cards.issue(
        db, person.id, workplace=form.workplace, district_id=district_id, now=clock.now()
    )


def _print(person: Person, form: CardForm, secret: str) -> ResponseReturnValue:
    office = town.here().office
    piece = printed.piece(secret, name=person.name, workplace=form.workplace, office=office)
    make = partial(staff_card.render, piece)
    press.here().begin(_name(person), make, now=clock.now())
    return redirect(url_for("desk_staff_cards.collect", person_id=person.id), code=303)


def _name(person: Person) -> str:
    """What a card in the making is collected by: the session that asked for it, and whose it is."""
    return making.name(person.id)


def _form_page(form: NewPersonForm, card: CardForm, problems: dict[str, str]) -> str:
    return render_template(
        "desk/new_key_person.html",
        form=form,
        card_form=card,
        problems=problems,
        districts=districts.everywhere(archive.here().db()),
    )
