"""A screen as it hangs: its document to scale, with a ruler and what a hand reaches."""

from flask import Blueprint, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from kiosk import wording
from kiosk.screens import screen_document
from outreach import access, archive, security
from outreach.desk.screens.screen_drawing import Drawing
from store import screens
from store.screens import Screen

desk_screen_previews = Blueprint("desk_screen_previews", __name__, template_folder="templates")


@desk_screen_previews.get("/desk/screens/<int:screen_id>/preview/<lang>")
@access.for_role("coordinator")
def show(screen_id: int, lang: str) -> ResponseReturnValue:
    screen = _speaking(screen_id, lang)
    page = render_template(
        "desk/screen_preview.html",
        screen=screen,
        shown=lang,
        drawing=Drawing(screen.profile),
        is_real_size=request.args.get("size") == "real",
    )
    response = make_response(page)
    response.headers["Content-Security-Policy"] = security.WITH_OUR_FRAME
    return response


@desk_screen_previews.get("/desk/screens/<int:screen_id>/document/<lang>")
@access.for_role("coordinator")
def document(screen_id: int, lang: str) -> ResponseReturnValue:
    screen = _speaking(screen_id, lang)
    # In the screen's words, not the desk's: the document is the very one the device gets.
    wording.speak(lang)
    made = screen_document.document(screen)
    response = make_response(made.gzipped)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Security-Policy"] = security.framed_by_us(made.policy)
    return response


def _speaking(screen_id: int, lang: str) -> Screen:
    screen = screens.get(archive.here().db(), screen_id)
    if lang not in screen.languages:
        abort(404)
    return screen
