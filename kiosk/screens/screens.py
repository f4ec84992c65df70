"""Screens: how a device becomes one, tells of itself, and gets what it shows."""

import json
import time
from datetime import datetime
from math import isnan

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, frame, town
from kiosk.screens import screen_document, screen_worker, switched_off, voices
from store import allowances, codes, heartbeats, screens
from store.errors import Gone, NotFound
from store.heartbeats import Told
from store.screens import Screen

screen_pages = Blueprint("screens", __name__, template_folder="templates")
screen_pages.url_value_preprocessor(frame.speak)
screen_pages.context_processor(frame.frame)

# For the whole town: 40 bits are not guessed at this pace, and codes are typed rarely.
PAIRINGS_A_MINUTE = 6
PAIRINGS_AT_ONCE = 12
LONGEST = 200
MOST = 2**53


@screen_pages.get("/screen")
def pairing() -> ResponseReturnValue:
    return render_template("kiosk/screen/pairing.html", problem="")


@screen_pages.post("/screen")
def pair() -> ResponseReturnValue:
    db, typed = town.here().taking_in(), request.form.get("code", "")
    if not _may_pair():
        return render_template("kiosk/screen/pairing.html", problem="too_many"), 429
    try:
        key = screens.pair(db, codes.normalise(typed), now=clock.now())
    except (NotFound, Gone):
        return render_template("kiosk/screen/pairing.html", problem="unknown"), 422
    return redirect(url_for("screens.first", key=key), code=303)


@screen_pages.get("/screen/<key>/")
def first(key: str) -> ResponseReturnValue:
    screen = screens.by_key(town.here().reading(), key)
    return redirect(f"/screen/{key}/{screen.languages[0]}", code=302)


@screen_pages.get("/screen/<key>/<lang>")
def document(key: str, lang: str) -> ResponseReturnValue:
    screen = screens.by_key(town.here().reading(), key)
    if lang not in screen.languages:
        raise NotFound(f"screen {screen.id} does not speak {lang!r}")
    made = screen_document.document(screen)
    is_known = request.if_none_match.contains(made.hash)
    response = make_response("" if is_known else made.gzipped, 304 if is_known else 200)
    if not is_known:
        response.headers["Content-Encoding"] = "gzip"
    response.set_etag(made.hash)
    response.headers["Content-Security-Policy"] = made.policy
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@screen_pages.post("/screen/<key>/heartbeat")
def heartbeat(key: str) -> ResponseReturnValue:
    place, now = town.here(), clock.now()
    screen = screens.by_key(place.reading(), key)
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict):
        abort(422)
    wish = heartbeats.beat(
        place.taking_in(),
        screen.id,
        _told(sent),
        visits=_number(sent, "visits"),
        touches=_number(sent, "touches"),
        day=clock.local_now().date(),
        now=now,
    )
    return {
        "wish": wish or None,
        "now": now.isoformat(timespec="milliseconds"),
        "documents": _announced(screen, now),
    }


def _announced(screen: Screen, now: datetime) -> dict[str, str | None]:
    """The hash of each language's document; None where it shall ask for it, nothing for later."""
    known = {lang: screen_document.kept_hash(screen, lang) for lang in screen.languages}
    if all(known.values()) or town.here().turns.take(now):
        return known
    return {lang: digest for lang, digest in known.items() if digest}


@screen_pages.get("/screen/<key>/worker.js")
def worker(key: str) -> ResponseReturnValue:
    screen = screens.by_key(town.here().reading(), key)
    response = make_response(screen_worker.script(screen, home=f"/screen/{key}/"))
    response.mimetype = "text/javascript"
    return response


@screen_pages.get("/screen/<key>/said/<name>.opus")
def said(key: str, name: str) -> ResponseReturnValue:
    place = town.here()
    screen = screens.by_key(place.reading(), key)
    sound = voices.of(place.folder, place.office.voice_command).read(name)
    if sound is None:
        raise NotFound(f"screen {screen.id} was announced no such sound")
    response = make_response(sound)
    response.mimetype = "audio/ogg"
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response.make_conditional(request, accept_ranges=True, complete_length=len(sound))


def _told(sent: dict[str, object]) -> Told:
    """What a screen says of itself; a screen that says nonsense is still alive."""
    texts = ("build", "document", "as_of", "language", "state", "picture")
    return Told(
        **{name: str(sent.get(name, ""))[:LONGEST] for name in texts},
        frames=_number(sent, "frames"),
        heap=_number(sent, "heap"),
        errors=json.dumps(sent.get("errors", []), ensure_ascii=False)[: 5 * LONGEST],
        clock_off_seconds=_number(sent, "clock_off_seconds", least=-MOST),
    )


def _number(sent: dict[str, object], name: str, *, least: int = 0) -> int:
    value = sent.get(name)
    if not isinstance(value, int | float) or isnan(value):
        return 0
    return int(min(max(value, least), MOST))


def _may_pair() -> bool:
    return allowances.take(
        town.here().taking_in(),
        "pairing",
        per_minute=PAIRINGS_A_MINUTE,
        at_once=PAIRINGS_AT_ONCE,
        at=time.time(),
    )


@screen_pages.errorhandler(Gone)
def gone(error: Exception) -> ResponseReturnValue:
    page = switched_off.page()
    response = make_response(page.gzipped, 410)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Security-Policy"] = page.policy
    response.set_etag(page.hash)
    return response
