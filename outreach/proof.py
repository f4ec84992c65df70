"""Proof: whoever signed in is still the one who sits here, not just somebody at an open desk."""

from typing import Literal

from flask import request

from kiosk import clock
from outreach import access, archive, attempts
from store import passwords, second_factors

Problem = Literal["", "wrong", "too_many"]
Asked = Literal["nothing", "code", "passkey"]

STATUS = {"wrong": 422, "too_many": 429}


def problem() -> Problem:
    """What is wrong with the second factor in this request's field `code`, which it uses up.

    Nothing, if the person proved only lately who they are (see `access.after_proof`).
    """
    me, here, now = access.person(), archive.here(), clock.now()
    if access.here().is_proved(now):
        return ""
    if not attempts.may_try_code(here.db(), me.id, now=now):
        return "too_many"
    typed = request.form.get("code", "")
    is_right = second_factors.use(here.db(), me.id, typed=typed, pepper=here.pepper(), now=now)
    return "" if is_right else "wrong"


def asked_for() -> dict[str, Asked]:
    """For the pages that hold such a form: what it asks for; who has no code goes another way."""
    if access.here().is_proved(clock.now()):
        return {"asked_for": "nothing"}
    has_code = passwords.is_chosen(archive.here().db(), access.person().id)
    return {"asked_for": "code" if has_code else "passkey"}
