"""One table from what can go wrong to the page a person reads."""

import logging

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from kiosk import frame
from store.errors import NotFound, NotWritten

log = logging.getLogger(__name__)


def explain(app: Flask) -> None:
    """Answer every failure with a page in the reader's language, the phone number on it."""
    app.register_error_handler(NotFound, _gone)
    app.register_error_handler(404, _gone)
    app.register_error_handler(NotWritten, _fault)
    app.register_error_handler(Exception, _fault)


def _gone(error: Exception) -> ResponseReturnValue:
    return _sorry("gone"), 404


def _fault(error: Exception) -> ResponseReturnValue:
    if isinstance(error, HTTPException):
        response = error.get_response()
        response.data = _sorry("fault")
        return response
    log.exception("a page could not be made")
    return _sorry("fault"), 503, {"Retry-After": "10"}


def _sorry(why: str) -> str:
    prefix = request.path.split("/")[1]
    frame.speak_if_offered(prefix)
    return render_template("kiosk/sorry.html", why=why, **frame.frame())
