"""What strangers may send us: a request for company, help, an offer or an idea."""

from typing import Any, cast

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from kiosk import frame, proposals, requests, steps, town
from store import referrals
from store.proposals import Door
from store.referrals import Referral

doors = Blueprint("doors", __name__, template_folder="templates")
doors.url_value_preprocessor(frame.speak)
doors.context_processor(frame.frame)


@doors.get("/<lang>/doors/company")
def company(lang: str) -> ResponseReturnValue:
    steps.count("come_along")
    return requests.fresh_page("company", request.args)


@doors.post("/<lang>/doors/company")
def ask_for_company(lang: str) -> ResponseReturnValue:
    place = town.here()

    # Opens its files only when called: a full disk is found out where it can be said.
    def keep(**told: Any) -> Referral:
        return referrals.ask(place.taking_in(), place.keys(), **told)

    return requests.take_in(request.form, "company", keep=keep, then=requests.thank)


@doors.get("/<lang>/doors/<any(help, offer, idea):door>")
def door(lang: str, door: str) -> ResponseReturnValue:
    return proposals.fresh_page(cast(Door, door))


@doors.post("/<lang>/doors/<any(help, offer, idea):door>")
def bring(lang: str, door: str) -> ResponseReturnValue:
    return proposals.take_in(cast(Door, door), request.form)
