"""A staff card is tried: with the right PIN this phone may hand off from now on."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from kiosk import clock
from outreach import archive, phones
from outreach.hand_off import allowed, answers, forms
from outreach.sign_in import rules
from store import devices, staff_cards
from store.errors import NotFound
from store.staff_cards import TooSoon, WeakPin, WrongPin

hand_off_card = Blueprint("hand_off_card", __name__)
answers.explain(hand_off_card)


@hand_off_card.post("/hand-off/card")
def enrol() -> ResponseReturnValue:
    here, now = archive.here(), clock.now()
    secret, pin = forms.card(answers.sent())
    if not allowed.may_try_a_card(here.db(), now=now):
        raise TooSoon(60)
    token = staff_cards.enrol(
        here.db(),
        secret,
        pin=pin,
        device_name=rules.device(request.user_agent.string),
        pepper=here.pepper(),
        now=now,
    )
    return phones.give((_welcome(token), 201, {"Cache-Control": "no-store"}), token)


def _welcome(token: str) -> dict[str, str]:
    db = archive.here().db()
    person = devices.opened_by(db, token).person
    card = staff_cards.of_person(db, person.id)
    assert card is not None
    return {
        "token": token,
        "name": person.name,
        "workplace": card.workplace,
        "district": card.district,
    }


@hand_off_card.errorhandler(NotFound)
def _unknown_card(error: NotFound) -> ResponseReturnValue:
    return answers.problem("unknown_card", 404)


@hand_off_card.errorhandler(WeakPin)
def _weak_pin(error: WeakPin) -> ResponseReturnValue:
    return answers.problem("weak_pin", 422)


@hand_off_card.errorhandler(WrongPin)
def _wrong_pin(error: WrongPin) -> ResponseReturnValue:
    return answers.problem("wrong_pin", 422, tries_left=error.tries_left)


@hand_off_card.errorhandler(TooSoon)
def _too_soon(error: TooSoon) -> ResponseReturnValue:
    return answers.problem("too_soon", 429, wait_seconds=error.wait_seconds)
