"""Proof: whoever signed in is still the one who sits here, not just somebody at an open desk."""

from typing import Literal

from flask import request

from kiosk import clock
from outreach import access, archive, attempts
from store import second_factors

Problem = Literal["", "wrong", "too_many"]

STATUS = {"wrong": 422, "too_many": 429}


def problem() -> Problem:
    """What is wrong with the second factor in this request's field `code`, which it uses up."""
    me, here, now = access.person(), archive.here(), clock.now()
    if not attempts.may_try_code(here.db(), me.id, now=now):
        return "too_many"
    typed = request.form.get("code", "")
    is_right = second_factors.use(here.db(), me.id, typed=typed, pepper=here.pepper(), now=now)
    return "" if is_right else "wrong"
