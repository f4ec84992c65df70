"""What a phone reads: a word for each thing that can go wrong, as JSON."""

import logging
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from kiosk import town
from outreach.access import Untrained
from outreach.hand_off import forms
from outreach.hand_off.forms import NotUnderstood
from outreach.hand_off.taking_in import TooMany
from outreach.phones import UnknownDevice
from store.errors import NotAllowed, NotWritten

log = logging.getLogger(__name__)


def sent() -> dict[str, Any]:
    """The JSON object this request brings. Raises NotUnderstood."""
    return forms.read(request.get_data())


def problem(word: str, status: int, **more: object) -> ResponseReturnValue:
    """An answer that says what is wrong, and how long to wait before the next try."""
    wait = more.get("wait_seconds", 10 if status == 503 else 0)
    return {"problem": word, **more}, status, {"Retry-After": str(wait)} if wait else {}


def explain(blueprint: Blueprint) -> None:
    """Let every failure in these routes be told so that a phone understands it.

    A phone keeps what it could not bring to us, whatever it is told here.
    """
    blueprint.register_error_handler(NotUnderstood, _not_understood)
    blueprint.register_error_handler(UnknownDevice, _unknown_device)
    blueprint.register_error_handler(Untrained, _untrained)
    blueprint.register_error_handler(NotAllowed, lambda _: problem("not_allowed", 403))
    blueprint.register_error_handler(TooMany, lambda _: problem("too_many", 429, wait_seconds=60))
    blueprint.register_error_handler(NotWritten, lambda _: problem("not_written", 503))
    blueprint.register_error_handler(HTTPException, _refused)
    blueprint.register_error_handler(Exception, _fault)


def _not_understood(error: NotUnderstood) -> ResponseReturnValue:
    return problem("not_understood", 422, field=error.field)


def _unknown_device(error: UnknownDevice) -> ResponseReturnValue:
    return {"problem": "unknown_device"}, 401, {"WWW-Authenticate": "Bearer"}


def _untrained(error: Untrained) -> ResponseReturnValue:
    return problem("untrained", 403, phone=town.here().office.phone)


def _refused(error: HTTPException) -> ResponseReturnValue:
    return problem("too_long" if error.code == 413 else "refused", error.code or 400)


def _fault(error: Exception) -> ResponseReturnValue:
    log.exception("a phone could not be answered")
    return problem("not_written", 503)
