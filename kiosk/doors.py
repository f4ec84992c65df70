"""What strangers may send us: a request for company, sealed before it is stored."""

import re
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from kiosk import clock, frame, steps, town
from store import allowances, codes, districts, events, offers, office_keys, referrals, sealing
from store.database import Database
from store.errors import NotWritten
from store.referrals import BEST_TIMES, Consent, Referral, Wish

doors = Blueprint("doors", __name__, template_folder="templates")
doors.url_value_preprocessor(frame.speak)
doors.context_processor(frame.frame)

# The version of the words somebody agrees to in `_consent.html`; new words, new number.
CONSENT_VERSION = 1
LONGEST = {"name": 80, "contact": 120}
CONTACT = re.compile(r"\S+@\S+\.\S+|(?:.*\d){6}", re.DOTALL)

# For the whole town: no person is told from another here.
REQUESTS_A_MINUTE = 20
REQUESTS_AT_ONCE = 60
CARDS_A_MINUTE = 30
CARDS_AT_ONCE = 60


@dataclass(frozen=True, slots=True)
class RequestForm:
    """What somebody typed into the door "I am looking for company", and what is still missing."""

    record: str
    name: str
    contact: str
    best_time: str
    spoken: str
    district: str
    comes_along: bool
    agrees: bool
    offer_id: int | None
    errors: tuple[str, ...] = ()

    @classmethod
    def parse(cls, form: Mapping[str, str], offered: tuple[str, ...]) -> "RequestForm":
        """Read the form; what is missing is named in `errors` by its field."""
        name, contact = (" ".join(form.get(field, "").split()) for field in ("name", "contact"))
        best_time, spoken = form.get("best_time", ""), form.get("spoken", "")
        agrees = form.get("agrees") == "yes"
        complaints = {
            "name": not name or len(name) > LONGEST["name"],
            "contact": not CONTACT.search(contact) or len(contact) > LONGEST["contact"],
            "agrees": not agrees,
        }
        to = form.get("to", "")
        return cls(
            record=_record(form.get("record", "")),
            name=name,
            contact=contact,
            best_time=best_time if best_time in BEST_TIMES else "any",
            spoken=spoken if spoken in offered else offered[0],
            district=form.get("district", ""),
            comes_along=form.get("comes_along") == "yes",
            agrees=agrees,
            offer_id=int(to) if to.isascii() and to.isdigit() and len(to) < 10 else None,
            errors=tuple(field for field, is_wrong in complaints.items() if is_wrong),
        )


def _record(sent: str) -> str:
    """The id made when the form was opened, so that a second tap on "send" is the same request."""
    try:
        return str(uuid.UUID(sent))
    except ValueError:
        return str(uuid.uuid4())


@doors.get("/<lang>/doors/company")
def company(lang: str) -> ResponseReturnValue:
    steps.count("come_along")
    office = town.here().office
    form = RequestForm.parse({**request.args, "spoken": lang}, office.languages)
    return _page(form, errors=())


@doors.post("/<lang>/doors/company")
def ask_for_company(lang: str) -> ResponseReturnValue:
    place = town.here()
    form = RequestForm.parse(request.form, place.office.languages)
    if form.errors:
        return _page(form, errors=form.errors), 422
    try:
        if not _may_ask(place.taking_in()):
            return _page(form, errors=("too_many",)), 429
        asked = _take_in(form)
    except NotWritten:
        return _page(form, errors=("not_saved",)), 503
    return render_template("kiosk/asked.html", referral=asked)


def _page(form: RequestForm, *, errors: tuple[str, ...]) -> str:
    db = town.here().reading()
    return render_template(
        "kiosk/company.html",
        form=form,
        errors=errors,
        offer=_offer(db, form.offer_id),
        placement=steps.placement(),
        districts=districts.everywhere(db),
        best_times=BEST_TIMES,
    )


def _take_in(form: RequestForm) -> Referral:
    place, record = town.here(), f"referral:{form.record}"
    told = {"name": form.name, "contact": form.contact}
    placement = steps.placement()
    named = [d for d in districts.everywhere(place.reading()) if d.name == form.district]
    meant = _offer(place.reading(), form.offer_id)
    return referrals.ask(
        place.taking_in(),
        place.keys(),
        record=record,
        wish=Wish(
            language=form.spoken,
            best_time=form.best_time,
            comes_along=form.comes_along,
            district_id=named[0].id if named else None,
            placement_id=placement.id if placement else None,
            offer_id=meant.id if meant else None,
        ),
        consent=Consent(CONSENT_VERSION, g.language.prefix, "on_the_page"),
        envelope=sealing.seal(office_keys.public(place.folder), record, told),
        now=clock.now(),
    )


def _offer(db: Database, offer_id: int | None) -> offers.Offer | None:
    found = offers.by_ids(db, [offer_id] if offer_id else [], language=g.language.prefix)
    return found[0] if found else None


def _may_ask(db: Database) -> bool:
    return allowances.take(
        db, "request", per_minute=REQUESTS_A_MINUTE, at_once=REQUESTS_AT_ONCE, at=time.time()
    )


@doors.get("/c/<code>")
def card_in_hand(code: str) -> ResponseReturnValue:
    return redirect(f"/{g.language.prefix}/c/{codes.normalise(code)[:5]}", code=302)


@doors.get("/<lang>/c/<code>")
def card(lang: str, code: str) -> ResponseReturnValue:
    db = town.here().reading()
    referral = _with_code(code)
    return render_template(
        "kiosk/card.html", referral=referral, events=events.for_referral(db, referral.id)
    )


@doors.post("/<lang>/c/<code>/withdrawal")
def withdraw(lang: str, code: str) -> ResponseReturnValue:
    place = town.here()
    referral = _with_code(code)
    referrals.withdraw(place.taking_in(), place.keys(), referral.id, now=clock.now())
    return redirect(f"/{lang}/c/{referral.code}", code=303)


def _with_code(typed: str) -> Referral:
    """The referral of this code. Guesses are few for the whole town, and a wrong one says nothing.

    Raises NotFound, and while too much is guessed also for codes that are right.
    """
    place = town.here()
    if not allowances.take(
        place.taking_in(), "card", per_minute=CARDS_A_MINUTE, at_once=CARDS_AT_ONCE, at=time.time()
    ):
        abort(429)
    return referrals.by_code(place.reading(), codes.normalise(typed))
