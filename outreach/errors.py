"""One table from what can go wrong to the page a person reads."""

import logging

from flask import Flask, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from kiosk import frame
from outreach import access
from outreach.access import Untrained
from outreach.phones import UnknownDevice
from outreach.provenance import Forged
from printables.errors import CannotPrint
from store.errors import NotAllowed, NotFound, NotWritten, WrongStep

log = logging.getLogger(__name__)


def explain(app: Flask) -> None:
    """Answer every failure with a page in the reader's language, the phone number on it."""
    app.register_error_handler(NotFound, _gone)
    app.register_error_handler(404, _gone)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(Forged, _forged)
    app.register_error_handler(Untrained, _untrained)
    app.register_error_handler(UnknownDevice, _unknown_device)
    app.register_error_handler(WrongStep, _changed)
    app.register_error_handler(NotWritten, _fault)
    app.register_error_handler(CannotPrint, _not_made)
    app.register_error_handler(Exception, _fault)


def _gone(error: Exception) -> ResponseReturnValue:
    return _sorry("gone"), 404


def _not_allowed(error: Exception) -> ResponseReturnValue:
    return _sorry("not_allowed"), 403


def _forged(error: Exception) -> ResponseReturnValue:
    return _sorry("forged"), 403


def _untrained(error: Exception) -> ResponseReturnValue:
    return render_template("outreach/untrained.html"), 403


def _unknown_device(error: Exception) -> ResponseReturnValue:
    return redirect(url_for("hand_off.card"), code=303)


def _changed(error: Exception) -> ResponseReturnValue:
    return _sorry("changed" if access.is_for_staff() else "gone"), 409


def _not_made(error: Exception) -> ResponseReturnValue:
    return _sorry("not_made"), 503


def _fault(error: Exception) -> ResponseReturnValue:
    if isinstance(error, HTTPException):
        return _refused(error)
    log.exception("a page could not be made")
    # What broke may be what knows the reader: this page must do without.
    g.session = None
    return _sorry("fault"), 503, {"Retry-After": "10"}


def _refused(error: HTTPException) -> ResponseReturnValue:
    """What Flask itself refuses: a form too long, a redirect to the right address."""
    response = error.get_response()
    if response.status_code >= 400:
        response.data = _sorry("not_understood" if access.is_for_staff() else "fault")
    return response


def _sorry(why: str) -> str:
    if access.is_for_staff():
        return render_template("outreach/sorry.html", why=why)
    prefix = request.path.split("/")[1]
    frame.speak_if_offered(prefix)
    return render_template("kiosk/sorry.html", why=why, **frame.frame())
