"""Codes that lead nowhere: a friendly page, and a guess that is offered, never followed."""

import time

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from kiosk import clock, frame, town
from store import allowances, codes, placements
from store.errors import NotWritten
from store.placements import Placement
from store.scans import Miss

typed_codes = Blueprint("typed_codes", __name__, template_folder="templates")

# Guessing codes must not pay: the whole town shares these. Hits are never counted against it.
GUESSES_A_MINUTE = 120
GUESSES_AT_ONCE = 240


# A code carries no language, so its page speaks what the browser prefers.
typed_codes.url_value_preprocessor(frame.speak)
typed_codes.context_processor(frame.frame)


@typed_codes.get("/k")
@typed_codes.get("/k/")
def typed() -> ResponseReturnValue:
    """Where the form for a typed code leads: on to the code's own address."""
    code = codes.normalise(request.args.get("code", ""))
    if not code:
        return redirect(f"/{g.language.prefix}/", code=302)
    return redirect(f"/k/{code[:20]}", code=302)


@typed_codes.get("/q/<path:code>")
@typed_codes.get("/Q/<path:code>")
@typed_codes.get("/k/<path:code>")
@typed_codes.get("/K/<path:code>")
def unknown(code: str) -> ResponseReturnValue:
    """The page for a code that no placement carries; a sound one that was typed may be a card's."""
    place, symbols = town.here(), codes.normalise(code)
    if request.path[1] in "kK" and codes.is_valid(symbols):
        return redirect(f"/{g.language.prefix}/c/{symbols}", code=302)
    place.tally.count(Miss(clock.local_now().date()))
    if not _may_guess():
        page = render_template("kiosk/unknown_code.html", meant=())
        return page, 429, {"Retry-After": "60"}
    return render_template("kiosk/unknown_code.html", meant=_meant(code)), 404


def _may_guess() -> bool:
    try:
        with town.here().writing() as db:
            return allowances.take(
                db,
                "guess",
                per_minute=GUESSES_A_MINUTE,
                at_once=GUESSES_AT_ONCE,
                at=time.time(),
            )
    except NotWritten:
        # Helping somebody who mistyped matters more than slowing down a guesser for a moment.
        return True


def _meant(code: str) -> list[Placement]:
    """The one live placement that was probably meant; nothing where it could be several."""
    candidates = codes.meant_by(code)
    found = placements.with_codes(town.here().reading(), candidates) if candidates else []
    return found if len(found) == 1 else []
