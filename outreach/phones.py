"""The phone that asks: which key person's it is, by the token it got when it was enrolled.

The tool sends the token with each request (`Authorization: Bearer …`) and keeps it where pages of
others cannot read it. The plain form, for browsers without JavaScript, has it in a cookie.
"""

from datetime import timedelta

from flask import Response, g, make_response, request
from flask.typing import ResponseReturnValue

from outreach import archive
from store import devices
from store.devices import Device
from store.errors import NotAllowed, NotFound

COOKIE = "hand_off_device"
# Only the hand-off's own pages are told.
PATH = "/hand-off"
# The longest a browser keeps a cookie.
KEPT_FOR = timedelta(days=400)

BEARER = "bearer"


class UnknownDevice(NotAllowed):
    """No enrolled phone: its token is missing or wrong, or phone, card or person was put out."""


def sent_token() -> str:
    """The token in the request's head, or nothing."""
    sent = request.authorization
    return sent.token or "" if sent and sent.type == BEARER else ""


def kept_token() -> str:
    """The token in the phone's cookie, or nothing."""
    return request.cookies.get(COOKIE, "")


def give(answer: ResponseReturnValue, token: str) -> Response:
    """The answer with the token in a cookie: for the plain form alone."""
    response = make_response(answer)
    response.set_cookie(
        COOKIE,
        token,
        max_age=KEPT_FOR,
        path=PATH,
        secure=request.is_secure,
        httponly=True,
        samesite="Strict",
    )
    return response


def know(token: str) -> Device:
    """The enrolled phone with this token, known for the rest of this request.

    Raises UnknownDevice, whatever the reason.
    """
    try:
        found = devices.opened_by(archive.here().db(), token)
    except NotFound as error:
        raise UnknownDevice(str(error)) from error
    if found.person.role != "key_person":
        raise UnknownDevice(f"device {found.id} belongs to no key person")
    g.phone = found
    return found


def here() -> Device:
    """The phone of this request, where a guard has let it in."""
    found = known()
    assert found is not None
    return found


def known() -> Device | None:
    """The phone of this request, if a guard has looked at it."""
    return g.get("phone")  # type: ignore[no-any-return]
