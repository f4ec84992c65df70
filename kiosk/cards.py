"""`/c/<code>`: a card somebody was given, and every request by its code. The person's own page.

The code is all it takes to read how things stand, to tell it anew and to take it back: so guesses
are few, a wrong one says nothing, and what somebody told us cannot be read here.
"""

import time
from collections.abc import Callable
from datetime import date
from typing import Any, Literal

from flask import Blueprint, Response, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, frame, requests, town
from kiosk.requests import TooMany
from store import allowances, codes, districts, events, referrals, withdrawals
from store import cards as hand_off_cards
from store.cards import Card
from store.errors import NotFound, Taken, WrongStep
from store.events import Event
from store.referrals import EXITS, STEPS, Referral

# For the whole town: no person is told from another here.
CARDS_A_MINUTE = 30
CARDS_AT_ONCE = 60

# What a person reads of their request. All else is for staff: help wanted, assigned, escalated.
PERSON_READS = {*STEPS, *EXITS, "came_back", "withdrawn", "corrected", "attempt", "visit_cancelled"}
LOOKERS = {"pilot", "coordinator"}

Why = Literal["", "taken", "ended"]

cards = Blueprint("cards", __name__, template_folder="templates")
cards.url_value_preprocessor(frame.speak)
cards.context_processor(frame.frame)


@cards.after_request
def keep_to_itself(response: Response) -> Response:
    """No cache and no search engine may hold a page that a code leads to."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@cards.get("/C/<code>")
@cards.get("/c/<code>")
def in_hand(code: str) -> ResponseReturnValue:
    return redirect(f"/{g.language.prefix}/c/{codes.normalise(code)[: codes.LENGTH]}", code=302)


@cards.get("/<lang>/c/<code>")
def show(lang: str, code: str) -> ResponseReturnValue:
    return _page(_found(code))


@cards.post("/<lang>/c/<code>/nothing")
def want_nothing(lang: str, code: str) -> ResponseReturnValue:
    card, db = _found(code), town.here().taking_in()
    hand_off_cards.answer(db, card.code, "nothing", now=clock.now())
    return redirect(_address(card), code=303)


@cards.get("/<lang>/c/<code>/<any(call, company):wanted>")
def wish(lang: str, code: str, wanted: Literal["call", "company"]) -> ResponseReturnValue:
    found = _found(code)
    if isinstance(found, Referral):
        return redirect(_address(found), code=302)
    return requests.fresh_page(wanted, {})


@cards.post("/<lang>/c/<code>/<any(call, company):wanted>")
def ask(lang: str, code: str, wanted: Literal["call", "company"]) -> ResponseReturnValue:
    place = town.here()

    def keep(**told: Any) -> Referral:
        card = _found(code)
        return hand_off_cards.ask(place.taking_in(), place.keys(), card.code, wanted, **told)

    return requests.take_in(request.form, wanted, keep=keep, then=requests.thank)


@cards.get("/<lang>/c/<code>/correction")
def tell_anew(lang: str, code: str) -> ResponseReturnValue:
    referral = _request(code)
    if not referral.is_open():
        return redirect(_address(referral), code=302)
    return requests.fresh_page("correction", {})


@cards.post("/<lang>/c/<code>/correction")
def correct(lang: str, code: str) -> ResponseReturnValue:
    place = town.here()

    def keep(**told: Any) -> Referral:
        return referrals.correct(place.taking_in(), place.keys(), _request(code).id, **told)

    def show_it(referral: Referral) -> ResponseReturnValue:
        return redirect(_address(referral), code=303)

    return requests.take_in(request.form, "correction", keep=keep, then=show_it)


@cards.post("/<lang>/c/<code>/withdrawal")
def withdraw(lang: str, code: str) -> ResponseReturnValue:
    place, referral = town.here(), _request(code)
    withdrawals.withdraw(place.taking_in(), place.keys(), referral.id, now=clock.now())
    return redirect(_address(referral), code=303)


@cards.errorhandler(NotFound)
def know_nothing(error: Exception) -> ResponseReturnValue:
    return render_template("kiosk/unknown_code.html", meant=()), 404


@cards.errorhandler(TooMany)
def slow_down(error: Exception) -> ResponseReturnValue:
    return render_template("kiosk/sorry.html", why="fault"), 429, {"Retry-After": "60"}


@cards.errorhandler(Taken)
@cards.errorhandler(WrongStep)
def was_too_late(error: Exception) -> ResponseReturnValue:
    """Two at once, or an old page: the page as it is now, and why nothing was stored."""
    code = codes.normalise((request.view_args or {})["code"])
    return _page(_with_code(code), why="taken" if isinstance(error, Taken) else "ended"), 409


def _found(typed: str) -> Referral | Card:
    """The request, or else the unanswered card, of this code; what is right and wrong costs alike.

    Raises NotFound, and TooMany while much is guessed, also for codes that are right.
    """
    rate = {"per_minute": CARDS_A_MINUTE, "at_once": CARDS_AT_ONCE}
    if not allowances.take(town.here().taking_in(), "card", at=time.time(), **rate):
        raise TooMany("cards")
    return _with_code(codes.normalise(typed))


def _with_code(code: str) -> Referral | Card:
    db = town.here().reading()
    try:
        return referrals.by_code(db, code)
    except NotFound:
        return hand_off_cards.get(db, code)


def _request(code: str) -> Referral:
    """The request of this code; a card nobody asked with leads back to itself."""
    found = _found(code)
    if isinstance(found, Card):
        abort(redirect(_address(found), code=303))
    return found


def _address(found: Referral | Card) -> str:
    return url_for("cards.show", lang=g.language.prefix, code=found.code)


def _page(found: Referral | Card, *, why: Why = "") -> str:
    db = town.here().reading()
    if isinstance(found, Card):
        places = districts.everywhere(db)
        return render_template("kiosk/given_card.html", card=found, districts=places, why=why)
    happened = events.for_referral(db, found.id)
    return render_template(
        "kiosk/card.html",
        referral=found,
        why=why,
        past=_by_day(happened, lambda event: event.what in PERSON_READS),
        looks=_by_day(happened, lambda event: event.what == "looked" and event.by_role in LOOKERS),
    )


def _by_day(happened: list[Event], is_shown: Callable[[Event], bool]) -> list[tuple[date, Event]]:
    """Those that are shown, each with its day in town."""
    return [(e.at.astimezone(clock.TOWN_TIME).date(), e) for e in happened if is_shown(e)]
