"""What strangers may send us: a request for company, from the start page, an offer or a poster."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from kiosk import frame, requests, steps, town
from store import referrals
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
