"""A request for company or a call: its form, and the way from there into a sealed box."""

import re
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from flask import g, render_template
from flask.typing import ResponseReturnValue

from kiosk import clock, steps, town
from store import allowances, districts, offers, office_keys, sealing
from store.database import Database
from store.errors import NotWritten
from store.referrals import BEST_TIMES, Consent, Referral, Wish

# The version of the words somebody agrees to in `_consent.html`; new words, new number.
CONSENT_VERSION = 1
LONGEST = {"name": 80, "contact": 120}
CONTACT = re.compile(r"\S+@\S+\.\S+|(?:.*\d){6}", re.DOTALL)

# For the whole town: no person is told from another here.
REQUESTS_A_MINUTE = 20
REQUESTS_AT_ONCE = 60

# What the form is for: a door of the start page, two of a card, or telling it all anew.
Purpose = Literal["company", "call", "correction"]
# Hands record, wish, consent, envelope and now to a verb of the store.
Keep = Callable[..., Referral]


class TooMany(Exception):
    """The whole town asked or guessed so much that this must wait for a minute."""


@dataclass(frozen=True, slots=True)
class RequestForm:
    """What somebody typed who would like company, and what is still missing."""

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


def fresh_page(purpose: Purpose, told: Mapping[str, str]) -> str:
    """The form before anything was typed; `told` is what an address or a door says already.

    Whoever asks for company is asked whether somebody shall come along, who asks for a call is not.
    """
    preset = {} if purpose == "call" else {"comes_along": "yes"}
    spoken = {"spoken": g.language.prefix}
    form = RequestForm.parse({**preset, **told, **spoken}, town.here().office.languages)
    return _page(form, purpose, errors=())


def take_in(
    sent: Mapping[str, str],
    purpose: Purpose,
    *,
    keep: Keep,
    then: Callable[[Referral], ResponseReturnValue],
) -> ResponseReturnValue:
    """Seal what was typed and hand it to `keep`; where that fails the form again, no word lost."""
    form = RequestForm.parse(sent, town.here().office.languages)
    if form.errors:
        return _page(form, purpose, errors=form.errors), 422
    try:
        _count_request()
        referral = keep(**_told(form))
    except TooMany:
        return _page(form, purpose, errors=("too_many",)), 429
    except NotWritten:
        return _page(form, purpose, errors=("not_saved",)), 503
    return then(referral)


def thank(referral: Referral) -> ResponseReturnValue:
    """The page after a request, with the code that leads back to it."""
    return render_template("kiosk/asked.html", referral=referral)


def _page(form: RequestForm, purpose: Purpose, *, errors: tuple[str, ...]) -> str:
    db = town.here().reading()
    return render_template(
        "kiosk/company.html",
        form=form,
        purpose=purpose,
        errors=errors,
        offer=_offer(db, form.offer_id),
        placement=steps.placement(),
        districts=districts.everywhere(db),
        best_times=BEST_TIMES,
    )


def _count_request() -> None:
    db = town.here().taking_in()
    rate = {"per_minute": REQUESTS_A_MINUTE, "at_once": REQUESTS_AT_ONCE}
    if not allowances.take(db, "request", at=time.time(), **rate):
        raise TooMany("requests")


def _told(form: RequestForm) -> dict[str, Any]:
    """What the store is given of a form: the person's words in an envelope only."""
    place, record = town.here(), f"referral:{form.record}"
    placement = steps.placement()
    named = [d for d in districts.everywhere(place.reading()) if d.name == form.district]
    meant = _offer(place.reading(), form.offer_id)
    wish = Wish(
        language=form.spoken,
        best_time=form.best_time,
        comes_along=form.comes_along,
        district_id=named[0].id if named else None,
        placement_id=placement.id if placement else None,
        offer_id=meant.id if meant else None,
    )
    words = {"name": form.name, "contact": form.contact}
    return {
        "record": record,
        "wish": wish,
        "consent": Consent(CONSENT_VERSION, g.language.prefix, "on_the_page"),
        "envelope": sealing.seal(office_keys.public(place.folder), record, words),
        "now": clock.now(),
    }


def _offer(db: Database, offer_id: int | None) -> offers.Offer | None:
    found = offers.by_ids(db, [offer_id] if offer_id else [], language=g.language.prefix)
    return found[0] if found else None
