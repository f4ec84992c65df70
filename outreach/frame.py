"""The frame around every page of a staff room: German, the office, who is signed in, the look."""

import hashlib

from flask import Flask, make_response, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, wording
from store.languages import LANGUAGES

A_YEAR = 365 * 24 * 60 * 60


def build(app: Flask, *, style: str) -> None:
    """Let staff pages speak German, know who reads them, and wear this stylesheet."""
    mark = hashlib.sha256(style.encode()).hexdigest()[:12]
    app.add_url_rule("/staff.css", "staff_style", lambda: _stylesheet(style))
    app.before_request(_speak)
    app.context_processor(lambda: _frame(mark) if access.is_for_staff() else {})


def _stylesheet(style: str) -> ResponseReturnValue:
    response = make_response(style)
    response.mimetype = "text/css"
    # Its address changes whenever it does.
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


def _speak() -> None:
    if access.is_for_staff():
        wording.speak()


def _frame(mark: str) -> dict[str, object]:
    session = access.session()
    return {
        "office": town.here().office,
        "today": clock.local_now().date(),
        "language": LANGUAGES["de"],
        "style_address": url_for("staff_style", v=mark),
        "reader": session.person if session else None,
        "stage": access.stage(),
        "home": _home(),
        "form_token": access.form_token,
    }


def _home() -> str:
    if access.stage() == "inside":
        return url_for(access.HOMES[access.person().role])
    return url_for("sign_in.show")
