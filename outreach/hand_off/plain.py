"""The plain form: a hand-off without JavaScript, on a phone that was enrolled before."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, read_aloud, town
from outreach import access, archive, phones
from outreach.hand_off.plain_form import PlainForm
from outreach.hand_off.taking_in import TooMany, take_in
from store import districts, hand_offs, office_keys, staff_cards
from store.errors import NotWritten
from store.referrals import BEST_TIMES

hand_off_plain = Blueprint("hand_off_plain", __name__, template_folder="templates")


@hand_off_plain.get("/hand-off/plain")
@access.for_phone_with_form
def show() -> ResponseReturnValue:
    card = staff_cards.of_person(archive.here().db(), phones.here().person.id)
    at_work = {"district": card.district} if card else {}
    return _page(PlainForm.parse(at_work, districts=_districts()), problems=())


@hand_off_plain.post("/hand-off/plain")
@access.for_phone_with_form
def create() -> ResponseReturnValue:
    form = PlainForm.parse(request.form, districts=_districts())
    if form.errors:
        return _page(form, problems=form.errors), 422
    now = clock.now()
    entry = form.to_entry(office_keys.public(town.here().folder), now=now)
    try:
        take_in(entry, now=now)
    except TooMany:
        return _page(form, problems=("too_many",)), 429
    except NotWritten:
        return _page(form, problems=("not_saved",)), 503
    return redirect(url_for("hand_off_plain.show", done=1), code=303)


def _page(form: PlainForm, *, problems: tuple[str, ...]) -> str:
    db, now = archive.here().db(), clock.now()
    return render_template(
        "hand_off/plain.html",
        form=form,
        problems=problems,
        is_done="done" in request.args,
        districts=_districts(),
        best_times=BEST_TIMES,
        consents=read_aloud.texts(town.here().office),
        heard=hand_offs.mine(db, phones.here().person.id, now=now),
    )


def _districts() -> list[str]:
    return [district.name for district in districts.everywhere(town.here().reading())]
