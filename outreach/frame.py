"""The frame around every page of a staff room: its language, the office, who reads it, the look."""

import hashlib
from pathlib import Path

from flask import Flask, g, make_response, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, provenance, tongues, wording

A_YEAR = 365 * 24 * 60 * 60


SCRIPT = Path(__file__).with_name("static") / "passkeys.js"


def build(app: Flask, *, style: str) -> None:
    """Let staff pages speak with their reader, know who that is, and wear this stylesheet."""
    script = SCRIPT.read_text("utf-8")
    mark = hashlib.sha256(f"{style}{script}".encode()).hexdigest()[:12]
    app.add_url_rule("/staff.css", "staff_style", lambda: _kept(style, "text/css"))
    app.add_url_rule("/passkeys.js", "passkeys_script", lambda: _kept(script, "text/javascript"))
    app.before_request(_speak)
    app.context_processor(lambda: _frame(mark) if access.is_for_staff() else {})


def _kept(text: str, mimetype: str) -> ResponseReturnValue:
    response = make_response(text)
    response.mimetype = mimetype
    # Its address changes whenever it does.
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


def _speak() -> None:
    if access.is_for_staff():
        wording.speak()


def _frame(mark: str) -> dict[str, object]:
    return {
        "office": town.here().office,
        "today": clock.local_now().date(),
        "language": g.language,
        "public_language": tongues.of_public_pages(),
        "tongues": tongues.offered(),
        "way_back": tongues.way_back(),
        "style_address": url_for("staff_style", v=mark),
        "passkeys_address": url_for("passkeys_script", v=mark),
        "reader": access.reader(),
        "stage": access.stage(),
        "home": _home(),
        "form_token": provenance.form_token,
    }


def _home() -> str:
    if access.is_for_phones():
        return url_for("hand_off.tool")
    if access.stage() == "inside":
        return url_for(access.HOMES[access.person().role])
    return url_for("sign_in.show")
