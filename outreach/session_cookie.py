"""The one cookie: whose session this is. Residents never get it.

Over TLS its name begins with `__Host-`: browsers then take it from this very host only, never from
a neighbouring or plain-http one. Browsers refuse such a name over plain http, so on a developer's
machine it goes without. A proxy in front says by X-Forwarded-Proto whether the visitor came by TLS
(see `outreach.app`).
"""

from datetime import timedelta

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

NAME = "begegnung"


def read() -> str:
    """The session's token this request carries, or nothing."""
    return request.cookies.get(_name(), "")


def give(answer: ResponseReturnValue, token: str, *, keep: timedelta | None = None) -> Response:
    """The answer with the token in it: kept so long, else until the browser is closed."""
    response = make_response(answer)
    # Lax, not Strict: a link in a mail must find its reader signed in. Forms have their own proof.
    response.set_cookie(
        _name(), token, max_age=keep, secure=request.is_secure, httponly=True, samesite="Lax"
    )
    return response


def remove(answer: ResponseReturnValue) -> Response:
    """The answer that takes the cookie away."""
    response = make_response(answer)
    response.delete_cookie(_name(), secure=request.is_secure, httponly=True, samesite="Lax")
    return response


def bound_to_this_host(name: str) -> str:
    """The name a cookie goes by on this connection."""
    return f"__Host-{name}" if request.is_secure else name


def _name() -> str:
    return bound_to_this_host(NAME)
